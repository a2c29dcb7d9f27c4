"""Changes of organizations on a day: named otherwise, moved, upgraded, merged, split, dissolved; the past stays."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from branches.actions.members import move_members
from branches.models import OrganizationChange, OrganizationSpan, PartyMember, PartyOrganization
from branches.queries.organization_tree import below, members_on
from branches.rules.set_up import SetUpRule, may_set_up
from portal.audit import record
from portal.models.timebound import as_int
from portal.queries.rules import rule_value
from portal.rules.dates import PartialDate

SPAN_COLUMNS = ("name", "category", "sector", "unit", "parent")
Kind = OrganizationChange.Kind


@transaction.atomic
def keep_span(organization: PartyOrganization, *, by=None) -> None:
    """The organization's last span says what the row says (a correction); a new one gets its first span and its set-up."""
    values = {name: getattr(organization, name) for name in SPAN_COLUMNS}
    last = organization.spans.order_by(F("began").desc(nulls_last=True)).first()
    if last is None:
        OrganizationSpan.objects.create(
            organization=organization, began=organization.began, ended=organization.ended, **values
        )
        if organization.began and organization.began.precision == "day":
            OrganizationChange.objects.create(
                organization=organization, kind=Kind.SET_UP, on=organization.began.first_day(),
                approval_number=organization.approval_number, became=organization.name,
            )  # fmt: skip
        return
    first = organization.spans.order_by(F("began").asc(nulls_first=True)).first()
    if organization.began and organization.began.precision == "day":
        organization.changes.filter(kind=Kind.SET_UP).update(on=organization.began.first_day())
    OrganizationSpan.objects.filter(pk=last.pk).update(ended=organization.ended, **values)
    OrganizationSpan.objects.filter(pk=first.pk).update(began=organization.began)


@transaction.atomic
def change_organization(
    *,
    organization: PartyOrganization,
    kind: str,
    on: datetime.date,
    by,
    approval_number: str = "",
    approved_on: datetime.date | None = None,
    reason: str = "",
    **values,
) -> OrganizationChange:
    """更名, 隶属变更 or 升格 from the day on: a new span begins there and today's columns follow.

    `values` are columns of the span. Raises ValidationError when nothing changes, for a parent below the organization
    itself, or when it was not in being on the day or changed later.
    """
    held = _last_span(organization, on)
    parent = values.get("parent")
    if parent is not None and parent.pk in below(organization, on):
        raise ValidationError({"parent": _("上级党组织不能是本组织或其下级。")}, code="organization_cycle")
    if parent is not None and not parent.spans.as_of(on).exists():
        raise ValidationError({"parent": _("上级党组织在这一天不存在。")}, code="parent_not_in_being")
    changed = {name: value for name, value in values.items() if getattr(held, name) != value}
    if not changed:
        raise ValidationError(_("没有变化。"), code="nothing_changed")
    _split_span(held, on, changed)
    change = _keep_change(
        organization, kind, on, approval_number=approval_number, approved_on=approved_on, reason=reason,
        was=_told(held, changed), became=_told_values(changed),
    )  # fmt: skip
    for name, value in changed.items():
        setattr(organization, name, value)
    organization.save(update_fields=list(changed))
    _tell(organization, kind, on, by)
    return change


@transaction.atomic
def merge(
    *,
    organization: PartyOrganization,
    into: PartyOrganization,
    on: datetime.date,
    by,
    approval_number: str = "",
    approved_on: datetime.date | None = None,
    reason: str = "",
) -> OrganizationChange:
    """The organization absorbed by another on the day: its members and what stood below it go over, then it ends."""
    held = _last_span(organization, on)
    if into.pk in below(organization, on) or not into.spans.as_of(on).exists():
        raise ValidationError(
            {"counterpart": _("并入的党组织须在这一天存在，且不是本组织或其下级。")}, code="merge_into"
        )
    move_members(members=_members(organization, on), to=into, on=on, by=by, document_number=approval_number)
    for child in _children(organization, on):
        change_organization(
            organization=child, kind=Kind.MOVE, on=on, by=by, approval_number=approval_number, parent=into
        )
    change = _keep_change(
        organization, Kind.MERGE, on, counterpart=into, approval_number=approval_number, approved_on=approved_on,
        reason=reason, was=held.name, became=into.name,
    )  # fmt: skip
    _end(organization, on)
    _tell(organization, Kind.MERGE, on, by)
    return change


