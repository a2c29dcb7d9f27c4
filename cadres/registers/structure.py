"""Registers of posts and team structure: requirements of a round, places kept, what posts ask and people bring."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.actions.places import require_free
from cadres.models import PersonExperience, PostProfile, PostReservation, StructureRequirement
from cadres.queries.establishment import body_of
from cadres.rules.structure import Measure
from portal.lists import Sort
from portal.queries.units import root_unit
from portal.registers.declaration import Register
from portal.rules.flow import Flow, Step
from portal.rules.roles import Permission

GROUP = gettext_lazy("班子与职数")
_RIGHTS = {"view": Permission.VIEW_RECORDS, "edit": Permission.EDIT_RECORDS}
State = PostReservation.State


def check_requirement(requirement: StructureRequirement, *, by, today) -> None:
    """A share is at most a hundred percent."""
    if requirement.measure == Measure.SHARE and requirement.threshold > 100:
        raise ValidationError({"threshold": _("占比不能超过100%。")})


def check_reservation(kept: PostReservation, *, by, today) -> None:
    """A free place is kept in the unit whose places they are, from a day that has come."""
    if kept.unit_id and body_of(kept.unit) != kept.unit_id:
        raise ValidationError({"unit": _("请选择乡镇（街道）本级。")})
    if kept.case_id and body_of(kept.case.unit) != kept.unit_id:
        raise ValidationError({"unit": _("与人选的拟任单位不一致。")})
    if kept.reserved_on > today:
        raise ValidationError({"reserved_on": _("占用日期不能晚于今天。")})
    if kept.pk is None:
        require_free(kept)


def _county(user, _today, values) -> dict:
    unit = root_unit()
    return {} if values.get("unit") or unit is None else {"unit": unit}


REQUIREMENTS = Register(
    name="structure-requirements", model=StructureRequirement, group=GROUP, scope="unit",
    view=Permission.VIEW_RECORDS, edit=Permission.EDIT_UNITS,
    purpose=gettext_lazy("换届文件对班子结构的要求，逐条登记；换届页按每个乡镇自动判断是否达到。"),
    fields=(
        ("round", "name"), ("unit", "scope"), ("group", "trait"), ("most_age", "age_boundary"),
        ("measure", "comparator", "threshold"), ("source_document", "verified"), "note",
    ),
    columns=("name", "round", "scope", "group", "trait", "measure", "comparator", "threshold", "verified"),
    filters=("round", "scope", "group", "trait", "verified"), search=("name", "source_document"),
    sorts=(Sort("entered", gettext_lazy("登记先后"), ("id",)),),
    owners=("unit",),
    sheet=(
        "round", "name", "unit", "scope", "group", "trait", "most_age", "age_boundary", "measure", "comparator",
        "threshold", "source_document", "verified", "note",
    ),
    key=("round", "name"), check=check_requirement, prefill=_county,
)  # fmt: skip

RESERVATIONS = Register(
    name="post-reservations", model=PostReservation, group=GROUP, scope="unit",
    view=Permission.VIEW_RECORDS, edit=Permission.EDIT_UNITS,
    purpose=gettext_lazy("批准任用时自动占用的编制和职数；任职后转为已使用，退出后释放。"),
    fields=("case", ("unit", "kind"), ("reserved_on", "ended_on"), "document_number"),
    columns=("unit", "kind", "case", "reserved_on", "ended_on", "state"),
    filters=("state", "kind", "unit"), search=("case__person__name", "case__person__pinyin", "document_number"),
    sorts=(Sort("reserved", gettext_lazy("占用日期"), ("reserved_on",), descending=True),),
    owners=("case", "unit"),
    flow=Flow(
        steps=(
            Step(
                "release", "释放名额", (State.HELD,), State.RELEASED, asks=("ended_on",),
                right=Permission.APPROVE_RECORDS, reason=True,
            ),
        )
    ),
    sheet=("case", "unit", "kind", "reserved_on", "document_number"), key=("case", "kind", "reserved_on"),
    check=check_reservation,
)  # fmt: skip

PROFILES = Register(
    name="post-profiles", model=PostProfile, group=GROUP, scope="unit", **_RIGHTS,
    purpose=gettext_lazy("岗位需要什么样的专长和经历（因地配人、因事择人）；只供研究时参考，不作为限制。"),
    fields=(("unit", "post"), ("experience", "number"), "reason"),
    columns=("unit", "post", "experience", "number", "reason"),
    filters=("unit", "experience"), search=("post", "reason", "unit__name"),
    sorts=(Sort("unit", gettext_lazy("机构"), ("unit__path", "post")),),
    owners=("unit",),
    sheet=("unit", "post", "experience", "number", "reason"), key=("unit", "post", "experience"),
)  # fmt: skip

EXPERIENCES = Register(
    name="experiences", model=PersonExperience, group=GROUP, scope="person__unit", **_RIGHTS,
    purpose=gettext_lazy("干部具有的专长和经历，与岗位需求对照，找出班子缺什么。"),
    fields=("person", ("experience", "since"), "evidence"),
    columns=("person", "person__unit", "experience", "since", "evidence"),
    filters=("experience",), search=("person__name", "person__pinyin", "evidence"),
    sorts=(Sort("person", gettext_lazy("姓名"), ("person__pinyin",)),),
    owners=("person",),
    sheet=("person", "experience", "since", "evidence"), key=("person", "experience"),
)  # fmt: skip

REGISTERS = (REQUIREMENTS, RESERVATIONS, PROFILES, EXPERIENCES)
