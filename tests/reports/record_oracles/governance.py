"""Village governance counted slowly: GOV-01 to GOV-14."""

from datetime import date, timedelta

from branches.models import (
    CommitteeProblem,
    CommitteeSeat,
    CouncilItem,
    CouncilMeeting,
    DecisionItem,
    Disclosure,
    Dispute,
    GovernanceCommittee,
    Household,
    LawActivity,
    LawCampaign,
    PointsPosting,
    PointsRedemption,
    PointsScheme,
    VillageAssembly,
    VillageCompact,
    VillageCouncil,
)
from portal.models import Unit, UnitSpan
from tests.reports.governance_records import KINDS, LEVELS, fill

_ROWS = {}


def rows_of(model, *relations):
    """Every record of the table, read once for the records made last."""
    if model not in _ROWS:
        _ROWS[model] = list(model.objects.select_related(*relations))
    return _ROWS[model]


def inside(question, place):
    return place.path.startswith(question.unit.path)


def within_year(question, day):
    return day is not None and day.year == question.as_of.year and day <= question.as_of


def in_force(first, last, day):
    return first is not None and first <= day and (last is None or last > day)


def was_village(place, day):
    number = day.year * 10000 + day.month * 100 + day.day
    for span in rows_of(UnitSpan):
        if span.unit_id != place.pk or span.kind not in ("village", "community"):
            continue
        if (span.began is None or span.began.as_int() <= number) and (
            span.ended is None or span.ended.as_int() > number
        ):
            return True
    return False


def villages(question):
    return [one for one in rows_of(Unit) if inside(question, one) and was_village(one, question.as_of)]


def share(holds):
    def oracle(question):
        found = villages(question)
        return sum(1 for one in found if holds(question, one)), len(found), 0

    return oracle


def compact(question, village):
    return any(
        one.filed_on is not None and one.filed_on <= question.as_of
        and in_force(one.in_force_from, one.replaced_on, question.as_of)
        for one in rows_of(VillageCompact) if one.unit_id == village.pk
    )  # fmt: skip


def scheme(question, village):
    return any(
        in_force(one.began_on, one.ended_on, question.as_of)
        for one in rows_of(PointsScheme)
        if one.unit_id == village.pk
    )


def council(question, village):
    return any(
        in_force(one.founded_on, one.ended_on, question.as_of)
        for one in rows_of(VillageCouncil)
        if one.unit_id == village.pk
    )


def gov_03(question):
    first = date(question.as_of.year, (question.as_of.month + 2) // 3 * 3 - 2, 1)
    with_points, everybody = set(), 0
    for household in rows_of(Household, "unit"):
        if not inside(question, household.unit):
            continue
        everybody += 1
        for posting in rows_of(PointsPosting, "account"):
            if (
                posting.account.household_id != household.pk
                or posting.redemption_id
                or posting.reverses_id
                or not first <= posting.posted_on <= question.as_of
            ):
                continue
            back = next((line for line in rows_of(PointsPosting) if line.reverses_id == posting.pk), None)
            if back is None or back.posted_on > question.as_of:
                with_points.add(household.pk)
    return len(with_points), everybody, 0


def redemptions(question):
    found = []
    for one in rows_of(PointsRedemption, "household__unit"):
        lines = [line for line in rows_of(PointsPosting, "account") if line.redemption_id == one.pk]
        taken_back = any(line.reverses_id and line.posted_on <= question.as_of for line in lines)
        if inside(question, one.household.unit) and within_year(question, one.handed_out_on) and not taken_back:
            found.append(one)
    return found


def gov_04_value(question):
    found = redemptions(question)
    return sum(one.value for one in found if one.value is not None), None, sum(1 for one in found if one.value is None)


def found_in_year(question):
    return [
        one for one in rows_of(Dispute, "unit") if inside(question, one.unit) and within_year(question, one.found_on)
    ]


def settled_in_year(question):
    return [
        one for one in rows_of(Dispute, "unit") if inside(question, one.unit) and within_year(question, one.settled_on)
    ]


def counted(rows, holds=lambda row: True):
    def oracle(question):
        return sum(1 for row in rows(question) if holds(row)), None, 0

    return oracle


def gov_06(question):
    found = found_in_year(question)
    return sum(1 for one in found if one.settled_on and one.settled_on <= question.as_of), len(found), 0


def gov_07(question):
    found = settled_in_year(question)
    return sum(1 for one in found if one.level in ("grid", "village")), len(found), 0


def gov_08(question):
    """Quarters that ended, for every village that was one on the quarter's first day; two thirds of all must have come."""
    year = question.as_of.year
    ends = [date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31)]
    held = due = missing = 0
    for village in villages(question):
        of_village, unsure = 0, False
        for end in ends:
            start = date(year, end.month - 2, 1)
            if end > question.as_of or not was_village(village, start):
                continue
            due += 1
            meetings = [
                one for one in rows_of(VillageAssembly)
                if one.unit_id == village.pk and one.kind == "representatives" and start <= one.held_on <= end
            ]  # fmt: skip
            known = [one for one in meetings if one.present is not None and one.expected is not None]
            if any(one.present * 3 >= one.expected * 2 for one in known):
                of_village += 1
            elif len(known) < len(meetings):
                unsure = True
        if unsure:
            missing += 1
        else:
            held += of_village
    return held, due, missing


