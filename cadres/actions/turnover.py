"""Turnover of township leadership teams: a round, its townships, their slates, and how far each has come."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from cadres.models import Person, SlateMember, TurnoverRound, TurnoverUnit
from portal.audit import record
from portal.models import Unit
from portal.rules.unit_kinds import UnitKind

_STATES = tuple(TurnoverUnit.State)


@dataclass(frozen=True)
class Candidate:
    """One place of a slate: the person, the post, the channel the person came by, and the votes got so far."""

    person: Person
    post: str = ""
    channel: str = ""
    recommended: int | None = None
    agreed: int | None = None
    votes: int | None = None
    result: str = ""


@dataclass(frozen=True)
class Voters:
    """How many took part in the recommendation, the discussion and the election; None where not told."""

    recommend_voters: int | None = None
    discussion_voters: int | None = None
    election_voters: int | None = None


# Votes of a candidate and those who could give them.
_VOTES = (("recommended", "recommend_voters"), ("agreed", "discussion_voters"), ("votes", "election_voters"))


@transaction.atomic
def create_round(*, name: str, as_of: datetime.date, by, note: str = "") -> TurnoverRound:
    """A round; every township's ages are counted on its single day. Raises ValidationError for a name in use."""
    turnover = TurnoverRound(name=name.strip(), as_of=as_of, note=note)
    turnover.full_clean()
    turnover.save()
    record("turnover.round_created", by=by, target=turnover, detail={"as_of": as_of.isoformat()})
    return turnover


@transaction.atomic
def add_township(*, turnover: TurnoverRound, unit: Unit, by, approved_posts: int | None = None) -> TurnoverUnit:
    """A town or township taken into the round; raises ValidationError for any other unit or one already in it."""
    if unit.kind not in (UnitKind.TOWN, UnitKind.TOWNSHIP) or unit.township_id != unit.pk:
        raise ValidationError(_("“%(unit)s”不是乡镇。") % {"unit": unit.name}, code="not_a_township")
    township = TurnoverUnit(round=turnover, unit=unit, approved_posts=approved_posts)
    township.full_clean()
    township.save()
    record("turnover.township_added", by=by, target=township, detail={"unit": unit.code})
    return township


@transaction.atomic
def set_slate(
    *, township: TurnoverUnit, members: Iterable[Candidate], by, voters: Voters | None = None
) -> int:
    """The township's slate is these people and nobody else; returns how many. `voters` None leaves the voters as they are.

    Raises ValidationError once the township is completed, for a person named twice, for one who stands on the slate of
    another township of the round, or who got more votes than people voted.
    """
    members = list(members)
    held = _locked(township)
    if held.state == TurnoverUnit.State.COMPLETED:
        raise ValidationError(_("“%(unit)s”换届已完成，人选不能再改。") % {"unit": held.unit.name}, code="slate_frozen")
    people = [member.person.pk for member in members]
    if len(set(people)) < len(people):
        raise ValidationError(_("同一人在名单中出现两次。"), code="slate_twice")
    elsewhere = (
        SlateMember.objects.filter(turnover_unit__round=held.round_id, person__in=people)
        .exclude(turnover_unit=held)
        .select_related("person", "turnover_unit__unit")
        .first()
    )
    if elsewhere is not None:
        raise ValidationError(
            _("%(person)s已在“%(unit)s”的人选中。")
            % {"person": elsewhere.person.name, "unit": elsewhere.turnover_unit.unit.name},
            code="slate_elsewhere",
        )
    if voters is not None:
        for name, number in asdict(voters).items():
            setattr(held, name, number)
    _check_votes(held, members)
    held.save(update_fields=[voted for _got, voted in _VOTES])
    held.slate.all().delete()
    SlateMember.objects.bulk_create(
        SlateMember(
            turnover_unit=held, person=member.person, post=member.post, channel=member.channel,
            recommended=member.recommended, agreed=member.agreed, votes=member.votes, result=member.result,
        )
        for member in members
    )  # fmt: skip
    record("turnover.slate_set", by=by, target=held, detail={"members": len(members)})
    return len(members)


