"""The demo county into an empty database, by the same steps a person takes on the import pages."""

import datetime
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cadres.actions.batches import apply, read, receive
from cadres.actions.turnover import Candidate, Voters, add_township, advance_state, complete, create_round, set_slate
from cadres.demo import honours, portraits, ranks, secondments, selections, structure, talks, training_classes
from cadres.demo.county import County
from cadres.demo.files import gaps_roster, national_workbook, source_roster
from cadres.demo.places import COUNTY, ROOT_CODE, STREETS, TOWNSHIPS, Township
from cadres.demo.unit_sheet import quotas
from cadres.models import Person, SlateMember, SourceTag, TurnoverRound, TurnoverUnit
from portal.actions.units import change_unit, create_unit, set_quota
from portal.actions.users import create_user, grant_role, set_active
from portal.models import Batch, Unit, User
from portal.rules.dates import PartialDate
from portal.rules.roles import Role
from portal.rules.unit_kinds import UnitKind

ROUND = "2026年乡镇领导班子换届"
TURNOVER_DAY = datetime.date(2026, 6, 30)
ACCOUNT = "demo-import"
# What else the county keeps: each loads its subject once, `load(by=, today=)`, on the people already there.
SUBJECTS = (
    training_classes.load,
    secondments.load,
    talks.load,
    selections.load,
    structure.load,
    honours.load,
    ranks.load,
    portraits.load,
)
# Ends of the townships' rounds, two days apart; the last one ends on the round's own day.
_FIRST_END = datetime.date(2026, 6, 8)


def is_loaded() -> bool:
    """Whether the last step of loading has been done."""
    return TurnoverRound.objects.filter(name=ROUND).exists()


def may_load() -> bool:
    """Whether the database holds nobody but what an interrupted loading left."""
    return not Person.objects.exists() or User.objects.filter(username=ACCOUNT).exists()


def load_county(county: County, *, say: Callable[[str], None]) -> None:
    """Everything of the county in the database; a loading that was interrupted goes on where it stopped.

    Raises ValidationError when a file is refused, waits for its columns, or has rows that cannot be applied.
    """
    root = _root()
    _history(root)
    user = _account(root)
    everybody = [*county.team, *county.others]
    for name, content in (
        ("干部大数据信息提取表（临溪县）.xlsx", national_workbook(everybody)),
        ("换届人选来源情况.xlsx", source_roster(everybody)),
        ("临时人员花名册.xlsx", gaps_roster(county.sparse)),
    ):
        _import(name, content, user, say)
    for load in SUBJECTS:
        with transaction.atomic():
            load(by=user, today=TURNOVER_DAY)
    _round(county, user)
    set_active(user=user, active=False, by=None)
    say(_("已载入%(round)s。") % {"round": ROUND})


def _root() -> Unit:
    root = Unit.objects.filter(parent__isnull=True).first()
    if root is None:
        root = create_unit(
            code=ROOT_CODE, name=COUNTY, short_name=COUNTY, kind=UnitKind.COUNTY, by=None, affiliation="73", level="107"
        )
        set_quota(unit=root, from_day=PartialDate(2020), administrative=0, by=None)
    if root.code != ROOT_CODE:
        raise ValidationError(_("最上级机构不是演示县。"), code="demo_other_county")
    return root


def _history(root: Unit) -> None:
    """Units that were called otherwise once; the sheet of units knows only today, so this comes before it."""
    for place in (*TOWNSHIPS, *STREETS):
        if place.before and not Unit.objects.filter(code=place.code).exists():
            _renamed(place, root)


