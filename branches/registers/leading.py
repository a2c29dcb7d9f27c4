"""Registers of industry chains, of members who lead households, and of 双培双带."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import (
    AdmissionCase,
    ChainIssue,
    ChainMeeting,
    ChainMembership,
    DualCultivation,
    HouseholdLink,
    LeadingMember,
    LeadingReview,
    PartyOrganization,
)
from branches.queries.admission import steps_done
from branches.registers.fitting import is_chain
from branches.registers.ledger import all_of, as_last_time, in_a_village, in_order, ledger, own_village
from branches.rules.admission import PROBATION_FROM
from portal.lists import Sort
from portal.rules.flow import Flow, Step

GROUP = "产业链和带富"
_MEMBER = DualCultivation.Direction.LEADER_TO_MEMBER


def _of_a_chain(record, *, by, today) -> None:
    if record.organization.category != PartyOrganization.Category.INDUSTRY_CHAIN:
        raise ValidationError({"organization": _("请选择类别为“产业链党组织”的党组织。")})


def _member_named(membership, *, by, today) -> None:
    if membership.kind == ChainMembership.Kind.VILLAGE and membership.unit is None:
        raise ValidationError({"unit": _("成员是村的，请填写成员村。")})
    if membership.kind == ChainMembership.Kind.HOUSEHOLD and membership.household is None:
        raise ValidationError({"household": _("成员是农户的，请选择农户。")})


def _led_by_somebody(link, *, by, today) -> None:
    if link.project is None and link.leader is None:
        raise ValidationError({"project": _("请填写带动该户的产业项目或带富党员。")})


def _admission_is_theirs(record, *, by, today) -> None:
    if record.direction != _MEMBER and (record.admission or record.probationary_on):
        raise ValidationError({"direction": _("培养对象已是党员，不填写发展党员台账和接收预备党员日期。")})
    if record.admission and record.admission.person_id != record.person_id:
        raise ValidationError({"admission": _("这份发展党员台账不是培养对象本人的。")})
    if record.admission:
        _accepted_on_file(record)


def _accepted_on_file(record) -> None:
    """The day of the assembly that accepted them stands in the admission case: filled in, and not another one."""
    accepted = steps_done(record.admission).get(PROBATION_FROM)
    if record.admission.state not in (AdmissionCase.State.PROBATIONARY, AdmissionCase.State.FULL) or not accepted:
        if record.probationary_on:
            raise ValidationError({"probationary_on": _("发展党员台账还没有办到接收为预备党员。")})
    elif record.probationary_on is None:
        record.probationary_on = accepted.on
    elif record.probationary_on != accepted.on:
        told = {"day": accepted.on}
        raise ValidationError({"probationary_on": _("发展党员台账上是%(day)s，请按台账填写或留空。") % told})


def _is_admitted(record, *, by, today) -> None:
    if record.direction == _MEMBER and record.probationary_on is None:
        raise ValidationError(_("把带头人培养成党员的，请先填写接收预备党员日期。"), code="not_admitted")


_CULTIVATION = Flow(
    steps=(
        Step("cultivate", gettext_lazy("开始培养"), ("listed",), "cultivating", ("cultivating_on",)),
        Step(
            "achieve", gettext_lazy("达成"), ("cultivating",), "achieved", ("achieved_on", "outcome"),
            second_person=True, requires=_is_admitted,
        ),
        Step("drop", gettext_lazy("退出"), ("listed", "cultivating"), "dropped", ("dropped_on",), reason=True),
    )
)  # fmt: skip

REGISTERS = (
    ledger(
        "chain-members",
        ChainMembership,
        GROUP,
        "登记产业链党组织吸纳的村、合作社、企业和农户。",
        place="organization__unit",
        fields=("organization", ("kind", "name"), "unit", "household", ("began", "ended")),
        columns=("organization", "name", "kind", "began", "ended"),
        filters=("organization", "kind"),
        search=("name", "organization__name"),
        sorts=(Sort("name", gettext_lazy("成员名称"), ("name",)),),
        owners=("organization",),
        fits=is_chain,
        sheet=("organization", "kind", "name", "unit", "household", "began", "ended"),
        key=("organization", "kind", "name"),
        check=all_of(_of_a_chain, _member_named),
        prefill=as_last_time(ChainMembership, "kind", place="organization"),
    ),
    ledger(
        "chain-meetings",
        ChainMeeting,
        GROUP,
        "登记产业链党组织每次会议；每月应开会次数见口径设置。",
        place="organization__unit",
        fields=("organization", ("held_on", "attendance"), "topic", "resolution"),
        columns=("organization", "held_on", "topic", "attendance"),
        filters=("organization",),
        search=("topic", "organization__name", "resolution"),
        sorts=(Sort("held", gettext_lazy("召开日期"), ("held_on",), descending=True),),
        owners=("organization",),
        fits=is_chain,
        sheet=("organization", "held_on", "topic", "attendance", "resolution"),
        key=("organization", "held_on", "topic"),
        check=all_of(_of_a_chain, in_order("held_on")),
    ),
    ledger(
        "chain-issues",
        ChainIssue,
        GROUP,
        "登记产业链上提出并协调解决的事项，如土地流转、技术指导。",
        place="organization__unit",
        fields=("organization", ("kind", "raised_on"), "matter", ("closed_on", "result"), ("land", "sessions")),
        columns=("organization", "kind", "matter", "raised_on", "closed_on", "land", "sessions"),
        filters=("organization", "kind"),
        search=("matter", "organization__name", "result"),
        sorts=(Sort("raised", gettext_lazy("提出日期"), ("raised_on",), descending=True),),
        owners=("organization",),
        fits=is_chain,
        sheet=("organization", "kind", "raised_on", "matter", "closed_on", "result", "land", "sessions"),
        key=("organization", "raised_on", "matter"),
        check=all_of(_of_a_chain, in_order("raised_on", "closed_on")),
    ),
    ledger(
        "leading-members",
        LeadingMember,
        GROUP,
        "登记带领群众致富的党员；本人创办产业项目的，选择该项目。",
        fields=("unit", "person", "project", "skill", ("began", "ended"), "note"),
        columns=("person__name", "unit", "project", "skill", "began", "ended"),
        filters=("unit",),
        search=("person__name", "person__pinyin", "unit__name", "skill"),
        sorts=(Sort("name", gettext_lazy("姓名"), ("person__pinyin",)),),
        owners=("person", "project"),
        within={"project": "unit"},
        sheet=("unit", "person", "project", "skill", "began", "ended"),
        key=("unit", "person"),
        check=in_a_village,
        prefill=own_village,
    ),
    ledger(
        "leading-reviews",
        LeadingReview,
        GROUP,
        "每年对带富党员的成效评价一次。",
        place="leader__unit",
        fields=("leader", ("year", "result"), "opinion", "reviewed_on"),
        columns=("leader", "leader__unit", "year", "result", "reviewed_on"),
        filters=("year", "result"),
        search=("leader__person__name", "leader__unit__name"),
        sorts=(Sort("year", gettext_lazy("年度"), ("year",), descending=True),),
        owners=("leader",),
        key=("leader", "year"),
        check=in_order("reviewed_on"),
    ),
    ledger(
        "household-links",
        HouseholdLink,
        GROUP,
        "登记农户由哪个产业项目或哪名党员带动；一户由几个项目带动，统计时只算一户。",
        place="household__unit",
        fields=("household", "project", "leader", "way", ("began", "ended")),
        columns=("household", "household__unit", "project", "leader", "way", "began", "ended"),
        filters=("way",),
        search=("household__number", "household__head", "household__unit__name", "project__name"),
        sorts=(Sort("household", gettext_lazy("户编号"), ("household__number",)),),
        owners=("project", "leader", "household"),
        sheet=("household", "project", "leader", "way", "began", "ended"),
        key=("household", "project", "leader"),
        check=_led_by_somebody,
        prefill=as_last_time(HouseholdLink, "way", "began", place="project"),
    ),
    ledger(
        "dual-cultivations",
        DualCultivation,
        GROUP,
        "登记“双培双带”的培养对象：把党员培养成带头人，把带头人培养成党员。",
        fields=(
            "unit", "person", "direction", "mentor", "listed_on", "admission", "probationary_on", "outcome", "note",
        ),
        columns=("person__name", "unit", "direction", "state", "listed_on", "probationary_on", "achieved_on"),
        filters=("unit", "direction"),
        search=("person__name", "person__pinyin", "unit__name"),
        sorts=(Sort("listed", gettext_lazy("列入计划日期"), ("listed_on",), descending=True),),
        owners=("person",),
        within={"admission": "person"},
        flow=_CULTIVATION,
        sheet=("unit", "person", "direction", "listed_on", "probationary_on"),
        key=("unit", "person", "direction"),
        check=all_of(
            in_a_village, _admission_is_theirs,
            in_order("listed_on", "cultivating_on", "achieved_on"),
            in_order("listed_on", "dropped_on"), in_order("listed_on", "probationary_on"),
        ),
        prefill=as_last_time(DualCultivation, "direction"),
    ),
)  # fmt: skip
