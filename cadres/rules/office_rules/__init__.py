"""Rules the office may set, one subject a file."""

from cadres.rules.office_rules import honours, ranks, reminders, selection, service, talks, training

OFFICE_RULES = (
    *selection.OFFICE_RULES,
    *training.OFFICE_RULES,
    *ranks.OFFICE_RULES,
    *honours.OFFICE_RULES,
    *talks.OFFICE_RULES,
    *service.OFFICE_RULES,
    *reminders.OFFICE_RULES,
)
