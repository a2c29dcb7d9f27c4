"""A county with organizations and members of every sort, on ordinary and on edge days, for figures to be counted over."""

import datetime
from decimal import Decimal

from branches.models import (
    AdmissionCase,
    AdmissionStep,
    CoveredUnit,
    DuesPayment,
    Membership,
    OrganizationChange,
    OrganizationElection,
    OrganizationSpan,
    OrganizationTerm,
    PartyMember,
    PartyOrganization,
    ScoringScheme,
    StandardizationReview,
    StarRating,
    WeakOrganizationCase,
)
from cadres.models import Education, Person
from portal.models import Unit
from portal.rules.dates import PartialDate

DAY = datetime.date
WHOLE = ("COM", "WC", "GEN", "BR", "JBR", "TBR")
EDGES = [DAY(2025, 12, 31), DAY(2026, 1, 1), DAY(2026, 6, 1), DAY(2026, 6, 29), DAY(2026, 6, 30), DAY(2026, 7, 1)]


def make_records(random):
    """A county with two townships and villages, organizations of every kind, members of every sort, edge days."""
    units = _units()
    made = [_organization(random, units, number) for number in range(40)]
    for organization in made:
        _story(random, organization, made)
    for number in range(90):
        _member(random, made, units, number)
    for number in range(25):
        _admission(random, made, units, number)


def _day(random):
    return random.choice([*EDGES, DAY(2022, 5, 4), DAY(2026, 3, 3), DAY(2026, 5, 31)])


def _partial(random, vague=True):
    day = _day(random)
    return random.choice(
        [PartialDate(day.year), PartialDate(day.year, day.month), PartialDate.from_date(day)][0 if vague else 2 :]
    )


def _units():
    units = []

    def make(code, kind, parent=None):
        one = Unit.objects.create(code=code, name=f"单位{code}", kind=kind, parent=parent, path="")
        one.path = f"{parent.path if parent else ''}{one.pk:06d}."
        one.township = one if kind in ("town", "township", "street") else parent.township if parent else None
        one.save()
        units.append(one)
        return one

    county = make("P", "county")
    for town in range(2):
        township = make(f"P{town}", ("town", "township")[town], county)
        for village in range(3):
            make(f"P{town}{village}", "village", township)
        inner = make(f"P{town}9", township.kind, township)
        inner.township = township
        inner.save()
    for number, kind in enumerate(("county_organ", "county_institution", "school", "enterprise", "other")):
        make(f"PK{number}", kind, county)
    return units


def _organization(random, units, number):
    categories = [*WHOLE, "GRP", "CHN"]
    category = categories[number % len(categories)]
    sectors = [code for code, _label in PartyOrganization.Sector.choices]
    began = random.choice([None, _partial(random)])
    ended = None
    if random.random() < 0.2:
        ended = PartialDate.from_date(random.choice(EDGES))
        began = None if began is not None and began >= ended else began
    one = PartyOrganization.objects.create(
        name=f"组织{number}", category=category, sector=sectors[number % len(sectors)], unit=random.choice(units),
        counts_in_statistics=category != "CHN", began=began, ended=ended,
    )  # fmt: skip
    split = PartialDate.from_date(random.choice(EDGES))
    values = {"organization": one, "sector": one.sector, "unit": one.unit, "name": one.name}
    if random.random() < 0.4 and (began is None or began < split) and (ended is None or split < ended):
        OrganizationSpan.objects.create(**values, category=random.choice(WHOLE), began=began, ended=split)
        OrganizationSpan.objects.create(**values, category=one.category, began=split, ended=ended)
    else:
        OrganizationSpan.objects.create(**values, category=one.category, began=began, ended=ended)
    return one


