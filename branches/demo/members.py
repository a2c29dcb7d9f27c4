"""The Party members of the demo county: those among its cadres, and the villagers no other file names."""

import datetime
from random import Random

from branches.actions.organizations import merge
from branches.demo.organizations import FIRMS
from branches.models import Membership, PartyMember, PartyOrganization
from cadres.demo.identity import check_character
from cadres.demo.months import choices_for
from cadres.demo.names import Names
from cadres.models import Education, Person
from cadres.rules.id_number import mask_id_number
from cadres.rules.names import initials, pinyin_key
from portal.crypto import seal_id_number
from portal.models import Unit
from portal.rules.dates import PartialDate
from portal.rules.unit_kinds import UnitKind

LEVELS = (("31", "大专"),) * 2 + (("61", "高中"),) * 4 + (("71", "初中"),) * 6 + (("81", "小学"),) * 2
_WORK = {
    UnitKind.COUNTY_INSTITUTION: "事业单位管理人员", UnitKind.TOWNSHIP_INSTITUTION: "事业单位专业技术人员",
    UnitKind.SCHOOL: "教师",
}  # fmt: skip
MERGED_ON = datetime.date(2025, 9, 1)


def load(*, by, today: datetime.date) -> None:
    """Every Party member in a branch; nothing when there is one already."""
    if not PartyOrganization.objects.exists() or PartyMember.objects.exists():
        return
    random = choices_for("members")
    # The cadres first: villagers become people of the files too.
    members = _of_cadres()
    members += _villagers(random)
    for number, one in enumerate(members):
        _particulars(one, number, random, today)
    PartyMember.objects.bulk_create(members)
    Membership.objects.bulk_create(
        Membership(member=one, organization=one.organization, began=one.joined) for one in members
    )
    _merged(by)


def _member(person: Person, organization: PartyOrganization, joined: PartialDate, **more) -> PartyMember:
    return PartyMember(
        person=person, organization=organization, first_organization=organization, joined=joined, state="full",
        full_since=PartialDate(joined.year + 1, joined.month or 7, joined.day), **more,
    )  # fmt: skip


def _of_cadres() -> list[PartyMember]:
    """Serving cadres who are Party members, in the branch of their unit; of their township where it has none."""
    branches: dict[int, PartyOrganization] = {}
    for one in PartyOrganization.objects.filter(category__in=("BR", "GEN"), counts_in_statistics=True).order_by("-id"):
        branches[one.unit_id] = one
    found = []
    people = Person.objects.filter(political_status="01", status="1", party_joined__isnull=False, unit__isnull=False)
    for person in people.select_related("unit").order_by("id"):
        branch = branches.get(person.unit_id) or branches.get(person.unit.township_id)
        if branch is not None and person.party_joined.year < 2025:
            kind, work = PartyMember.DuesKind.WAGE, _WORK.get(person.unit.kind, "党政机关工作人员")
            found.append(_member(person, branch, person.party_joined, dues_kind=kind, occupation=work))
    return found


def _villagers(random: Random) -> list[PartyMember]:
    """Four to eight Party members for each village, three for each firm's branch, as people of the files."""
    names, number = Names("临溪县党员"), 0
    taken = set(Person.objects.values_list("name", flat=True))
    places = list(
        PartyOrganization.objects.filter(sector__in=("village", "community")).select_related("unit").order_by("id")
    )
    places += list(PartyOrganization.objects.filter(name__in=[name for name, *_rest in FIRMS]).order_by("id"))
    people, homes = [], []
    for place in places:
        for _one in range(random.randint(4, 8) if place.sector in ("village", "community") else 3):
            woman = random.random() < 0.28
            name = names.next(woman=woman)
            while name in taken:
                name = names.next(woman=woman)
            people.append(_person(name, woman, place.unit, number, random))
            homes.append(place)
            number += 1
    Person.objects.bulk_create(people)
    Education.objects.bulk_create(_study(person, random) for person in people if random.random() < 0.97)
    found = []
    for person, place in zip(people, homes, strict=True):
        joined = person.party_joined
        farmer = place.sector in ("village", "community")
        kind = PartyMember.DuesKind.FARMER if farmer else PartyMember.DuesKind.WAGE
        found.append(_member(person, place, joined, dues_kind=kind, occupation="农牧渔民" if farmer else "非公有制单位在岗职工"))
    return found


def _person(name: str, woman: bool, unit: Unit, number: int, random: Random) -> Person:
    year, month = random.randint(1948, 2000), random.randint(1, 12)
    # Sequences from 600 on are given to no cadre of the demo.
    bare = f"999999{year}{month:02d}{number % 28 + 1:02d}{600 + number // 28 * 2 + (0 if woman else 1):03d}"
    cipher, index = seal_id_number(bare + check_character(bare))
    joined = PartialDate(random.randint(year + 20, min(2024, year + 45)), 7, 1)
    home = unit if unit.kind in (UnitKind.VILLAGE, UnitKind.COMMUNITY) else None
    return Person(
        name=name, name_key=name, pinyin=pinyin_key(name)[:200], initials=initials(name)[:30], id_cipher=cipher,
        id_index=index, id_masked=mask_id_number(bare + check_character(bare)), sex="2" if woman else "1",
        born=PartialDate(year, month), ethnicity=random.choice(("01",) * 9 + ("15", "06", "12")),
        political_status="01", party_joined=joined, unit=home or unit, status="1",
    )  # fmt: skip


def _study(person: Person, random: Random) -> Education:
    code, text = random.choice(LEVELS)
    ended = PartialDate(person.born.year + (19 if code in ("31", "61") else 16), 7)
    return Education(person=person, mode="1", level=code, level_text=text, ended=ended, outcome="1")


def _particulars(one: PartyMember, number: int, random: Random, today: datetime.date) -> None:
    one.phone = f"1990000{number % 10000:04d}"
    if one.dues_kind == PartyMember.DuesKind.WAGE:
        one.dues_base = random.choice((2980, 3000, 3650, 4280, 5000, 5320, 6150))
    elif random.random() < 0.12:
        one.occupation, one.floating = "外出务工经商人员", True
        one.floating_to = random.choice(("广东东莞", "浙江义乌", "省城", "福建泉州"))
        one.floating_since = PartialDate(2025, random.randint(1, 12))
        if random.random() < 0.8:
            one.contacted_on = today - datetime.timedelta(days=random.randint(3, 160))
    elif random.random() < 0.01:
        one.lost_since, one.lost_circumstance = PartialDate(2026, 3), PartyMember.LostCircumstance.WORK_AWAY


def _merged(by) -> None:
    """Two neighbouring villages of 松坪乡 share one branch since September 2025."""
    found = list(
        PartyOrganization.objects.filter(unit__township__name="松坪乡", category="BR", sector="village").order_by("id")
    )
    if len(found) >= 2:
        merge(
            organization=found[-1], into=found[-2], on=MERGED_ON, by=by, approval_number="临组〔2025〕41号",
            approved_on=datetime.date(2025, 8, 27), reason="党员人数少，就近合并",
        )  # fmt: skip