def _renamed(place: Township, root: Unit) -> None:
    kinds = {"乡": UnitKind.TOWNSHIP, "镇": UnitKind.TOWN, "道": UnitKind.STREET}
    codes = {UnitKind.TOWN: "81", UnitKind.TOWNSHIP: "82", UnitKind.STREET: "83"}
    old, new = kinds[place.before[-1]], kinds[place.name[-1]]
    past = {"name": place.before, "short_name": place.before, "kind": old, "affiliation": codes[old]}
    now = {"name": place.name, "short_name": place.name, "kind": new, "affiliation": codes[new]}
    since = PartialDate(*place.since)
    unit = create_unit(code=place.code, parent=root, by=None, **past)
    change_unit(unit=unit, from_day=since, by=None, **now)
    set_quota(unit=unit, from_day=since, administrative=0, by=None)


def _account(root: Unit) -> User:
    """The account under which the files are loaded: nobody can sign in to it, and it is closed afterwards."""
    user = User.objects.filter(username=ACCOUNT).first()
    if user is None:
        user = create_user(
            username=ACCOUNT, full_name=_("演示数据导入"), password=None, by=None, must_change_password=False
        )
        grant_role(user=user, role=Role.CADRE_SECTION, unit=root, by=None)
    if not user.is_active:
        set_active(user=user, active=True, by=None)
    return User.objects.get(pk=user.pk)


def _import(name: str, content: bytes, user: User, say: Callable[[str], None]) -> None:
    batch = receive(content=content, name=name, unit=None, by=user, background=False)
    if batch.state == Batch.State.APPLIED:
        return
    say(_("正在读取 %(name)s …") % {"name": name})
    batch = read(batch.pk)
    if batch.state != Batch.State.REHEARSED:
        raise ValidationError(_("演示文件未能读取:%(name)s") % {"name": name}, code="demo_not_read")
    say(_("正在入库 …"))
    batch = apply(batch=batch, by=user, skip_wrong=False)
    rows = sum(sum(states.values()) for states in batch.counts.values())
    say(_("已入库 %(rows)d 行。") % {"rows": rows})


_VOTERS = (62, 11, 78)
"""Who took part in recommendation, discussion and election of each township."""


def _round(county: County, user: User) -> None:
    """The round with its townships completed one after the other; the slates are those who hold the seats."""
    turnover = create_round(name=ROUND, as_of=TURNOVER_DAY, by=user, note=_("演示数据"))
    structure.add_requirements(turnover)
    for number, town in enumerate(TOWNSHIPS):
        unit = Unit.objects.get(code=town.code)
        approved = sum(chiefs + deputies for chiefs, deputies in quotas(town).values())
        township = add_township(turnover=turnover, unit=unit, approved_posts=approved, by=user)
        advance_state(township=township, state=TurnoverUnit.State.PLAN, by=user)
        advance_state(township=township, state=TurnoverUnit.State.INSPECTED, by=user)
        set_slate(township=township, members=_slate(county, town), by=user, voters=Voters(*_VOTERS))
        ended = _FIRST_END + datetime.timedelta(days=2 * number)
        for state in (TurnoverUnit.State.NOTICE, TurnoverUnit.State.ELECTED, TurnoverUnit.State.APPROVED):
            advance_state(township=township, state=state, held_on=ended - datetime.timedelta(days=5), by=user)
        complete(township=township, on=ended, document_number=f"临组〔2026〕{31 + number}号", by=user)


def _slate(county: County, town: Township) -> list[Candidate]:
    seats = [cadre for cadre in county.team if cadre.township == town.name]
    people = {
        (person.name, person.post_text): person
        for person in Person.objects.filter(name__in=[cadre.name for cadre in seats], unit__code=town.code)
    }
    channels = dict(SourceTag.objects.filter(person__in=people.values()).values_list("person_id", "category"))
    members = [people[cadre.name, cadre.post_text] for cadre in seats]
    recommending, discussing, electing = _VOTERS
    return [
        Candidate(
            person, person.post_text.removeprefix(f"{COUNTY}{town.name}"), channels.get(person.pk, ""),
            recommending - 2 - number % 7, discussing, electing - number % 5, SlateMember.Result.ELECTED,
        )
        for number, person in enumerate(members)
    ]  # fmt: skip
