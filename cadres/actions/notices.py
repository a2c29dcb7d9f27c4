"""What a public notice must satisfy before the step after it."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.queries.rules import rule_value
from portal.rules.workdays import working_days


def require_notice(notice_from: datetime.date | None, notice_to: datetime.date | None, today: datetime.date) -> None:
    """Raises ValidationError for a notice shorter than the office's working days, by column."""
    if notice_from is None or notice_to is None:
        raise ValidationError({"notice_from": _("请填写公示的开始和结束日期。")})
    least, _setting = rule_value("notice_working_days", today)
    if working_days(notice_from, notice_to) < least:
        raise ValidationError({"notice_to": _("公示不得少于 %(days)d 个工作日。") % {"days": least}})


def require_notice_over(
    notice_from: datetime.date | None, notice_to: datetime.date | None, decided: datetime.date, column: str, today
) -> None:
    """Raises ValidationError while the notice runs, and for a decision dated before its end."""
    require_notice(notice_from, notice_to, today)
    if today <= notice_to:
        raise ValidationError(
            _("公示到 %(day)s 结束，期满后才能办理这一步。") % {"day": notice_to}, code="notice_running"
        )
    if decided <= notice_to:
        raise ValidationError({column: _("日期应在公示结束（%(day)s）之后。") % {"day": notice_to}})
