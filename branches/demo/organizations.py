"""The Party organizations of the demo county: townships and their villages, county organs, firms, an industry chain."""

import datetime

from branches.models import CoveredUnit, OrganizationChange, OrganizationSpan, PartyOrganization
from cadres.models import Person
from portal.models import Unit
from portal.rules.dates import PartialDate
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind

Category, Sector = PartyOrganization.Category, PartyOrganization.Sector
FOUNDED = PartialDate(2011, 7, 1)
ORGANS, NEW_SECTORS = "中共临溪县直属机关工作委员会", "中共临溪县非公有制经济组织和社会组织工作委员会"
CHAIN = "临溪县茶产业链党委"
FIRMS = (
    ("临溪县云雾茶业有限公司党支部", Sector.PRIVATE_ENTERPRISE, Category.BRANCH),
    ("临溪县青溪竹艺有限公司党支部", Sector.PRIVATE_ENTERPRISE, Category.BRANCH),
    ("临溪县返乡创业商会党支部", Sector.SOCIAL_ORGANIZATION, Category.BRANCH),
    ("临溪县工业园区企业联合党支部", Sector.PRIVATE_ENTERPRISE, Category.JOINT_BRANCH),
)
COVERED = ("临溪县恒达建材有限公司", "临溪县绿野食品有限公司", "临溪县顺安物流有限公司")
_SECTORS = {
    UnitKind.COUNTY_ORGAN: Sector.ORGAN,
    UnitKind.COUNTY_INSTITUTION: Sector.INSTITUTION,
    UnitKind.SCHOOL: Sector.INSTITUTION,
    UnitKind.ENTERPRISE: Sector.STATE_ENTERPRISE,
}


def load(*, by, today: datetime.date) -> None:
    """The tree, each organization with the span and the set-up it began with; nothing when there is one already."""
    root = Unit.objects.filter(parent__isnull=True).first()
    if root is None or PartyOrganization.objects.exists():
        return
    tops = _tops(root)
    _keep(tops)
    committees = {one.unit_id: one for one in tops if one.sector in (Sector.TOWNSHIP, Sector.STREET)}
    by_name = {one.name: one for one in tops}
    below = [*_villages(committees), *_township_organs(committees), *_county_units(by_name[ORGANS])]
    below += [_organization(name, category, sector, root, by_name[NEW_SECTORS]) for name, sector, category in FIRMS]
    below.append(_organization(CHAIN, Category.INDUSTRY_CHAIN, Sector.OTHER, root, None, counts=False))
    _keep(below)
    joint = next(one for one in below if one.category == Category.JOINT_BRANCH and one.unit_id == root.pk)
    CoveredUnit.objects.bulk_create(CoveredUnit(organization=joint, unit_text=name) for name in COVERED)
    _renamed(committees)


def _organization(name, category, sector, unit, parent, *, counts=True, began=FOUNDED) -> PartyOrganization:
    return PartyOrganization(
        name=name, category=category, sector=sector, unit=unit, parent=parent, began=began,
        counts_in_statistics=counts,
    )  # fmt: skip


def _tops(root: Unit) -> list[PartyOrganization]:
    found = [_organization(name, Category.WORK_COMMITTEE, Sector.ORGAN, root, None) for name in (ORGANS, NEW_SECTORS)]
    for unit in Unit.objects.filter(kind__in=TOWNSHIP_ORGANS, parent=root).order_by("path"):
        street = unit.kind == UnitKind.STREET
        name = f"中共临溪县{unit.name}{'工作委员会' if street else '委员会'}"
        category = Category.WORK_COMMITTEE if street else Category.COMMITTEE
        found.append(_organization(name, category, Sector.STREET if street else Sector.TOWNSHIP, unit, None))
    return found


def _villages(committees: dict[int, PartyOrganization]) -> list[PartyOrganization]:
    found = []
    kinds = (UnitKind.VILLAGE, UnitKind.COMMUNITY)
    for unit in Unit.objects.filter(kind__in=kinds, township__isnull=False).order_by("path"):
        community = unit.kind == UnitKind.COMMUNITY
        category = Category.GENERAL_BRANCH if unit.code.endswith(".31") and not community else Category.BRANCH
        name = f"{unit.name}党{'总支' if category == Category.GENERAL_BRANCH else '支部'}"
        sector = Sector.COMMUNITY if community else Sector.VILLAGE
        found.append(_organization(name, category, sector, unit, committees[unit.township_id]))
    return found


def _township_organs(committees: dict[int, PartyOrganization]) -> list[PartyOrganization]:
    return [
        _organization(f"{one.unit.name}机关党支部", Category.BRANCH, one.sector, one.unit, one)
        for one in committees.values()
    ]


def _county_units(above: PartyOrganization) -> list[PartyOrganization]:
    """A branch in every county unit with three Party members on file."""
    found = []
    for unit in Unit.objects.filter(kind__in=_SECTORS).order_by("path"):
        serving = Person.objects.filter(unit=unit, political_status="01", status="1").count()
        if serving >= 3:
            sector = _SECTORS[UnitKind(unit.kind)]
            found.append(_organization(f"{unit.name}党支部", Category.BRANCH, sector, unit, above))
    return found


def _keep(organizations: list[PartyOrganization]) -> None:
    PartyOrganization.objects.bulk_create(organizations)
    OrganizationSpan.objects.bulk_create(
        OrganizationSpan(
            organization=one, began=one.began, name=one.name, category=one.category, sector=one.sector,
            unit=one.unit, parent=one.parent,
        )
        for one in organizations
    )  # fmt: skip
    OrganizationChange.objects.bulk_create(
        OrganizationChange(
            organization=one, kind=OrganizationChange.Kind.SET_UP, on=one.began.first_day(), became=one.name
        )
        for one in organizations
    )


def _renamed(committees: dict[int, PartyOrganization]) -> None:
    """The committee of the township that became a town in May 2020, as it was called before."""
    one = next((one for one in committees.values() if one.unit.name == "白塘镇"), None)
    if one is None:
        return
    on, old = datetime.date(2020, 5, 1), one.name.replace("白塘镇", "白塘乡")
    day = PartialDate.from_date(on)
    OrganizationSpan.objects.filter(organization=one).update(ended=day, name=old)
    OrganizationSpan.objects.create(
        organization=one, began=day, name=one.name, category=one.category, sector=one.sector, unit=one.unit
    )
    OrganizationChange.objects.create(
        organization=one, kind=OrganizationChange.Kind.RENAME, on=on, was=old, became=one.name,
        approval_number="临组〔2020〕18号", approved_on=datetime.date(2020, 4, 28), reason="撤乡设镇",
    )  # fmt: skip
