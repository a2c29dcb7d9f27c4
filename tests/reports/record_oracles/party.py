"""Figures of Party organizations and members the slow way."""

import calendar
import datetime
from decimal import Decimal

from branches.models import (
    AdmissionStep,
    CoveredUnit,
    DuesPayment,
    Membership,
    OrganizationChange,
    OrganizationElection,
    OrganizationTerm,
    PartyOrganization,
    StandardizationReview,
    StarRating,
    WeakOrganizationCase,
)
from portal.models import Unit
from tests.reports.party_records import WHOLE, make_records

__all__ = ["ORACLES", "make_records"]

DAY = datetime.date


def inside(unit, question):
    return unit.path.startswith(question.unit.path)


def holds(one, day):
    """Whether a period with vague ends holds on the day."""
    return (one.began is None or one.began.first_day() <= day) and (one.ended is None or one.ended.first_day() > day)


def organizations(question):
    """(organization, category, sector) of all in being on the day."""
    found = []
    for one in PartyOrganization.objects.select_related("unit").prefetch_related("spans"):
        if one.counts_in_statistics and holds(one, question.as_of) and inside(one.unit, question):
            spans = [span for span in one.spans.all() if holds(span, question.as_of)]
            then = spans[0] if spans else one
            found.append((one, then.category, then.sector))
    return found


def org_01(categories=WHOLE, sectors=None):
    def count(question):
        rows = [one for one in organizations(question) if one[1] in categories and (not sectors or one[2] in sectors)]
        return len(rows), None, 0

    return count


def org_02(kind):
    def count(question):
        rows = [
            one
            for one in OrganizationChange.objects.select_related("organization__unit")
            if one.kind == kind and question.since <= one.on <= question.as_of and inside(one.organization.unit, question)
            and one.organization.counts_in_statistics
        ]  # fmt: skip
        return len(rows), None, 0

    return count


def org_03(question):
    must = {"town", "township", "street", "village", "community"}
    may = must | {"county_organ", "county_institution", "enterprise", "school"}
    hosts = {one.unit_id for one, _category, _sector in every_organization(question)}
    for covered in CoveredUnit.objects.select_related("organization"):
        if covered.unit_id and holds(covered, question.as_of):
            ended = covered.organization.ended
            if ended is None or ended.first_day() > question.as_of:
                hosts.add(covered.unit_id)
    full = {}
    for one in relations(question, everywhere=True):
        if is_full(one, question):
            full[one.member.person.unit_id] = full.get(one.member.person.unit_id, 0) + 1
    should = [
        unit
        for unit in Unit.objects.all()
        if unit.kind in may and inside(unit, question) and (unit.kind in must or full.get(unit.pk, 0) >= 3)
        and (unit.kind not in ("town", "township", "street") or unit.township_id == unit.pk)
    ]
    return len([unit for unit in should if unit.pk in hosts]), len(should), 0


def every_organization(question):
    return [
        (one, one.category, one.sector)
        for one in PartyOrganization.objects.all()
        if one.counts_in_statistics and holds(one, question.as_of)
    ]


def org_04(question):
    number, rows = 0, 0
    for term in OrganizationTerm.objects.select_related("organization__unit"):
        organization = term.organization
        if not organization.counts_in_statistics or not inside(organization.unit, question):
            continue
        if organization.ended and organization.ended.first_day() <= question.as_of:
            continue
        if not DAY(question.as_of.year, 1, 1) <= term.due <= question.as_of:
            continue
        rows += 1
        election = OrganizationElection.objects.filter(term=term).first()
        if election and election.held_on and election.held_on <= term.due and election.held_on <= question.as_of:
            number += 1
    return number, rows, 0


def this_year(question, model, day):
    first = DAY(question.as_of.year, 1, 1)
    return [
        one
        for one in model.objects.select_related("organization__unit")
        if first <= getattr(one, day) <= question.as_of and inside(one.organization.unit, question)
    ]


def org_05(question):
    rows = this_year(question, WeakOrganizationCase, "found_on")
    return len([one for one in rows if one.closed_on and one.closed_on <= question.as_of]), len(rows), 0


def org_06(star):
    def count(question):
        rows = [one for one in this_year(question, StarRating, "decided_on") if one.organization.counts_in_statistics]
        return len([one for one in rows if one.star == star]), len(rows), 0

    return count


def standard(question):
    rows = [
        one for one in this_year(question, StandardizationReview, "reviewed_on")
        if one.organization.counts_in_statistics
    ]  # fmt: skip
    return len([one for one in rows if one.passed]), len(rows), len([one for one in rows if one.passed is None])


def relations(question, everywhere=False):
    return [
        one
        for one in Membership.objects.select_related("member__person", "organization__unit").prefetch_related(
            "member__person__educations"
        )
        if holds(one, question.as_of) and one.organization.counts_in_statistics
        and (everywhere or inside(one.organization.unit, question))
    ]  # fmt: skip


def is_full(one, question):
    since = one.member.full_since
    return since is not None and since.first_day() <= question.as_of


