"""Service centres, heritage, ceremonies, culture and stories, added up one by one."""

import calendar
import datetime
from decimal import Decimal

from branches.models import (
    CaseStory,
    CeremonyRecord,
    CulturalActivity,
    CulturalFacility,
    CustomReform,
    HeritageActivity,
    HeritageSite,
    ServiceCentre,
    ServiceLog,
    ServiceResource,
)
from branches.rules.mechanisms import Mechanism
from tests.reports.village_county import (
    any_day,
    count,
    in_force,
    later,
    make_county,
    of_question,
    share,
    since,
    span,
    total,
)


def centres(holds):
    return lambda question: count(
        [one for one in of_question(ServiceCentre, question) if in_force(one, question.as_of) and holds(one)]
    )


def served(function):
    def oracle(question):
        counts = since(question)
        found = of_question(ServiceLog, question, "centre")
        return total(
            getattr(log, function)
            for log in found
            if counts(datetime.date(log.year, log.month, calendar.monthrange(log.year, log.month)[1]))
        )

    return oracle


def resources(kind, question):
    counts = since(question)
    found = of_question(ServiceResource, question, "centre")
    return [one for one in found if one.kind == kind and counts(one.attached_on)]


def sites(question):
    return [one for one in of_question(HeritageSite, question) if in_force(one, question.as_of)]


def used(question):
    counts = since(question)
    places = {one.site_id for one in HeritageActivity.objects.all() if counts(one.held_on)}
    return share(site.pk in places for site in sites(question))


def held(model, question, **values):
    counts = since(question)
    found = [one for one in of_question(model, question) if counts(one.held_on)]
    return [one for one in found if all(getattr(one, name) == value for name, value in values.items())]


def attendance(one):
    return one.members + one.villagers + one.students


def within(kind):
    def oracle(question):
        reforms = list(CustomReform.objects.all())
        return share(is_within(one, reforms) for one in held(CeremonyRecord, question, kind=kind))

    return oracle


def is_within(ceremony, reforms):
    known = [one for one in reforms if one.unit_id == ceremony.unit_id and in_force(one, ceremony.held_on)]
    if not known:
        return None
    reform = max(known, key=lambda one: (one.began is not None, one.began.as_int() if one.began else 0, one.pk))
    limit = reform.wedding_tables if ceremony.kind == "wedding" else reform.funeral_tables
    pairs = [(limit, ceremony.tables), (reform.gift_limit, ceremony.gift)]
    pairs = [(most, given) for most, given in pairs if most is not None]
    if any(given is not None and given > most for most, given in pairs):
        return False
    if not pairs or any(given is None for _most, given in pairs):
        return None
    return True


def saved(ceremony):
    if ceremony.cost is None or ceremony.reference_cost is None:
        return None
    return ceremony.reference_cost - ceremony.cost


def saved_in_all(question):
    amount, _none, missing = total(saved(one) for one in held(CeremonyRecord, question))
    return amount / Decimal(10000), None, missing


def saved_on_average(question):
    amounts = [saved(one) for one in held(CeremonyRecord, question) if saved(one) is not None]
    return sum(amounts), len(amounts), 0


def facilities(question, *kinds):
    counts = since(question)
    found = [one for one in of_question(CulturalFacility, question) if counts(one.built_on)]
    return [one for one in found if not kinds or one.kind in kinds]


def stories(question):
    return [
        one
        for one in of_question(CaseStory, question)
        if one.approved_on is not None
        and one.approved_on <= question.as_of
        and (one.archived_on is None or one.archived_on > question.as_of)
    ]


