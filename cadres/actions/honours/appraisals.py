"""Yearly results: what cannot be, and when a task that follows from one was done."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cadres.models import Appraisal, AssessmentConsequence

_NOT_ASSESSED = ("6", "6A")


def check_appraisal(appraisal: Appraisal, *, by, today: datetime.date) -> None:
    """Raises ValidationError by column; the unit is the person's where it is left empty."""
    problems = {}
    if appraisal.unit_id is None:
        appraisal.unit_id = appraisal.person.unit_id
    if appraisal.year > today.year:
        problems["year"] = _("考核年度不能晚于今年。")
    if appraisal.decided_on and appraisal.decided_on > today:
        problems["decided_on"] = _("确定日期不能晚于今天。")
    if appraisal.decided_on and appraisal.decided_on.year < appraisal.year:
        problems["decided_on"] = _("确定日期不能早于考核年度。")
    if appraisal.participated and appraisal.result in _NOT_ASSESSED:
        problems["participated"] = _("考核结论为不进行考核，不能是“参加考核”。")
    if problems:
        raise ValidationError({name: [text] for name, text in problems.items()})


def require_execution(task: AssessmentConsequence, *, by, today: datetime.date) -> None:
    """Raises ValidationError for a day after today, or before the year was over."""
    if task.executed_on > today:
        raise ValidationError({"executed_on": _("落实日期不能晚于今天。")})
    if task.executed_on.year < task.year:
        raise ValidationError({"executed_on": _("落实日期不能早于考核年度。")})