def age(one, question):
    born, day = one.member.person.born, question.as_of
    if born is None:
        return None
    months = [born.month] if born.month else [1, 12]
    ages = {(day.year * 12 + day.month - born.year * 12 - month) // 12 for month in months}
    return ages.pop() if len(ages) == 1 else None


def education(one, question):
    levels = [
        study.level
        for study in one.member.person.educations.all()
        if study.level and study.outcome in ("1", "") and (study.ended is None or study.ended.first_day() <= question.as_of)
    ]
    if not levels:
        return None
    best = min(levels)
    names = {"1": "graduate", "2": "bachelor", "3": "college", "7": "below", "8": "below"}
    return {"41": "secondary", "47": "high", "61": "high"}.get(best) or names.get(best[0])


def sex(one, _question):
    return one.member.person.sex or None


def minority(one, _question):
    code = one.member.person.ethnicity
    return code != "01" if code else None


def share(value, holds_for):
    def count(question):
        values = [value(one, question) for one in relations(question)]
        return len([one for one in values if one is not None and holds_for(one)]), len(values), values.count(None)

    return count


def of_ages(least, most):
    return share(age, lambda years: least <= years <= most)


def of_sectors(*sectors):
    return share(lambda one, question: one.organization.sector, lambda sector: sector in sectors)


def mem_04(number):
    def count(question):
        people = {
            step.case.person_id
            for step in AdmissionStep.objects.select_related("case__organization__unit")
            if step.number == number and DAY(question.as_of.year, 1, 1) <= step.done_on <= question.as_of
            and step.case.organization.counts_in_statistics and inside(step.case.organization.unit, question)
        }  # fmt: skip
        return len(people), None, 0

    return count


def months_before(day, months):
    total = day.year * 12 + day.month - 1 - months
    year, month = total // 12, total % 12 + 1
    return DAY(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def mem_05(question):
    day = question.as_of.year * 10000 + question.as_of.month * 100 + question.as_of.day
    away = [
        one.member for one in relations(question)
        if one.member.floating and not (one.member.floating_since and one.member.floating_since.as_int() > day)
    ]  # fmt: skip
    since = months_before(question.as_of, question.rules["member_contact"]["contact_months"])
    near = [one for one in away if one.contacted_on and since <= one.contacted_on <= question.as_of]
    return len(near), len(away), 0


def payments(question):
    return [
        one
        for one in DuesPayment.objects.select_related("member__organization__unit")
        if (one.month.year, one.month.month) == (question.as_of.year, question.as_of.month)
        and one.way != "exempt" and one.due > 0 and one.member.organization.counts_in_statistics
        and inside(one.member.organization.unit, question)
    ]  # fmt: skip


def mem_06(question):
    rows = payments(question)
    last = DAY(question.as_of.year, question.as_of.month, calendar.monthrange(question.as_of.year, question.as_of.month)[1])
    paid = [one for one in rows if one.paid >= one.due and one.paid_on and one.paid_on <= min(last, question.as_of)]
    return len(paid), len(rows), 0


def mem_06_amount(question):
    return sum((one.paid for one in payments(question)), Decimal(0)), None, 0


ORACLES = {
    "ORG-01.total": org_01(),
    "ORG-01.committees": org_01(("COM", "WC")),
    "ORG-01.general": org_01(("GEN",)),
    "ORG-01.branches": org_01(("BR",)),
    "ORG-01.joint": org_01(("JBR",)),
    "ORG-01.temporary": org_01(("TBR",)),
    "ORG-01.village": org_01(sectors=("village",)),
    "ORG-01.community": org_01(sectors=("community",)),
    "ORG-01.organ": org_01(sectors=("organ", "township", "street")),
    "ORG-01.institution": org_01(sectors=("institution",)),
    "ORG-01.state": org_01(sectors=("state_enterprise",)),
    "ORG-01.new": org_01(sectors=("private_enterprise", "social_organization")),
    **{f"ORG-02.{kind}": org_02(kind) for kind in ("set_up", "dissolve", "merge", "split", "upgrade", "rename", "move")},
    "ORG-03": org_03,
    "ORG-04": org_04,
    "ORG-05": org_05,
    **{f"ORG-06.star{star}": org_06(star) for star in range(6)},
    "ORG-06.standard": standard,
    "MEM-01.total": lambda question: (len(relations(question)), None, 0),
    "MEM-01.probationary": share(lambda one, question: not is_full(one, question), lambda probation: probation),
    "MEM-01.women": share(sex, lambda code: code == "2"),
    "MEM-01.minority": share(minority, lambda other: other),
    "MEM-01.age30": of_ages(0, 30),
    "MEM-01.age71": of_ages(71, 200),
    **{f"MEM-01.age{least}": of_ages(least, least + 4) for least in range(31, 71, 5)},
    **{
        f"MEM-01.edu_{band}": share(education, lambda found, band=band: found == band)
        for band in ("graduate", "bachelor", "college", "secondary", "high", "below")
    },
    "MEM-01.village": of_sectors("village"),
    "MEM-01.community": of_sectors("community"),
    "MEM-01.organ": of_sectors("organ", "township", "street"),
    "MEM-01.institution": of_sectors("institution"),
    "MEM-01.enterprise": of_sectors("state_enterprise", "private_enterprise"),
    "MEM-01.social": of_sectors("social_organization"),
    "MEM-04.accepted": mem_04(17),
    "MEM-04.full": mem_04(24),
    "MEM-05": mem_05,
    "MEM-06.on_time": mem_06,
    "MEM-06.amount": mem_06_amount,
}
