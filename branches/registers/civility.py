"""Registers of 乡风文明: heritage, reform of customs, culture."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import (
    CeremonyRecord,
    CulturalActivity,
    CulturalFacility,
    CustomReform,
    HeritageActivity,
    HeritageSite,
)
from branches.queries.customs import limits_of, within_limits
from branches.registers.ledger import all_of, as_last_time, in_a_village, in_order, ledger, own_village
from portal.lists import Sort

GROUP = "乡风文明"
_BY_DAY = (Sort("held", gettext_lazy("日期"), ("held_on",), descending=True),)
_ATTENDANCE = ("members", "villagers", "students")


def _site_is_registered(activity, *, by, today) -> None:
    if activity.site and activity.site.began and activity.site.began.first_day() > activity.held_on:
        raise ValidationError({"site": _("活动日期早于该遗址的起始时间。")})


_VERDICTS = {
    True: gettext_lazy("在本村规定以内"), False: gettext_lazy("超出本村规定"), None: gettext_lazy("本村规定或桌数、礼金未登记，不能判断"),
}  # fmt: skip


def _verdict(ceremony, user) -> list[tuple[str, str]]:
    """Whether the ceremony keeps to the village's limits, leading to them."""
    limits = limits_of(ceremony)
    if limits is None:
        return [(_("本村还没有移风易俗规定"), reverse("portal:register", args=["custom-reforms"]))]
    href = reverse("portal:register-record", args=["custom-reforms", limits.pk])
    return [(str(_VERDICTS[within_limits(ceremony, limits)]), href)]


REGISTERS = (
    ledger(
        "heritage-sites",
        HeritageSite,
        GROUP,
        "登记本地红色遗址及保护级别。",
        fields=("unit", "name", ("grade", "is_base"), "protection", ("began", "ended"), "note"),
        columns=("name", "unit", "grade", "is_base", "protection"),
        filters=("unit", "grade", "is_base"),
        search=("name", "unit__name"),
        sorts=(Sort("name", gettext_lazy("遗址名称"), ("name",)),),
        sheet=("unit", "name", "grade", "is_base", "protection", "began"),
        key=("unit", "name"),
        prefill=own_village,
    ),
    ledger(
        "heritage-activities",
        HeritageActivity,
        GROUP,
        "登记“缅怀先烈、铭记历史”等红色教育活动和参加人次。",
        fields=("unit", "title", ("held_on", "site"), _ATTENDANCE, "note"),
        columns=("title", "unit", "site", "held_on", *_ATTENDANCE),
        filters=("unit",),
        search=("title", "unit__name", "site__name"),
        sorts=_BY_DAY,
        owners=("site",),
        sheet=("unit", "held_on", "title", "site", *_ATTENDANCE),
        key=("unit", "held_on", "title"),
        check=all_of(in_order("held_on"), _site_is_registered),
        prefill=as_last_time(HeritageActivity, "site", "title"),
    ),
    ledger(
        "custom-reforms",
        CustomReform,
        GROUP,
        "登记村（社区）红白理事会和婚丧事的桌数、礼金上限；规定改了就另登一条，旧的填终止时间。",
        fields=("unit", "has_council", ("wedding_tables", "funeral_tables"), "gift_limit", ("began", "ended"), "note"),
        columns=("unit", "has_council", "wedding_tables", "funeral_tables", "gift_limit", "began", "ended"),
        filters=("unit", "has_council"),
        search=("unit__name",),
        sheet=("unit", "has_council", "wedding_tables", "funeral_tables", "gift_limit", "began", "ended"),
        key=("unit", "began"),
        check=in_a_village,
        prefill=own_village,
    ),
    ledger(
        "ceremonies",
        CeremonyRecord,
        GROUP,
        "登记每一场婚事、丧事的桌数和花费；是否在规定以内由系统对照本村规定判断。",
        fields=(
            "unit", ("kind", "held_on"), ("tables", "gift"), ("cost", "reference_cost"), "household", "reported_on",
            "note",
        ),
        columns=("kind", "unit", "held_on", "tables", "cost", "reference_cost"),
        filters=("unit", "kind"),
        search=("unit__name", "household__number"),
        sorts=_BY_DAY,
        owners=("household",),
        within={"household": "unit"},
        pages=_verdict,
        sheet=("unit", "kind", "held_on", "tables", "gift", "cost", "reference_cost", "household", "reported_on"),
        key=("unit", "kind", "held_on", "household"),
        check=all_of(in_a_village, in_order("reported_on", "held_on")),
        prefill=as_last_time(CeremonyRecord, "kind", "reference_cost"),
    ),
    ledger(
        "cultural-facilities",
        CulturalFacility,
        GROUP,
        "登记文化广场、戏台、活动室等文化设施。",
        fields=("unit", "name", ("kind", "built_on"), ("area", "cost"), "hours", "note"),
        columns=("name", "unit", "kind", "area", "cost", "built_on"),
        filters=("unit", "kind"),
        search=("name", "unit__name"),
        sorts=(Sort("built", gettext_lazy("建成日期"), ("built_on",), descending=True),),
        sheet=("unit", "name", "kind", "area", "cost", "built_on", "hours"),
        key=("unit", "name"),
        check=in_order("built_on"),
        prefill=own_village,
    ),
    ledger(
        "cultural-activities",
        CulturalActivity,
        GROUP,
        "登记文艺演出、体育比赛等群众文化活动和参加人次。",
        fields=("unit", ("kind", "held_on"), "title", "facility", _ATTENDANCE, "note"),
        columns=("title", "unit", "kind", "held_on", *_ATTENDANCE),
        filters=("unit", "kind"),
        search=("title", "unit__name"),
        sorts=_BY_DAY,
        owners=("facility",),
        within={"facility": "unit"},
        sheet=("unit", "kind", "held_on", "title", "facility", *_ATTENDANCE),
        key=("unit", "held_on", "title"),
        check=in_order("held_on"),
        prefill=as_last_time(CulturalActivity, "kind", "facility"),
    ),
)  # fmt: skip
