"""All reminders about cadres."""

from cadres.queries.due import posts, ranks, secondments, selection, service, talks, training
from cadres.rules.reminder_kinds import KINDS
from portal.queries.reminders import ReminderKind, Reminders
from portal.rules.roles import Permission

# What waits until somebody has done it; a retirement or an anniversary is only told.
_STAYS = {
    "probation_ends", "secondment_ends", "agreement_ends", "notice_ends", "objection_open", "place_kept_long",
    "talk_planned", "talk_after_event", "issue_due",
}  # fmt: skip
_GUARDED = {"talk_planned", "talk_after_event", "issue_due", "objection_open"}

_ALL = tuple(ReminderKind(word, label, word in _STAYS, word in _GUARDED) for word, label in KINDS)

# `service` tells of probations too; one that a case of selection waits for is found by `selection` after its day.
TOLD = Reminders(
    functions=(service.due, posts.due, ranks.due), kinds=tuple(kind for kind in _ALL if not kind.stays),
    rule="reminder_kinds", right=Permission.VIEW_RECORDS,
)  # fmt: skip
WAITING = Reminders(
    functions=(secondments.due, training.due, selection.due, talks.due),
    kinds=tuple(kind for kind in _ALL if kind.stays), rule="reminder_kinds", right=Permission.VIEW_RECORDS,
)  # fmt: skip
