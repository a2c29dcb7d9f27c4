"""Rules the office may set, one subject a file."""

from cadres.rules.office_rules import honours, ranks

OFFICE_RULES = (*ranks.OFFICE_RULES, *honours.OFFICE_RULES)