def gov_09(question):
    first = date(question.as_of.year, (question.as_of.month + 2) // 3 * 3 - 2, 1)
    due = [
        one
        for one in rows_of(Disclosure, "unit")
        if inside(question, one.unit) and first <= one.due_on <= question.as_of
    ]
    return sum(1 for one in due if one.published_on and one.published_on <= one.due_on), len(due), 0


def gov_10(question):
    items = [
        one
        for one in rows_of(DecisionItem, "unit")
        if inside(question, one.unit) and within_year(question, one.proposed_on)
    ]
    complete = 0
    for one in items:
        days = [
            one.proposed_on, one.consulted_on, one.party_reviewed_on, one.resolved_on, one.resolution_published_on,
            one.result_published_on,
        ]  # fmt: skip
        if None not in days and days == sorted(days) and days[-1] <= question.as_of:
            complete += 1
    return complete, len(items), 0


def gov_11_adopted(question):
    items = [
        one for one in rows_of(CouncilItem, "meeting__council__unit")
        if inside(question, one.meeting.council.unit) and within_year(question, one.meeting.held_on)
    ]  # fmt: skip
    adopted = [one for one in items if one.result == "adopted"]
    return len(adopted), len(items), len([one for one in items if not one.result])


def gov_12_sectors(question):
    bodies = [
        one for one in rows_of(GovernanceCommittee, "unit")
        if inside(question, one.unit) and in_force(one.founded_on, one.ended_on, question.as_of)
    ]  # fmt: skip
    full = 0
    for body in bodies:
        seats = [
            seat
            for seat in rows_of(CommitteeSeat)
            if seat.committee_id == body.pk and in_force(seat.since, seat.until, question.as_of)
        ]
        full += {"team", "representative", "social"} <= {seat.sector for seat in seats}
    return full, len(bodies), 0


def campaign_activities(question):
    return [
        one for one in rows_of(LawActivity, "unit")
        if inside(question, one.unit) and within_year(question, one.held_on) and one.campaign_id
    ]  # fmt: skip


def added(name):
    def oracle(question):
        values = [getattr(one, name) for one in campaign_activities(question)]
        return sum(value for value in values if value is not None), None, values.count(None)

    return oracle


def gov_14(question):
    change = base = 0
    for campaign in rows_of(LawCampaign, "unit"):
        last = campaign.ended_on + timedelta(days=90)
        if not inside(question, campaign.unit) or not within_year(question, last):
            continue
        disputes = [one.found_on for one in rows_of(Dispute, "unit") if one.unit.path.startswith(campaign.unit.path)]
        before = sum(1 for day in disputes if timedelta(0) < campaign.began_on - day <= timedelta(days=90))
        after = sum(1 for day in disputes if timedelta(0) < day - campaign.ended_on <= timedelta(days=90))
        change, base = change + after - before, base + before
    return change, base, 0


ORACLES = {
    "GOV-01": share(compact),
    "GOV-02": share(scheme),
    "GOV-03": gov_03,
    "GOV-04.times": counted(redemptions),
    "GOV-04.value": gov_04_value,
    "GOV-05.total": counted(found_in_year),
    **{f"GOV-05.level_{name}": counted(found_in_year, lambda row, name=name: row.level == name) for name in LEVELS},
    **{f"GOV-05.kind_{name}": counted(found_in_year, lambda row, name=name: row.kind == name) for name in KINDS},
    "GOV-06.rate": gov_06,
    "GOV-06.settled": counted(settled_in_year),
    "GOV-07": gov_07,
    "GOV-08": gov_08,
    "GOV-09": gov_09,
    "GOV-10": gov_10,
    "GOV-11.meetings": counted(
        lambda question: [
            one for one in rows_of(CouncilMeeting, "council__unit")
            if inside(question, one.council.unit) and within_year(question, one.held_on)
        ]
    ),
    "GOV-11.adopted": gov_11_adopted,
    "GOV-11.villages": share(council),
    "GOV-12.sectors": gov_12_sectors,
    "GOV-12.solved": counted(
        lambda question: [
            one for one in rows_of(CommitteeProblem, "committee__unit")
            if inside(question, one.committee.unit) and within_year(question, one.solved_on)
        ]
    ),
    "GOV-13.events": counted(campaign_activities),
    "GOV-13.materials": added("materials"),
    "GOV-13.attendees": added("attendees"),
    "GOV-14": gov_14,
}  # fmt: skip


def make_records(random):
    """Villages with everything at random, read anew by the oracles."""
    _ROWS.clear()
    fill(random)
