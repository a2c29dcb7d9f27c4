"""Rules the office may set, one subject a file."""

from cadres.rules.office_rules import honours, ranks, service

OFFICE_RULES = (*ranks.OFFICE_RULES, *honours.OFFICE_RULES, *service.OFFICE_RULES)
