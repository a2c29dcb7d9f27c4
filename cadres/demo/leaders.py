"""Who leads what outside the townships' teams: departments, streets, villages, schools, enterprises; the retired."""

from collections.abc import Iterator

from cadres.demo import workplaces as at
from cadres.demo.months import month
from cadres.demo.person import ENTERPRISE, INSTITUTION, SERVICE, TEACHER, VILLAGE, person, with_rank
from cadres.demo.places import (
    COMMUNITIES,
    COUNTY_INSTITUTIONS,
    DEPARTMENTS,
    ENTERPRISES,
    SCHOOLS,
    STREETS,
    TOWNSHIPS,
    villages,
)

_CHIEF, _DEPUTY = "乡科级正职", "乡科级副职"


def leaders() -> Iterator:
    """Makers of the people who lead something, village secretaries and the retired among them."""
    for unit in (*DEPARTMENTS, *COUNTY_INSTITUTIONS):
        yield _department_head(unit)
        yield _department_deputy(unit, 1)
        yield _department_deputy(unit, 2)
    for street in STREETS:
        for title in ("党工委书记", "主任", "党工委副书记", "党工委委员、组织委员", "副主任"):
            yield _street_leader(street, title)
        for community in COMMUNITIES[: 3 if street.name == "临江街道" else 1]:
            yield _community(street, community)
    for step in range(10):
        for index, _town in enumerate(TOWNSHIPS):
            yield _village_secretary(index, step)
    for name in ENTERPRISES:
        yield _enterprise_head(name)
    for name in SCHOOLS:
        yield _headmaster(name)
    for index in range(12):
        yield _retired(index)


def _titles(unit: tuple) -> tuple[str, str]:
    short = unit[1]
    if short == "县纪委":
        return "常务副书记", "副书记"
    if short in ("县委政法委", "团县委"):
        return "书记", "副书记"
    if short == "县委党校":
        return "常务副校长", "副校长"
    for ending, chief in (("部", "部长"), ("局", "局长"), ("会", "主席"), ("联", "主席")):
        if short.endswith(ending):
            return chief, "副" + chief
    return "主任", "副主任"


def _department_head(unit):
    def make(number, names, ids):
        title = _titles(unit)[0]
        step = TOWNSHIPS[number % len(TOWNSHIPS)]
        steps = [
            (at.department(unit, "科员"), 4),
            (at.township_deputy(step), 3),
            (at.department(unit, title, member="正职", leader=True), 1),
        ]
        return with_rank(
            person(f"正 {unit[1]}", names, ids, (1970, 1982), steps, unit[0], women=0.2, **_kind_of(unit)),
            _CHIEF,
            "一级主任科员",
        )

    return make


def _department_deputy(unit, which):
    def make(number, names, ids):
        steps = [
            (at.department(unit, "科员"), 4),
            (at.department(unit, "办公室主任"), 3),
            (at.department(unit, _titles(unit)[1], member="副职", leader=True), 1),
        ]
        return with_rank(
            person(f"副 {unit[1]} {which}", names, ids, (1976, 1990), steps, unit[0], **_kind_of(unit)),
            _DEPUTY,
            "三级主任科员",
        )

    return make


def _kind_of(unit) -> dict:
    return SERVICE if len(unit) == 3 else INSTITUTION | {"management": "县级党委管理干部"}


def _street_leader(street, title):
    def make(number, names, ids):
        member = "正职" if title in ("党工委书记", "主任") else "副职"
        steps = [
            (at.township_staff(TOWNSHIPS[number % 12]), 3),
            (at.street_post(street, "党政办公室主任"), 3),
            (at.street_post(street, title, member=member, leader=True), 1),
        ]
        cadre = person(f"街道 {street.name} {title}", names, ids, (1974, 1990), steps, street.name, **SERVICE)
        return with_rank(
            cadre, _CHIEF if member == "正职" else _DEPUTY, "二级主任科员" if member == "正职" else "四级主任科员"
        )

    return make


def _community(street, community):
    def make(number, names, ids):
        steps = [(at.enterprise("云川市青禾食品有限公司"), 2), (_community_post(street, community), 1)]
        return person(
            f"社区 {street.name} {community}",
            names,
            ids,
            (1975, 1990),
            steps,
            street.name,
            levels=("大专", "高中"),
            **VILLAGE,
        )

    return make


def _community_post(street, community):
    prefix = "" if street.name == "临江街道" else "北"

    def stage(began, ended):
        return at.village_head(street, f"{prefix}{community}", "党委书记")(began, ended)

    return stage


def _village_secretary(index, step):
    def make(number, names, ids):
        town, village = TOWNSHIPS[index], villages(index)[step]
        steps = [
            (at.enterprise("云川市青禾食品有限公司"), 2),
            (at.village_head(town, village, "村委会委员"), 2),
            (at.village_head(town, village), 1),
        ]
        cadre = person(
            f"村 {town.name} {village}",
            names,
            ids,
            (1968, 1993),
            steps,
            town.name,
            levels=("高中", "高中", "中专", "大专"),
            women=0.2,
            **VILLAGE,
        )
        cadre.party, cadre.joined = "中共党员", None
        return cadre

    return make


def _enterprise_head(name):
    def make(number, names, ids):
        steps = [(at.enterprise(name), 4), (at.enterprise(name, "董事长", member="正职", leader=True), 1)]
        return person(
            f"企业 {name}", names, ids, (1974, 1984), steps, name, **ENTERPRISE | {"management": "县级党委管理干部"}
        )

    return make


def _headmaster(name):
    def make(number, names, ids):
        title = "园长" if name.endswith("园") else "校长"
        steps = [(at.school(name), 4), (at.school(name, title), 1)]
        cadre = person(f"校长 {name}", names, ids, (1972, 1984), steps, name, **TEACHER)
        cadre.qualifications.append(("052", "高级教师（中学）", cadre.stages[-1].began - 12))
        return cadre

    return make


def _retired(index):
    def make(number, names, ids):
        town = TOWNSHIPS[index]
        steps = [
            (at.township_staff(town), 4),
            (at.township_deputy(town), 4),
            (at.department(DEPARTMENTS[index], "四级调研员"), 1),
        ]
        level = ("大学普通班",) if index == 3 else ("中专", "大专")
        cadre = person(
            f"退休 {town.name}",
            names,
            ids,
            (1961, 1965),
            steps,
            DEPARTMENTS[index][0],
            levels=level,
            women=0.1,
            began_by=month(2019, 6),
            status="离退人员",
            **SERVICE,
        )
        ended = cadre.born + 60 * 12
        for post in cadre.stages[-1].posts:
            post.ended = f"{ended // 12}{ended % 12 + 1:02d}"
        cadre.stages[-1].ended = ended
        cadre.party, cadre.joined = "中共党员", None
        return cadre

    return make
