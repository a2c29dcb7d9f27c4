"""Party organizations, their posts, and the units joint branches take in."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from branches.actions.organizations import keep_span
from branches.models import CoveredUnit, OrganizationChange, OrganizationPost, PartyOrganization
from branches.registers.fitting import has_others_below, is_joint
from portal.lists import Filter, Sort
from portal.registers.declaration import Register
from portal.rules.roles import Permission

GROUP = _("党组织")
_NOT_COUNTED = (PartyOrganization.Category.INDUSTRY_CHAIN, PartyOrganization.Category.FUNCTIONAL)


def _check_organization(record, *, by, today):
    """A dissolved organization stays as it was, nobody is below themselves, no member is counted twice."""
    if record.ended is not None:
        raise ValidationError(_("党组织已撤销，不能修改。"), code="dissolved")
    above, seen = record.parent, set()
    while above is not None and above.pk not in seen:
        if above.pk == record.pk:
            raise ValidationError({"parent": _("上级党组织不能是本组织或其下级。")}, code="organization_cycle")
        seen.add(above.pk)
        above = above.parent
    if record.category in _NOT_COUNTED and record.counts_in_statistics:
        raise ValidationError(
            {"counts_in_statistics": _("产业链党组织和功能型党支部的党员在原支部统计，请选“否”。")},
            code="counted_twice",
        )
    if record.began and record.began.first_day() > today:
        raise ValidationError({"began": _("成立时间不能晚于今天。")}, code="future")


def _settle_organization(record, *, by):
    if PartyOrganization.objects.filter(pk=record.pk).exists():
        keep_span(record, by=by)


def _in_being(rows, value):
    return rows.filter(ended__isnull=value == "yes")


PARTY_ORGANIZATIONS = Register(
    name="party_organizations",
    model=PartyOrganization,
    group=GROUP,
    purpose=_(
        "登记新成立的党组织，更正登记有误的内容。更名、调整隶属、合并、分设、撤销请在党组织页面办理，以前的情况会保留。"
    ),
    scope="unit",
    view=Permission.VIEW_ORGANIZATIONS,
    edit=Permission.EDIT_ORGANIZATIONS,
    fields=(
        "name", ("category", "sector"), ("unit", "parent"), ("began", "approval_number"), ("code", "phone"),
        "counts_in_statistics",
    ),
    columns=("name", "category", "sector", "unit", "parent", "began", "ended"),
    filters=(
        "category", "sector", "counts_in_statistics",
        Filter("in_being", _("现状"), _in_being, "choice", lambda: [("yes", _("现有")), ("no", _("已撤销"))]),
    ),
    search=("name", "code"),
    sorts=(Sort("place", _("所在单位"), ("unit__path",)), Sort("name", _("名称"), ("name",))),
    owners=("unit", "parent"),
    sheet=(
        "name", "code", "category", "sector", "unit", "parent", "began", "approval_number", "phone",
        "counts_in_statistics",
    ),
    key=("name",),
    check=_check_organization,
    settle=_settle_organization,
    fits=has_others_below,
    derived={
        "branches.organizationspan.organization": {},
        "branches.organizationchange.organization": {"kind": OrganizationChange.Kind.SET_UP},
    },
)  # fmt: skip

ORGANIZATION_POSTS = Register(
    name="party_posts",
    model=OrganizationPost,
    group=GROUP,
    purpose=_("登记书记、副书记、委员和第一书记的任职起止，村里一眼能看出谁在任、任了多久。"),
    scope="organization__unit",
    view=Permission.VIEW_ORGANIZATIONS,
    edit=Permission.EDIT_ORGANIZATIONS,
    fields=("organization", "person", ("post", "also_head"), ("began", "ended"), "note"),
    columns=("person__name", "post", "organization__name", "also_head", "began", "ended"),
    filters=(
        "post", "also_head",
        Filter(
            "in_office", _("是否在任"), lambda rows, value: rows.filter(ended__isnull=value == "yes"), "choice",
            lambda: [("yes", _("在任")), ("no", _("已离任"))],
        ),
    ),
    search=("person__name", "person__pinyin", "organization__name"),
    sorts=(Sort("place", _("党组织"), ("organization__unit__path",)),),
    owners=("organization", "person"),
    sheet=("person", "organization", "post", "also_head", "began", "ended", "note"),
    key=("person", "organization", "post", "began"),
)  # fmt: skip

COVERED_UNITS = Register(
    name="covered_units",
    model=CoveredUnit,
    group=GROUP,
    purpose=_("登记联合党支部覆盖哪些单位；不在机构表中的企业、合作社写出名称即可。"),
    scope="organization__unit",
    view=Permission.VIEW_ORGANIZATIONS,
    edit=Permission.EDIT_ORGANIZATIONS,
    fields=("organization", ("unit", "unit_text"), ("began", "ended")),
    columns=("organization__name", "unit", "unit_text", "began", "ended"),
    search=("organization__name", "unit__name", "unit_text"),
    sorts=(Sort("place", _("党组织"), ("organization__unit__path",)),),
    owners=("organization",),
    sheet=("organization", "unit", "unit_text", "began", "ended"),
    key=("organization", "unit", "unit_text"),
    fits=is_joint,
)

REGISTERS = (PARTY_ORGANIZATIONS, ORGANIZATION_POSTS, COVERED_UNITS)
