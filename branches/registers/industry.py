"""Registers of 党建+ initiatives, industry projects, and what villages and households earn."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import (
    CollectiveIncome,
    Household,
    HouseholdIncome,
    IndustryProject,
    IndustryResult,
    Initiative,
    InitiativeReport,
)
from branches.registers.ledger import all_of, as_last_time, in_a_village, ledger, own_village
from branches.rules.initiative_tracks import MEASURES, Track, belongs
from branches.rules.mask import mask_surname
from portal.lists import Sort

GROUP = "党建+产业"
_BY_YEAR = (Sort("year", gettext_lazy("年度"), ("year",), descending=True),)


def _measure_of_track(initiative, *, by, today) -> None:
    if not belongs(initiative.track, initiative.measure):
        track = Track(initiative.track)
        words = "、".join(label for _code, label in MEASURES[track])
        raise ValidationError(
            {"measure": _("“%(track)s”的抓手是：%(words)s。") % {"track": track.label, "words": words}}
        )


def _quarter_begun(report, *, by, today) -> None:
    if (report.year, report.quarter) > (today.year, (today.month - 1) // 3 + 1):
        raise ValidationError({"quarter": _("这个季度还没有开始。")})


def _year_over(record, *, by, today) -> None:
    if record.year >= today.year:
        raise ValidationError({"year": _("全年数据请在年度结束后填报。")})


def _this_quarter(user, today, values: dict) -> dict:
    return {"year": today.year, "quarter": (today.month - 1) // 3 + 1}


def _last_year(user, today, values: dict) -> dict:
    return own_village(user, today, values) | {"year": today.year - 1}


def _year_before(user, today, values: dict) -> dict:
    return {"year": today.year - 1}


def _ledger_of_points(household, user) -> list[tuple[str, str]]:
    return [(_("积分账"), reverse("branches:points-household", args=[household.pk]))]


def _mask_head(household, *, by, today) -> None:
    household.head = mask_surname(household.head)


REGISTERS = (
    ledger(
        "initiatives",
        Initiative,
        GROUP,
        "登记村（社区）开展的“党建+”项目：产业发展、社会治理、公共服务、乡风文明。",
        fields=("unit", ("track", "measure"), "title", "organization", "aim", ("began", "ended"), "note"),
        columns=("title", "unit", "track", "measure", "began", "ended"),
        filters=("unit", "track", "measure"),
        search=("title", "unit__name"),
        sorts=(Sort("title", gettext_lazy("项目名称"), ("title",)),),
        sheet=("unit", "track", "measure", "title", "aim", "began", "ended"),
        key=("unit", "title"),
        check=all_of(in_a_village, _measure_of_track),
        prefill=as_last_time(Initiative, "organization"),
    ),
    ledger(
        "initiative-reports",
        InitiativeReport,
        GROUP,
        "每季度填报一次“党建+”项目的进展和成效。",
        place="initiative__unit",
        fields=("initiative", ("year", "quarter"), "progress", ("served", "invested"), "difficulty"),
        columns=("initiative", "initiative__unit", "year", "quarter", "served", "invested"),
        filters=("year", "quarter"),
        search=("initiative__title", "initiative__unit__name", "progress"),
        sorts=(Sort("quarter", gettext_lazy("季度"), ("year", "quarter"), descending=True),),
        owners=("initiative",),
        sheet=("initiative", "year", "quarter", "progress", "served", "invested", "difficulty"),
        key=("initiative", "year", "quarter"),
        check=_quarter_begun,
        prefill=_this_quarter,
    ),
    ledger(
        "industry-projects",
        IndustryProject,
        GROUP,
        "登记村里的产业项目：种植、养殖、乡村旅游、电商等，以及投资和带动就业。",
        fields=(
            "unit", "name", ("kind", "operator"), "operator_name", ("investment", "jobs"), ("began", "ended"),
            "initiative", "note",
        ),
        columns=("name", "unit", "kind", "operator", "investment", "jobs", "began", "ended"),
        filters=("unit", "kind", "operator"),
        search=("name", "operator_name", "unit__name"),
        sorts=(Sort("name", gettext_lazy("产业项目名称"), ("name",)),),
        owners=("initiative",),
        within={"initiative": "unit"},
        sheet=("unit", "name", "kind", "operator", "operator_name", "investment", "jobs", "began", "ended"),
        key=("unit", "name"),
        check=in_a_village,
        prefill=as_last_time(IndustryProject, "kind", "operator"),
    ),
    ledger(
        "industry-results",
        IndustryResult,
        GROUP,
        "每年填报一次产业项目的营业收入、村集体增收和接待游客。",
        place="project__unit",
        fields=("project", "year", ("revenue", "collective_revenue"), "visitors"),
        columns=("project", "project__unit", "year", "revenue", "collective_revenue", "visitors"),
        filters=("year",),
        search=("project__name", "project__unit__name"),
        sorts=_BY_YEAR,
        owners=("project",),
        sheet=("project", "year", "revenue", "collective_revenue", "visitors"),
        key=("project", "year"),
        check=_year_over,
        prefill=_year_before,
    ),
    ledger(
        "collective-incomes",
        CollectiveIncome,
        GROUP,
        "每年填报一次村集体经营性收入和总收入。",
        fields=("unit", "year", ("operating", "total"), "note"),
        columns=("unit", "year", "operating", "total"),
        filters=("unit", "year"),
        search=("unit__name",),
        sorts=_BY_YEAR,
        sheet=("unit", "year", "operating", "total"),
        key=("unit", "year"),
        check=all_of(in_a_village, _year_over),
        prefill=_last_year,
    ),
    ledger(
        "households",
        Household,
        GROUP,
        "登记农户，一户一条；户主只保存姓氏。带动、积分和红白事都记在这一条下。",
        fields=("unit", ("number", "head"), ("size", "kind"), "note"),
        columns=("number", "unit", "head", "size", "kind"),
        filters=("unit", "kind"),
        search=("number", "head", "unit__name"),
        sorts=(Sort("number", gettext_lazy("户编号"), ("number",)),),
        pages=_ledger_of_points,
        sheet=("unit", "number", "head", "size", "kind"),
        key=("unit", "number"),
        check=all_of(in_a_village, _mask_head),
        prefill=own_village,
    ),
    ledger(
        "household-incomes",
        HouseholdIncome,
        GROUP,
        "每年填报一次农户家庭收入；与上一年相比得出增收。",
        place="household__unit",
        fields=("household", ("year", "amount")),
        columns=("household", "household__unit", "year", "amount"),
        filters=("year",),
        search=("household__number", "household__head", "household__unit__name"),
        sorts=_BY_YEAR,
        owners=("household",),
        sheet=("household", "year", "amount"),
        key=("household", "year"),
        check=_year_over,
        prefill=_year_before,
    ),
)  # fmt: skip