def _check_votes(held: TurnoverUnit, members: list[Candidate]) -> None:
    for got, voted in _VOTES:
        number = getattr(held, voted)
        for member in members:
            votes = getattr(member, got)
            if number is not None and votes is not None and votes > number:
                raise ValidationError(
                    _("%(person)s的%(what)s为%(votes)d票，多于%(voted)s%(number)d人，请核对。")
                    % {
                        "person": member.person.name, "what": SlateMember._meta.get_field(got).verbose_name, "votes": votes,
                        "voted": TurnoverUnit._meta.get_field(voted).verbose_name, "number": number,
                    },
                    code="slate_votes",
                )  # fmt: skip


@transaction.atomic
def advance_state(*, township: TurnoverUnit, state: str, by, held_on: datetime.date | None = None) -> TurnoverUnit:
    """The township one step further, or one step back (a notice may bring objections) as long as it is not completed.

    The order is 未启动→方案报批→考察→公示→选举→批复; 完成 is `complete`. `held_on` is the day of the election.
    Raises ValidationError for any other step, and for a notice, election or approval without a slate.
    """
    wanted, held = TurnoverUnit.State(state), _locked(township)
    step = _STATES.index(wanted) - _STATES.index(TurnoverUnit.State(held.state))
    if held.state == TurnoverUnit.State.COMPLETED or wanted == TurnoverUnit.State.COMPLETED or step not in (1, -1):
        raise ValidationError(
            _("不能从“%(old)s”转为“%(new)s”。") % {"old": held.get_state_display(), "new": wanted.label},
            code="turnover_step",
        )
    if _STATES.index(wanted) >= _STATES.index(TurnoverUnit.State.NOTICE) and not held.slate.exists():
        raise ValidationError(_("还没有人选名单。"), code="slate_empty")
    before, held.state = held.state, wanted
    if wanted == TurnoverUnit.State.ELECTED:
        held.held_on = held_on or held.held_on
    held.save(update_fields=["state", "held_on"])
    record("turnover.advanced", by=by, target=held, detail={"from": before, "to": wanted.value})
    return held


@transaction.atomic
def complete(*, township: TurnoverUnit, on: datetime.date, document_number: str, by) -> TurnoverUnit:
    """The township completed on the day of its approval; from now on the slate stays as it is.

    The members are kept as they stand by whoever the settings name. Raises ValidationError unless the township is approved, has a slate, a document number, and the day is not
    before the election.
    """
    held = _locked(township)
    problems = {}
    if held.state != TurnoverUnit.State.APPROVED:
        problems["state"] = _("只有已批复的乡镇才能完成。")
    if not held.slate.exists():
        problems["slate"] = _("还没有人选名单。")
    lost = held.slate.filter(result=SlateMember.Result.NOT_ELECTED).values_list("person__name", flat=True)
    if lost:
        problems["slate"] = _("%(names)s未当选，请先从名单中去掉。") % {"names": "、".join(lost)}
    if not document_number.strip():
        problems["document_number"] = _("请填写批复文号。")
    if held.held_on and on < held.held_on:
        problems["completed_on"] = _("完成日期不能早于选举日期。")
    if problems:
        raise ValidationError(list(problems.values()), code="turnover_incomplete")
    held.state, held.completed_on, held.document_number = TurnoverUnit.State.COMPLETED, on, document_number.strip()
    held.save(update_fields=["state", "completed_on", "document_number"])
    for dotted in settings.PORTAL_SLATE_COMPLETED:
        import_string(dotted)(township=held, by=by)
    record("turnover.completed", by=by, target=held, detail={"on": on.isoformat(), "members": held.slate.count()})
    return held


def _locked(township: TurnoverUnit) -> TurnoverUnit:
    return TurnoverUnit.objects.select_for_update(of=("self",)).select_related("unit").get(pk=township.pk)
