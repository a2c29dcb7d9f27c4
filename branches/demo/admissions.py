"""People on their way into the Party in the demo county, at every stage, a few of them late."""

import datetime

from branches.actions.admissions import settle_case
from branches.models import AdmissionCase, AdmissionObservation, AdmissionStep, PartyOrganization
from cadres.actions.people import create_person
from cadres.demo.months import choices_for
from cadres.demo.names import Names
from portal.rules.dates import PartialDate

# Step number and days after the application, as a case goes when everything is done in time.
_PACE = (
    (2, 20), (3, 200), (4, 205), (5, 210), (6, 570), (7, 580), (8, 592), (9, 600), (10, 630), (11, 640), (12, 660),
    (13, 675), (14, 680), (15, 690), (16, 715), (17, 740), (18, 745), (19, 746), (20, 760), (21, 1030), (22, 1050),
    (23, 1060), (24, 1095), (25, 1110),
)  # fmt: skip
# How many days before today somebody applied, and the last step taken.
_CASES = ((12, 1), (45, 1), (70, 2), (150, 2), (260, 5), (420, 5), (560, 5), (600, 8), (640, 10), (670, 12), (700, 15),
          (790, 15), (770, 20), (900, 20), (1080, 23), (1130, 25))  # fmt: skip


def load(*, by, today: datetime.date) -> None:
    """Sixteen cases in sixteen villages, each moved on by the rules, and one that was stopped."""
    if AdmissionCase.objects.exists():
        return
    random, names = choices_for("admissions"), Names("临溪县入党申请人")
    villages = list(
        PartyOrganization.objects.filter(sector="village", category="BR", ended__isnull=True)
        .select_related("unit").order_by("id")
    )[3::6]  # fmt: skip
    for (days, last), organization in zip((*_CASES, (300, 3)), villages, strict=False):
        stopped = (days, last) == (300, 3)
        woman = random.random() < 0.4
        person = create_person(
            values={
                "name": names.next(woman=woman), "sex": "2" if woman else "1", "unit": organization.unit,
                "born": PartialDate(random.randint(1984, 2003), random.randint(1, 12)), "ethnicity": "01",
                "political_status": "13",
            },
            by=None,
        )  # fmt: skip
        applied = today - datetime.timedelta(days=days)
        case = AdmissionCase.objects.create(
            person=person, organization=organization, applied_on=applied, phone="19900000000",
            stopped_on=today - datetime.timedelta(days=9) if stopped else None,
            stopped_reason="本人外出务工，撤回申请" if stopped else "",
        )  # fmt: skip
        AdmissionStep.objects.bulk_create(_step(case, number, after) for number, after in _PACE if number <= last)
        if last >= 5:
            AdmissionObservation.objects.create(
                case=case, on=applied + datetime.timedelta(days=300), opinion="积极参加活动，表现较好。"
            )
        settle_case(case, by=None)


def _step(case: AdmissionCase, number: int, after: int) -> AdmissionStep:
    day = case.applied_on + datetime.timedelta(days=after)
    lasts = {7: 7, 11: 3}.get(number)
    return AdmissionStep(
        case=case, number=number, done_on=day, ended_on=day + datetime.timedelta(days=lasts) if lasts else None
    )