@transaction.atomic
def split(
    *,
    organization: PartyOrganization,
    name: str,
    category: str,
    members: list[PartyMember],
    on: datetime.date,
    by,
    approval_number: str = "",
    approved_on: datetime.date | None = None,
    reason: str = "",
    unit=None,
) -> PartyOrganization:
    """A new organization beside the old one with the members given from the day on.

    Raises ValidationError when one of the members is not of the old organization on the day, or when there are too
    few for a branch (支部工作条例 Art. 4).
    """
    held = _last_span(organization, on)
    mine = {member.pk for member in _members(organization, on)}
    if strangers := [member for member in members if member.pk not in mine]:
        raise ValidationError(
            {"members": _("%(name)s在这一天不是本组织的党员。") % {"name": strangers[0].person.name}},
            code="not_a_member",
        )
    full = sum(member.full_since is not None and member.full_since.first_day() <= on for member in members)
    rule = SetUpRule.from_dict(rule_value("set_up", on)[0])
    if refusal := may_set_up(category, full, rule):
        raise ValidationError({"members": refusal}, code="too_few_members")
    new = PartyOrganization(
        name=name, category=category, sector=held.sector, unit=unit or held.unit, parent=held.parent,
        approval_number=approval_number, began=PartialDate.from_date(on),
        counts_in_statistics=organization.counts_in_statistics,
    )  # fmt: skip
    new.full_clean()
    new.save()
    OrganizationSpan.objects.create(
        organization=new, began=new.began, **{column: getattr(new, column) for column in SPAN_COLUMNS}
    )
    _keep_change(
        new, Kind.SPLIT, on, counterpart=organization, approval_number=approval_number, approved_on=approved_on,
        reason=reason, was=held.name, became=name,
    )  # fmt: skip
    move_members(members=members, to=new, on=on, by=by, document_number=approval_number)
    _tell(new, Kind.SPLIT, on, by)
    return new


@transaction.atomic
def dissolve(
    *,
    organization: PartyOrganization,
    on: datetime.date,
    by,
    approval_number: str = "",
    approved_on: datetime.date | None = None,
    reason: str = "",
) -> OrganizationChange:
    """The organization ended on the day; raises ValidationError while members or organizations belong to it."""
    held = _last_span(organization, on)
    members, children = len(_members(organization, on)), len(_children(organization, on))
    if members or children:
        raise ValidationError(
            _("不能撤销：还有%(members)d名党员、%(children)d个下级党组织。请先转移组织关系。")
            % {"members": members, "children": children},
            code="organization_in_use",
        )
    change = _keep_change(
        organization, Kind.DISSOLVE, on, approval_number=approval_number, approved_on=approved_on, reason=reason,
        was=held.name,
    )  # fmt: skip
    _end(organization, on)
    _tell(organization, Kind.DISSOLVE, on, by)
    return change


def _last_span(organization: PartyOrganization, on: datetime.date) -> OrganizationSpan:
    """The span of the day, which must be the last one; raises ValidationError."""
    held = organization.spans.as_of(on).first()
    if held is None:
        raise ValidationError({"on": _("党组织在这一天不存在。")}, code="not_in_being")
    if held.ended is not None or organization.spans.filter(began__gt=as_int(on)).exists():
        raise ValidationError({"on": _("这一天之后另有变动，请先核对。")}, code="later_change")
    return held


def _split_span(held: OrganizationSpan, on: datetime.date, changed: dict) -> None:
    values = {name: getattr(held, name) for name in SPAN_COLUMNS} | changed
    day = PartialDate.from_date(on)
    if held.began == day:
        OrganizationSpan.objects.filter(pk=held.pk).update(**values)
        return
    OrganizationSpan.objects.filter(pk=held.pk).update(ended=day)
    OrganizationSpan.objects.create(organization=held.organization, began=day, **values)


def _end(organization: PartyOrganization, on: datetime.date) -> None:
    day = PartialDate.from_date(on)
    organization.spans.filter(ended__isnull=True).update(ended=day)
    organization.posts.filter(Q(began__isnull=True) | Q(began__lt=day.as_int()), ended__isnull=True).update(ended=day)
    organization.ended = day
    organization.save(update_fields=["ended"])


def _members(organization: PartyOrganization, on: datetime.date) -> list[PartyMember]:
    return list(members_on([organization], on).select_related("person").order_by("id"))


def _children(organization: PartyOrganization, on: datetime.date) -> list[PartyOrganization]:
    spans = OrganizationSpan.objects.as_of(on).filter(parent=organization).select_related("organization")
    return [span.organization for span in spans]


def _keep_change(organization, kind, on, **values) -> OrganizationChange:
    change = OrganizationChange(organization=organization, kind=kind, on=on, **values)
    change.full_clean()
    change.save()
    return change


def _told(held: OrganizationSpan, changed: dict) -> str:
    return _told_values({name: getattr(held, name) for name in changed})


def _told_values(values: dict) -> str:
    shown = []
    for name, value in values.items():
        choices = dict(OrganizationSpan._meta.get_field(name).flatchoices)
        shown.append(str(choices.get(value, value or "—")))
    return "，".join(shown)[:300]


def _tell(organization: PartyOrganization, kind, on: datetime.date, by) -> None:
    record(f"organization.{Kind(kind).value}", by=by, target=organization, detail={"on": on.isoformat()})
