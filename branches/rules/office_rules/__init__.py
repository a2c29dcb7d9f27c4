"""Rules the office may set, one subject a file."""

from branches.rules.office_rules.governance import GOVERNANCE_RULES
from branches.rules.office_rules.life import LIFE_RULES
from branches.rules.office_rules.members import MEMBER_RULES
from branches.rules.office_rules.organizations import ORGANIZATION_RULES
from branches.rules.office_rules.reminders import REMINDER_RULES
from branches.rules.office_rules.villages import VILLAGE_RULES

OFFICE_RULES = (
    *ORGANIZATION_RULES,
    *MEMBER_RULES,
    *LIFE_RULES,
    *GOVERNANCE_RULES,
    *VILLAGE_RULES,
    *REMINDER_RULES,
)
