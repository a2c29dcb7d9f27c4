"""All reminders about Party organizations and villages."""

from branches.queries.due import admission, dues, matters, terms
from branches.rules.reminder_kinds import KINDS
from portal.queries.reminders import ReminderKind, Reminders
from portal.rules.roles import Permission

_TOLD_ONLY = {"organization_term_near"}
_GUARDED = {
    "admission_step", "admission_observation", "admission_probation_ends", "dues_arrears", "dispute_due",
    "dispute_escalates",
}  # fmt: skip

WAITING = Reminders(
    functions=(terms.due, admission.due, dues.due, matters.due),
    kinds=tuple(ReminderKind(word, label, word not in _TOLD_ONLY, word in _GUARDED) for word, label in KINDS),
    rule="branch_reminder_kinds",
    right=Permission.VIEW_ORGANIZATIONS,
)
