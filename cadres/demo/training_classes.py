"""Training of the demo county: a college as partner with twelve batches, local classes, lectures, their rosters."""

import datetime
from decimal import Decimal
from random import Random

from cadres.demo.months import choices_for
from cadres.models import (
    CooperationAgreement,
    Enrolment,
    Lecturer,
    PartnerUnit,
    Person,
    TrainingClass,
    TrainingSession,
)
from portal.audit import record
from portal.models import Unit

COLLEGE = "东湖学院"
_DAY = datetime.date.fromisoformat
# First day and roster of each batch sent to the college; the rosters come to 1043.
BATCHES = (
    ("2021-10-18", 84), ("2022-05-16", 86), ("2022-09-19", 88), ("2023-04-17", 90), ("2023-06-12", 85),
    ("2023-10-16", 87), ("2024-04-15", 89), ("2024-09-09", 86), ("2025-04-14", 88), ("2025-06-16", 87),
    ("2025-10-20", 86), ("2026-05-11", 87),
)  # fmt: skip
_SUBJECTS = ("乡村振兴", "基层治理", "产业发展", "党性教育", "年轻干部能力提升", "数字政府建设")
_LECTURES = (
    ("2022-03-18", "党的创新理论宣讲", 210), ("2022-11-11", "乡村建设与农房风貌", 126), ("2023-03-24", "县域经济高质量发展", 188),
    ("2023-09-08", "基层信访矛盾化解", 142), ("2024-03-15", "农业品牌与电商", 117), ("2024-06-21", "公文写作与机关规范", 164),
    ("2024-11-22", "应急处置与舆情应对", 153), ("2025-03-21", "生态产品价值实现", 131), ("2025-05-23", "年轻干部成长讲座", 96),
    ("2025-09-12", "财政绩效管理", 108), ("2026-03-13", "人工智能与政务服务", 175), ("2026-06-05", "民法典与基层执法", 134),
)  # fmt: skip
_EXPERTS = (
    ("钟望舒", "教授"), ("陆修远", "副教授"), ("温如岚", "研究员"), ("夏知行", "教授"), ("顾清和", "高级农艺师"),
)  # fmt: skip


def load(*, by, today: datetime.date) -> None:
    """Everything of training, once; the same every time."""
    if PartnerUnit.objects.exists():
        return
    random = choices_for("training")
    root = Unit.objects.get(parent__isnull=True)
    school = Unit.objects.filter(name__endswith="党校").first() or root
    college, agreement = _partners(root)
    people = list(
        Person.objects.filter(status="1", unit__isnull=False).exclude(category__in=["", "A4"]).order_by("pk")
    )
    rosters = [(_batch(root, agreement, at), people, size) for at, (_day, size) in enumerate(BATCHES)]
    rosters += _local(school, root, people, random)
    _lectures(root, college, random)
    classes = TrainingClass.objects.bulk_create(held for held, _from, _size in rosters)
    places = [
        Enrolment(
            training_class=held, person=who, state=Enrolment.State.COMPLETED,
            result=random.choice(["excellent", "passed", "passed", "passed"]),
        )
        for held, (_held, source, size) in zip(classes, rosters, strict=True)
        for who in random.sample(source, size)
    ]  # fmt: skip
    _open_rosters(root, agreement, people, random, places, today)
    Enrolment.objects.bulk_create(places, batch_size=2000)
    record("demo.training_loaded", by=by, detail={"classes": len(classes), "enrolments": len(places)})


def _partners(root: Unit) -> tuple[PartnerUnit, CooperationAgreement]:
    kinds = PartnerUnit.Kind
    college, support, party_school = PartnerUnit.objects.bulk_create(
        [
            PartnerUnit(
                unit=root, name=COLLEGE, kind=kinds.COLLEGE, place="东湖市", document_number="临组函〔2021〕18号",
                resources="乡村振兴、基层治理专题师资，现场教学基地6处", contact="继续教育处",
            ),
            PartnerUnit(
                unit=root, name="海澜市对口支援工作组", kind=kinds.COUNTERPART_SUPPORT, place="海澜市",
                document_number="海支援〔2021〕7号", resources="干部跟岗岗位，产业园区现场教学", contact="工作组办公室",
            ),
            PartnerUnit(unit=root, name="云川市委党校", kind=kinds.PARTY_SCHOOL, place="云川市"),
        ]
    )  # fmt: skip
    agreement, *_others = CooperationAgreement.objects.bulk_create(
        [
            CooperationAgreement(
                partner=college, name="县校合作协议", document_number="临组函〔2021〕18号", signed=_DAY("2021-09-01"),
                expires=_DAY("2026-08-31"), annual_quota=260, contact="县委组织部教育股、学院继续教育处",
            ),
            CooperationAgreement(
                partner=support, name="干部人才培养协作协议", signed=_DAY("2023-03-01"), expires=_DAY("2028-02-29"),
                annual_quota=20,
            ),
            CooperationAgreement(
                partner=party_school, name="联合办班协议", signed=_DAY("2020-01-10"), expires=_DAY("2024-12-31"),
            ),
        ]
    )  # fmt: skip
    return college, agreement


