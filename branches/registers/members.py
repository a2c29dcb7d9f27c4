"""Members, what happened to them, and their dues."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from branches.actions.members import keep_member, rebuild_memberships
from branches.models import DuesPayment, MembershipChange, PartyMember
from branches.queries.dues import due_of
from branches.registers.fitting import holds_members
from branches.rules.membership import INTERNAL_MOVE, Happening
from branches.rules.occupations import OCCUPATIONS
from portal.lists import Day, Month, Sort
from portal.registers.declaration import Column, Register
from portal.rules.dates import PartialDate
from portal.rules.roles import Permission

GROUP = _("党员")
_RIGHTS = {"view": Permission.VIEW_ORGANIZATIONS, "edit": Permission.EDIT_ORGANIZATIONS}
_SEXES = {"1": _("男"), "2": _("女")}


def _check_member(record, *, by, today):
    """The organization changes by a dated change only; nobody joined after something already happened to them."""
    held = PartyMember.objects.filter(pk=record.pk).first()
    if held is not None and held.organization_id != record.organization_id:
        raise ValidationError(
            {"organization": _("转移组织关系请在“党员变动”中登记，这样以前在哪个支部会保留。")}, code="by_change"
        )
    if record.organization.ended is not None and held is None:
        raise ValidationError({"organization": _("这个党组织已撤销。")}, code="dissolved")
    for name in ("joined", "full_since"):
        value = getattr(record, name)
        if value is not None and value.first_day() > today:
            raise ValidationError({name: _("不能晚于今天。")}, code="future")
    first = record.changes.exclude(relation="001").order_by("on").first() if record.pk else None
    if first and record.joined and record.joined >= PartialDate.from_date(first.on):
        raise ValidationError({"joined": _("入党时间不能晚于已登记的变动。")}, code="after_change")
    if held is None or held.state in (PartyMember.State.FULL, PartyMember.State.PROBATIONARY):
        record.state = PartyMember.State.FULL if record.full_since else PartyMember.State.PROBATIONARY


def _settle_member(record, *, by):
    member = PartyMember.objects.filter(pk=record.pk).first()
    if member is not None:
        keep_member(member)


PARTY_MEMBERS = Register(
    name="party_members",
    model=PartyMember,
    group=GROUP,
    purpose=_("登记每名党员：在哪个支部、何时入党和转正、电话、是否流动或失联。转接关系、出党等请登记“党员变动”。"),
    scope="organization__unit",
    **_RIGHTS,
    fields=(
        "person", "organization", ("joined", "full_since"), ("phone", "occupation"), "address",
        ("floating", "floating_since", "floating_to"), ("contacted_on", "lost_since", "lost_circumstance"),
        ("dues_kind", "dues_base"),
    ),
    columns=(
        "person__name", Column("sex", _("性别"), lambda one: _SEXES.get(one.person.sex, ""), needs=("person",)),
        "person__born", "organization__name", "state", "joined", "full_since", "phone", "floating",
    ),
    filters=("state", "floating", "dues_kind"),
    search=("person__name", "person__pinyin", "organization__name", "phone"),
    sorts=(
        Sort("place", _("所在党支部"), ("organization__unit__path", "organization_id")),
        Sort("name", _("姓名"), ("person__pinyin",)),
    ),
    owners=("organization", "person"),
    fits=holds_members,
    sheet=(
        "person", "organization", "joined", "full_since", "phone", "occupation", "address", "floating",
        "floating_since", "floating_to", "lost_since", "lost_circumstance", "dues_kind", "dues_base",
    ),
    key=("person",),
    wordings={"occupation": tuple(name for _code, name, _others in OCCUPATIONS)},
    check=_check_member,
    settle=_settle_member,
    derived={"branches.membership.member": {}},
)  # fmt: skip


def _check_change(record, *, by, today):
    member = record.member
    happening = Happening(record.on, record.way, record.relation, record.organization_id)
    if record.on > today:
        raise ValidationError({"on": _("变动日期不能晚于今天。")}, code="future")
    if happening.effect != "joined" and member.joined and PartialDate.from_date(record.on) <= member.joined:
        raise ValidationError({"on": _("变动日期不能早于入党时间。")}, code="before_joined")
    if record.relation == INTERNAL_MOVE and record.organization_id is None:
        raise ValidationError({"organization": _("请选择转入的党组织。")}, code="required")
    if record.organization and record.relation == INTERNAL_MOVE and not record.organization.spans.as_of(record.on):
        raise ValidationError({"organization": _("这个党组织在这一天不存在。")}, code="not_in_being")


CHANGES = Register(
    name="membership_changes",
    model=MembershipChange,
    group=GROUP,
    purpose=_("登记党员的转入转出、支部间转移、停止党籍、出党、去世；党员现在的状态和所在支部由此得出。"),
    scope="member__organization__unit",
    **_RIGHTS,
    fields=("member", "on", ("way", "relation"), "organization", ("counterpart", "document_number"), "note"),
    columns=("member__person__name", "on", "way", "relation", "organization__name", "counterpart"),
    filters=(Day("since", _("自"), "on__gte"), Day("until", _("至"), "on__lte")),
    search=("member__person__name", "member__person__pinyin", "counterpart", "organization__name"),
    sorts=(Sort("on", _("变动日期"), ("on",), descending=True),),
    owners=("member",),
    sheet=("member", "on", "way", "relation", "organization", "counterpart", "document_number", "note"),
    key=("member", "on", "relation", "way"),
    check=_check_change,
    settle=lambda record, by: rebuild_memberships(PartyMember.objects.get(pk=record.member_id)),
    prefill=lambda user, today, values: {"on": today},
)


def _check_dues(record, *, by, today):
    record.month = record.month.replace(day=1)
    if record.month > today:
        raise ValidationError({"month": _("不能登记以后的月份。")}, code="future")
    if record.paid_on and record.paid_on > today:
        raise ValidationError({"paid_on": _("交纳日期不能晚于今天。")}, code="future")
    expected = due_of(record.member, record.month)
    if record.way == DuesPayment.Way.STANDARD and expected is not None and record.due != expected:
        raise ValidationError(
            {"due": _("按党费标准应为%(due)s元；经批准少交的请选“经批准少交”。") % {"due": expected}},
            code="not_standard",
        )


def _prefill_dues(user, today, values):
    known = {"month": today.replace(day=1), "paid_on": today}
    member = values.get("member")
    due = due_of(member, known["month"]) if member else None
    return known if due is None else known | {"due": due, "paid": due}


DUES_PAYMENTS = Register(
    name="dues_payments",
    model=DuesPayment,
    group=GROUP,
    purpose=_("逐月登记党费：应交按标准算出，连续三个月未交提醒，六个月预警。"),
    scope="member__organization__unit",
    **_RIGHTS,
    fields=("member", ("month", "way"), ("due", "paid", "paid_on"), ("extra", "note")),
    columns=("member__person__name", "member__organization__name", "month", "due", "paid", "paid_on", "way"),
    filters=("way", Month("month", _("所属月份"), "month")),
    search=("member__person__name", "member__person__pinyin", "member__organization__name"),
    sorts=(Sort("month", _("所属月份"), ("month",), descending=True),),
    owners=("member",),
    sheet=("member", "month", "way", "due", "paid", "paid_on", "extra", "note"),
    key=("member", "month"),
    check=_check_dues,
    prefill=_prefill_dues,
)

REGISTERS = (PARTY_MEMBERS, CHANGES, DUES_PAYMENTS)
