"""Rosters: the sets of columns the department uses, and the lines of people under them."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cadres.exporting.roster import PHOTO, RosterColumn
from cadres.models import Education, Person
from cadres.queries.people_list import posts_on
from cadres.rules.age import full_years
from cadres.rules.party import PartyFact, PartyStatus, parse_party, print_party
from portal.models.timebound import as_int
from portal.queries.codes import code_name
from portal.rules.dates import PartialDate

_MODES = {"1": "full_time", "2": "in_service"}
_STUDIES = (
    ("level", "学历", 10),
    ("degree", "学位", 12),
    ("level_degree", "学历学位", 14),
    ("school", "毕业院校及专业", 26),
)
COLUMNS = (
    RosterColumn("number", "序号", width=5), RosterColumn("name", "姓名", width=9),
    RosterColumn("post", "现任职务", width=30), RosterColumn("sex", "性别", width=5),
    RosterColumn("ethnicity", "民族", width=8), RosterColumn("native_place", "籍贯", width=11),
    RosterColumn("birth_place", "出生地", width=11),
    *(RosterColumn(f"full_time_{key}", head, "全日制教育", width) for key, head, width in _STUDIES),
    *(RosterColumn(f"in_service_{key}", head, "在职教育", width) for key, head, width in _STUDIES),
    RosterColumn("born", "出生年月", width=9), RosterColumn("age", "年龄", width=5),
    RosterColumn("work_began", "参加工作时间", width=9), RosterColumn("party", "入党时间", width=11),
    RosterColumn("political_status", "政治面貌", width=11), RosterColumn("health", "健康状况", width=8),
    RosterColumn("professional_title", "职称", width=12), RosterColumn("specialty", "专长", width=14),
    RosterColumn("post_since", "任现职时间", width=9), RosterColumn("level", "职务层次", width=12),
    RosterColumn("level_since", "任现职务层次时间", width=10), RosterColumn("rank", "职级", width=12),
    RosterColumn("rank_since", "任现职级时间", width=9), RosterColumn("awards", "奖惩情况", width=24),
    RosterColumn("appraisals", "年度考核结果", width=24), RosterColumn("id_masked", "身份证号", width=20),
    RosterColumn("note", "备注", width=14), RosterColumn("unit", "单位归口", width=18),
)  # fmt: skip
_PHOTO_COLUMN = RosterColumn(PHOTO, "照片", width=13.5)
BY_KEY = {column.key: column for column in COLUMNS}
# 干部花名册 and the roster of the whole county (汇总) as the national templates have them (verified).
SETS = {
    "gbhmc1": (_("干部花名册"), (
        "name", "post", "sex", "ethnicity", "native_place", "full_time_level", "full_time_school", "in_service_level",
        "in_service_school", "born", "work_began", "party", "post_since", "rank_since", "note", "unit",
    )),
    "gbhmc_hz": (_("干部花名册（汇总）"), (
        "name", "post", "sex", "ethnicity", "born", "native_place", "work_began", "party", "full_time_level_degree",
        "full_time_school", "in_service_level_degree", "in_service_school", "professional_title", "post_since",
        "level_since", "rank_since", "note", "unit",
    )),
}  # fmt: skip


def columns_of(chosen: str, keys: list[str], *, photo: bool = False) -> list[RosterColumn]:
    """The columns of a set by its name, else of the keys in the table's order; empty when nothing known is named.

    With `photo` the pictures stand behind the names, in front where the names are left out.
    """
    if chosen in SETS:
        found = [BY_KEY[key] for key in SETS[chosen][1]]
    else:
        found = [column for column in COLUMNS if column.key in keys]
    if photo and found:
        found.insert(1 + next((at for at, one in enumerate(found) if one.key == "name"), -1), _PHOTO_COLUMN)
    return found


def roster_lines(people: list[Person], columns: list[RosterColumn], day: datetime.date) -> Iterator[list[str]]:
    """One line a person as of the day; a fixed number of queries whatever the number of people."""
    numbers = [person.pk for person in people]
    posts, studies = posts_on(numbers, day), _studies(numbers, day)
    for number, person in enumerate(people, 1):
        texts = _texts(person, posts[person.pk], day) | studies[person.pk] | {"number": str(number)}
        yield [texts.get(column.key, "") for column in columns]


def _texts(person: Person, posts: list, day: datetime.date) -> dict[str, str]:
    age = full_years(person.born, day)
    return {
        "name": person.name, "sex": _named("GB2261", person.sex), "ethnicity": _named("GB3304", person.ethnicity),
        "post": "、".join(f"{post.unit_text}{post.title}" for post in posts) or person.post_text,
        "native_place": person.native_place, "birth_place": person.birth_place, "born": _month(person.born),
        "age": "" if age is None else str(age), "work_began": _month(person.work_began), "party": _party(person),
        "political_status": _named("GB4762", person.political_status), "health": person.health,
        "professional_title": person.professional_title, "specialty": person.specialty,
        "post_since": _month(posts[0].began) if posts else "", "level": _named("ZB09", person.post_level),
        "level_since": _month(person.post_level_since), "rank": _named("ZB148", person.rank),
        "rank_since": _month(person.rank_since), "awards": person.awards_text, "appraisals": person.appraisals_text,
        "id_masked": person.id_masked, "note": person.note, "unit": person.unit.name if person.unit else "",
    }  # fmt: skip


def _studies(people: list[int], day: datetime.date) -> dict[int, dict[str, str]]:
    """The highest education of each mode finished by the day, as the appointment form chooses it."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = list(Education.objects.filter(person__in=people, mode__in=_MODES))
    for one in sorted(rows, key=lambda one: (not one.shown, one.level or "9", one.degree or "9")):
        name, texts = _MODES[one.mode], found[one.person_id]
        if f"{name}_level" in texts or (one.ended and one.ended.as_int() > as_int(day)):
            continue
        level, degree = one.level_text, one.degree_text
        texts[f"{name}_level"], texts[f"{name}_degree"] = level, degree
        texts[f"{name}_level_degree"] = "".join((level, degree))
        texts[f"{name}_school"] = one.school_text or f"{one.school}{one.major}"
    return found


def _party(person: Person) -> str:
    if person.party_text:
        status = parse_party(person.party_text)
        return person.party_text if status.problems else print_party(status)
    code = person.political_status
    if not code or code in ("03", "13"):
        return ""  # left empty for members of the Youth League and the masses
    joined: PartialDate | None = person.party_joined
    return print_party(PartyStatus((PartyFact(code, joined),)))


def _named(table: str, code: str) -> str:
    return code_name(table, code) if code else ""


def _month(date: PartialDate | None) -> str:
    return "" if date is None else str(PartialDate(date.year, date.month))