def _batch(root: Unit, agreement: CooperationAgreement, at: int) -> TrainingClass:
    began = _DAY(BATCHES[at][0])
    return TrainingClass(
        unit=root, name=f"临溪县干部赴{COLLEGE}{_SUBJECTS[at % len(_SUBJECTS)]}专题班（第{at + 1}期）", batch_no=at + 1,
        direction=TrainingClass.Direction.GO_OUT, kind="32", class_kind="B", leave_mode="1", host=COLLEGE,
        agreement=agreement, place="东湖市", began=began, ended=began + datetime.timedelta(days=4), days=5,
        hours=Decimal(40), cost=Decimal(BATCHES[at][1] * 2600), evaluation=Decimal("93.5") + Decimal(at % 5) / 2,
        state=TrainingClass.State.FINISHED,
    )  # fmt: skip


def _local(school: Unit, root: Unit, people: list[Person], random: Random) -> list[tuple]:
    """(class, whom it takes its roster from, size): a rotation in spring and autumn, learning on the net twice a year."""
    servants = [who for who in people if who.category == "1"]
    found = []
    for year in (2024, 2025, 2026):
        for term, began in (("春季", f"{year}-03-04"), ("秋季", f"{year}-09-01")):
            if began > "2026-06-30":
                continue
            first = _DAY(began)
            for number in (1, 2, 3):
                start = first + datetime.timedelta(days=14 * number)
                held = TrainingClass(
                    unit=school, name=f"{year}年{term}科级干部轮训班（第{number}班）", direction=TrainingClass.Direction.LOCAL,
                    kind="31", class_kind="2", leave_mode="1", host=school.name, place="县委党校", began=start,
                    ended=start + datetime.timedelta(days=4), days=5, hours=Decimal(40), state=TrainingClass.State.FINISHED,
                )  # fmt: skip
                found.append((held, servants, 110 + random.randint(0, 12)))
            held = TrainingClass(
                unit=root, name=f"{year}年{term}干部网络培训", direction=TrainingClass.Direction.LOCAL, kind="39", leave_mode="3",
                host="云川干部网络学院", began=first, ended=_DAY(f"{year}-{'06-20' if term == '春季' else '12-15'}"),
                hours=Decimal(30), state=TrainingClass.State.FINISHED,
            )  # fmt: skip
            found.append((held, people, len(people) * 9 // 10))
    return found


def _lectures(root: Unit, college: PartnerUnit, random: Random) -> None:
    experts = Lecturer.objects.bulk_create(
        Lecturer(
            unit=root, name=name, organization=COLLEGE if at % 2 == 0 else "云川市委党校", title=title,
            partner=college if at % 2 == 0 else None,
        )
        for at, (name, title) in enumerate(_EXPERTS)
    )  # fmt: skip
    classes = TrainingClass.objects.bulk_create(
        TrainingClass(
            unit=root, name=f"{theme}专题讲座", direction=TrainingClass.Direction.BRING_IN, kind="31", leave_mode="3",
            place="县委会议中心", began=_DAY(day), ended=_DAY(day), hours=Decimal(4), state=TrainingClass.State.FINISHED,
        )
        for day, theme, _count in _LECTURES
    )  # fmt: skip
    TrainingSession.objects.bulk_create(
        TrainingSession(
            training_class=held, held_on=held.began, theme=theme, lecturer=random.choice(experts), hours=Decimal(4),
            place=held.place, signed_in=count,
        )
        for held, (_day, theme, count) in zip(classes, _LECTURES, strict=True)
    )  # fmt: skip


def _open_rosters(root, agreement, people, random: Random, places: list[Enrolment], today: datetime.date) -> None:
    """A class that is running and waits for its sign-in, and the next batch, planned; both with their rosters."""
    running = TrainingClass.objects.create(
        unit=root, name="2026年新任职干部任职培训班", direction=TrainingClass.Direction.LOCAL, kind="2", class_kind="2",
        leave_mode="1", host="县委党校", place="县委党校", began=today - datetime.timedelta(days=1), days=5,
        hours=Decimal(40), state=TrainingClass.State.RUNNING,
    )  # fmt: skip
    planned = TrainingClass.objects.create(
        unit=root, name=f"临溪县干部赴{COLLEGE}产业发展专题班（第13期）", batch_no=13,
        direction=TrainingClass.Direction.GO_OUT, kind="32", class_kind="B", leave_mode="1", host=COLLEGE,
        agreement=agreement, place="东湖市", began=today + datetime.timedelta(days=77),
        ended=today + datetime.timedelta(days=81), days=5, hours=Decimal(40),
    )  # fmt: skip
    for held, size in ((running, 46), (planned, 60)):
        places += [Enrolment(training_class=held, person=who) for who in random.sample(people, size)]
    TrainingSession.objects.create(
        training_class=running, held_on=today, theme="任职第一课", hours=Decimal(4), place="县委党校报告厅"
    )
