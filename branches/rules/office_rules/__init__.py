"""Rules the office may set, one subject a file."""

from branches.rules.office_rules.governance import GOVERNANCE_RULES

OFFICE_RULES = (*GOVERNANCE_RULES,)