ORACLES = {
    "SVC-01.centres": centres(lambda one: True),
    "SVC-01.complete": centres(lambda one: one.has_culture and one.has_health and one.has_care),
    **{f"SVC-03.{function}": served(function) for function in ("culture", "health", "care")},
    "SVC-04.departments": lambda question: count({one.name for one in resources("department", question)}),
    "SVC-04.projects": lambda question: count(resources("project", question)),
    "SVC-04.funds": lambda question: total(one.amount for one in resources("fund", question)),
    "CIV-01.registered": lambda question: count(sites(question)),
    "CIV-01.used": used,
    "CIV-02.events": lambda question: count(held(HeritageActivity, question)),
    "CIV-02.members": lambda question: total(one.members for one in held(HeritageActivity, question)),
    "CIV-02.villagers": lambda question: total(one.villagers for one in held(HeritageActivity, question)),
    "CIV-02.students": lambda question: total(one.students for one in held(HeritageActivity, question)),
    "CIV-02.attendance": lambda question: total(map(attendance, held(HeritageActivity, question))),
    "CIV-04.weddings": within("wedding"),
    "CIV-04.funerals": within("funeral"),
    "CIV-05.total": saved_in_all,
    "CIV-05.average": saved_on_average,
    "CIV-06.squares": lambda question: count(facilities(question, "square")),
    "CIV-06.area": lambda question: total(one.area for one in facilities(question, "square")),
    "CIV-06.facilities": lambda question: count(facilities(question)),
    "CIV-07.events": lambda question: count(held(CulturalActivity, question)),
    "CIV-07.performances": lambda question: count(held(CulturalActivity, question, kind="performance")),
    "CIV-07.sports": lambda question: count(held(CulturalActivity, question, kind="sport")),
    "CIV-07.attendance": lambda question: total(map(attendance, held(CulturalActivity, question))),
    "RPT-02.total": lambda question: count(stories(question)),
    "RPT-02.mechanisms": lambda question: count({one.mechanism for one in stories(question)}),
    **{
        f"RPT-02.{kind.value}": lambda question, kind=kind: count(
            [one for one in stories(question) if one.mechanism == kind]
        )
        for kind in Mechanism
    },
}


def make_records(random):
    """Months at the edges, limits met exactly, missed by one and not told, stories archived on the day asked about."""
    villages = make_county(random)
    for number in range(12):
        functions = {name: random.random() < 0.8 for name in ("has_culture", "has_health", "has_care")}
        centre = ServiceCentre.objects.create(unit=villages[number % 9], name="中心", **functions, **span(random))
        for year, month in ((2021, 6), (2021, 7), (2025, 12), (2026, 5), (2026, 6), (2026, 7)):
            if random.random() < 0.8:
                ServiceLog.objects.create(
                    centre=centre, year=year, month=month, culture=5, health=random.randint(0, 9), care=2
                )
        for kind in ("department", "project", "fund"):
            ServiceResource.objects.create(
                centre=centre, kind=kind, name=random.choice("甲乙丙"), amount=random.choice([None, 3]),
                attached_on=any_day(random),
            )  # fmt: skip
    for _number in range(30):
        unit = random.choice(villages)
        site = HeritageSite.objects.create(unit=unit, name="遗址", grade="county", **span(random))
        came = {name: random.randint(0, 40) for name in ("members", "villagers", "students")}
        HeritageActivity.objects.create(
            unit=unit, title="活动", held_on=any_day(random), site=random.choice([None, site, site]), **came
        )
        CulturalActivity.objects.create(
            unit=unit,
            title="活动",
            held_on=any_day(random),
            kind=random.choice(["performance", "sport", "film"]),
            **came,
        )
        CulturalFacility.objects.create(
            unit=unit, name="设施", kind=random.choice(["square", "square", "room"]), area=random.choice([None, 500]),
            built_on=any_day(random),
        )  # fmt: skip
    for unit in villages:
        for _number in range(random.randint(0, 3)):
            CustomReform.objects.create(
                unit=unit, has_council=True, wedding_tables=random.choice([None, 10, 10]),
                funeral_tables=random.choice([10, 12]), gift_limit=random.choice([None, 200]), **span(random),
            )  # fmt: skip
    for _number in range(150):
        CeremonyRecord.objects.create(
            unit=random.choice(villages), kind=random.choice(["wedding", "funeral"]), held_on=any_day(random),
            tables=random.choice([None, 9, 10, 11, 12]), gift=random.choice([None, 199, 200, 201]),
            cost=random.choice([None, 12345]), reference_cost=random.choice([None, 30000, 10000]),
        )  # fmt: skip
    for number in range(44):
        approved = random.choice([None, any_day(random)]) if number >= 11 else datetime.date(2025, 3, 1)
        CaseStory.objects.create(
            unit=random.choice(villages), mechanism=list(Mechanism)[number % 11], title="案例", text="正文",
            written_on=datetime.date(2021, 1, 1), approved_on=approved,
            archived_on=later(random, approved) if approved and number >= 11 else None,
        )  # fmt: skip
