"""The first conversion of old posts into ranks (首次套转)."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cadres.actions.notices import require_notice, require_notice_over
from cadres.actions.ranks.spans import open_rank
from cadres.models import InitialRankConversion, Person
from cadres.rules.ranks.conversion import converted
from portal.models.timebound import as_int
from portal.rules.roles import Permission

_SETTLED = (
    InitialRankConversion.State.APPROVED, InitialRankConversion.State.FILED, InitialRankConversion.State.COMPLETED,
)  # fmt: skip


def check_conversion(conversion: InitialRankConversion, *, by, today: datetime.date) -> None:
    """Raises ValidationError by column; fills the rank and its years from the old post where they are left empty.

    One entered with its approval is taken as completed, by whom may approve.
    """
    line = converted(conversion.old_post)
    if not conversion.new_rank and line:
        conversion.new_rank = line.rank
    if conversion.seniority_from is None:
        conversion.seniority_from = conversion.old_since
    problems = {}
    if conversion.approved_on and conversion.approved_on > today:
        problems["approved_on"] = _("批准日期不能晚于今天。")
    if conversion.approved_on and not conversion.new_rank:
        problems["new_rank"] = _("已批准的套转应填写套转后职级。")
    if conversion.seniority_from and conversion.seniority_from.as_int() > as_int(conversion.approved_on or today):
        problems["seniority_from"] = _("年限起算时间不能晚于套转。")
    if conversion.pk is None and conversion.approved_on and by is not None and not by.can(Permission.APPROVE_RECORDS):
        problems["approved_on"] = _("补录已批准的套转，须有“复核审批”权限。")
    if problems:
        raise ValidationError({name: [text] for name, text in problems.items()})
    if conversion.pk is None and conversion.approved_on:
        conversion.state = InitialRankConversion.State.COMPLETED


def settle_conversion(conversion: InitialRankConversion, *, by) -> None:
    """An approved conversion has its span of rank."""
    if conversion.pk and conversion.state in _SETTLED:
        _open(conversion)


def require_conversion_notice(conversion: InitialRankConversion, *, by, today: datetime.date) -> None:
    """Raises ValidationError for too short a notice."""
    require_notice(conversion.notice_from, conversion.notice_to, today)


def require_conversion_approval(conversion: InitialRankConversion, *, by, today: datetime.date) -> None:
    """Raises ValidationError before the notice is over."""
    require_notice_over(conversion.notice_from, conversion.notice_to, conversion.approved_on, "approved_on", today)


def _open(conversion: InitialRankConversion) -> None:
    person = Person.objects.select_for_update().get(pk=conversion.person_id)
    # A person who reached another rank since was converted before it: the record of ranks is complete already.
    if person.ranks.filter(sequence="rank", began__isnull=False).exists():
        return
    open_rank(
        person=person,
        code=conversion.new_rank,
        on=conversion.approved_on,
        document_number=conversion.approval_number,
    )
