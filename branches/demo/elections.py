"""Posts, terms and elections of the demo county: villages voted in spring 2026, a few were late or put off."""

import datetime

from branches.models import OrganizationElection, OrganizationPost, OrganizationTerm, PartyMember, PartyOrganization
from cadres.demo.months import choices_for
from portal.rules.dates import PartialDate

State = OrganizationElection.State
_OLD, _DUE = datetime.date(2021, 3, 20), datetime.date(2026, 3, 20)


def load(*, by, today: datetime.date) -> None:
    """Everybody's secretary, the term that runs and the election that ended the one before."""
    if OrganizationTerm.objects.exists():
        return
    random = choices_for("elections")
    branches = list(
        PartyOrganization.objects.filter(ended__isnull=True, category__in=("BR", "GEN", "JBR")).order_by("id")
    )
    members: dict[int, list[PartyMember]] = {}
    for one in PartyMember.objects.present().order_by("id"):
        members.setdefault(one.organization_id, []).append(one)
    terms, elections, posts = [], [], []
    villages = 0
    for organization in branches:
        here = members.get(organization.pk, [])
        if organization.sector not in ("village", "community"):
            began = datetime.date(2023, random.choice((8, 9, 11, 12)), 10)
            terms.append(OrganizationTerm(organization=organization, number=4, began=began, due=_years(began, 3)))
            posts += _posts(organization, here, began)
            continue
        term = OrganizationTerm(organization=organization, number=10, began=_OLD, due=_DUE)
        terms.append(term)
        election = _election(organization, term, villages, len(here))
        elections.append(election)
        if election.state == State.RESULT_APPROVED:
            held = election.held_on
            terms.append(OrganizationTerm(organization=organization, number=11, began=held, due=_years(held, 5)))
        posts += _posts(organization, here, election.held_on or _OLD)
        villages += 1
    OrganizationTerm.objects.bulk_create(terms)
    OrganizationElection.objects.bulk_create(elections)
    OrganizationPost.objects.bulk_create(posts)


def _years(day: datetime.date, years: int) -> datetime.date:
    return day.replace(year=day.year + years)


def _election(organization, term, number: int, voters: int) -> OrganizationElection:
    """By its number: most were held in time, some late, some are on their way or put off."""
    one = OrganizationElection(
        organization=organization, term=term, requested_on=datetime.date(2026, 1, 12),
        request_number=f"请〔2026〕{number + 1}号",
    )  # fmt: skip
    place = number % 24
    if place == 23:
        one.state, one.postponed_until = State.POSTPONED, datetime.date(2026, 12, 20)
        one.postponement_number, one.postponement_reason = f"临组〔2026〕{60 + number}号", "村级区划调整"
        return one
    if place == 22:
        one.state = State.REQUESTED
        return one
    one.approved_on, one.approval_number = datetime.date(2026, 1, 20), f"临组〔2026〕{number + 1}号"
    one.nominated_on, one.seats, one.candidates = (
        datetime.date(2026, 2, 25),
        1 if voters < 7 else 3,
        2 if voters < 7 else 4,
    )
    if place == 21:
        one.state = State.NOMINATED
        return one
    one.held_on = datetime.date(2026, 4, 8) if place == 20 else datetime.date(2026, 3, 2 + number % 17)
    one.voters_due, one.voters_attended = voters, max(1, voters - (1 if voters >= 5 and number % 3 == 0 else 0))
    one.state, one.result_number = State.RESULT_APPROVED, f"批〔2026〕{number + 1}号"
    one.result_approved_on = one.held_on + datetime.timedelta(days=6)
    return one


def _posts(organization, here: list[PartyMember], since: datetime.date) -> list[OrganizationPost]:
    names = ["secretary", *(["deputy", "organizing", "discipline"] if len(here) >= 7 else [])]
    return [
        OrganizationPost(
            organization=organization, person_id=member.person_id, post=post, began=PartialDate.from_date(since),
            also_head=post == "secretary" and organization.sector == "village" and organization.pk % 5 != 0,
        )
        for post, member in zip(names, here, strict=False)
    ]  # fmt: skip