def _story(random, organization, made):
    for kind in random.sample(OrganizationChange.Kind.values, 3):
        OrganizationChange.objects.create(organization=organization, kind=kind, on=_day(random))
    if random.random() < 0.3:
        CoveredUnit.objects.create(organization=organization, unit=random.choice(made).unit, ended=None)
    due = _day(random)
    term = OrganizationTerm.objects.create(organization=organization, began=DAY(2021, 1, 1), due=due)
    if random.random() < 0.8:
        held = random.choice(
            [None, due, due + datetime.timedelta(days=1), due - datetime.timedelta(days=1), _day(random)]
        )
        OrganizationElection.objects.create(organization=organization, term=term, held_on=held)
    WeakOrganizationCase.objects.create(
        organization=organization, year=2026, found_on=_day(random), reason="petitions",
        closed_on=random.choice([None, _day(random)]),
    )  # fmt: skip
    scheme, _made = ScoringScheme.objects.get_or_create(
        name="办法", version=1, defaults={"unit": organization.unit, "in_force_from": DAY(2020, 1, 1), "kind": "stars"}
    )
    StarRating.objects.create(organization=organization, year=2026, decided_on=_day(random), star=random.randint(0, 5))
    StandardizationReview.objects.create(
        organization=organization, scheme=scheme, year=2026, reviewed_on=_day(random),
        passed=random.choice([None, True, False]),
    )  # fmt: skip


def _person(random, units, name, number):
    spread = PartialDate(1944 + number % 60, random.randint(1, 12))
    born = random.choice([
        None, PartialDate(random.randint(1945, 2003)), spread, spread, spread, spread, spread, spread, spread, spread,
        PartialDate(random.randint(1985, 1996), 6, 30), PartialDate(1995, 6), PartialDate(1995, 7), PartialDate(1990, 12),
    ])  # fmt: skip
    person = Person.objects.create(
        name=name,
        name_key=name,
        pinyin=name,
        born=born,
        sex=random.choice(["", "1", "2"]),
        unit=random.choice(units),
        ethnicity=random.choice(["", "01", "01", "15"]),
    )
    for _one in range(random.randint(0, 2)):
        Education.objects.create(
            person=person, mode="1", level=random.choice(["11", "21", "31", "41", "47", "61", "71", "81", ""]),
            outcome=random.choice(["1", "1", "", "2"]), ended=random.choice([None, _partial(random)]),
        )  # fmt: skip
    return person


def _member(random, made, units, number):
    joined, full = PartialDate(2015, 7, 1), random.choice([None, PartialDate(2016, 7, 1), _partial(random)])
    first, second = random.sample(made, 2)
    away = random.random() < 0.4
    member = PartyMember.objects.create(
        person=_person(random, units, f"党员{number}", number), organization=second, first_organization=first, joined=joined,
        full_since=full, state="full" if full else "probationary", floating=away, floating_since=random.choice([None, PartialDate(2026), PartialDate(2026, 6, 30), PartialDate(2026, 7, 1)]),
        contacted_on=random.choice([None, DAY(2026, 3, 29), DAY(2026, 3, 30), DAY(2026, 3, 31), _day(random)]),
    )  # fmt: skip
    moved = PartialDate.from_date(random.choice(EDGES))
    last = random.choice([None, None, PartialDate(2026, 7, 1)])
    Membership.objects.create(member=member, organization=first, began=joined, ended=moved)
    if last is None or moved < last:
        Membership.objects.create(member=member, organization=second, began=moved, ended=last)
    for month in (DAY(2025, 12, 1), DAY(2026, 1, 1), DAY(2026, 6, 1), DAY(2026, 7, 1)):
        due = random.choice([Decimal(0), Decimal("0.20"), Decimal("30.00")])
        paid = random.choice([Decimal(0), due])
        next_month = (month + datetime.timedelta(days=32)).replace(day=1)
        days = [month, next_month - datetime.timedelta(days=1), next_month]
        DuesPayment.objects.create(
            member=member,
            month=month,
            due=due,
            paid=paid,
            paid_on=random.choice(days) if paid else None,
            way=random.choice(["standard", "standard", "less", "exempt"]),
        )


def _admission(random, made, units, number):
    case = AdmissionCase.objects.create(
        person=_person(random, units, f"申请人{number}", number),
        organization=random.choice(made),
        applied_on=DAY(2022, 1, 1),
    )
    for step in (17, 24):
        if random.random() < 0.7:
            AdmissionStep.objects.create(case=case, number=step, done_on=_day(random))
