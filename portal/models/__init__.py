"""Tables of the portal."""

from portal.models.attachments import Attachment
from portal.models.audit import AuditEvent, AuditSeal
from portal.models.batches import Batch, BatchChange, BatchRow, ColumnMapping
from portal.models.codes import Code
from portal.models.files import StoredFile
from portal.models.flow import StepTaken
from portal.models.jobs import Job
from portal.models.reminders import ReminderFeed
from portal.models.settings import RuleSetting
from portal.models.units import Unit, UnitQuota, UnitSpan
from portal.models.users import Grant, SystemToken, User

__all__ = [
    "Attachment",
    "AuditEvent",
    "AuditSeal",
    "Batch",
    "BatchChange",
    "BatchRow",
    "Code",
    "ColumnMapping",
    "Grant",
    "Job",
    "ReminderFeed",
    "RuleSetting",
    "StepTaken",
    "StoredFile",
    "SystemToken",
    "Unit",
    "UnitQuota",
    "UnitSpan",
    "User",
]
