"""A public notice of people proposed for posts (任前公示) as it is printed: its words and its table."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cadres.models import Education, PublicNotice, SelectionCase
from cadres.rules.office_rules.selection import PUBLISHED
from cadres.rules.selection import SelectionState
from portal.queries.codes import code_name

_GONE = (SelectionState.WITHDRAWN, SelectionState.REJECTED)


@dataclass(frozen=True)
class NoticeTable:
    """The printed notice: title, the paragraphs above and below the table, the table, who signs it and when."""

    title: str
    above: str
    heads: list[str]
    rows: list[list[str]]
    below: str
    office: str
    day: str

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """The rows with the head of each cell."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]


def notice_table(notice: PublicNotice) -> NoticeTable:
    """The notice with the facts its rule publishes and no others; whoever withdrew or was refused does not stand in it."""
    cases = list(notice.cases.exclude(state__in=_GONE).select_related("person", "source_unit", "unit").order_by("pk"))
    levels = _levels([case.person_id for case in cases])
    published = [(name, label) for name, label in PUBLISHED if name in notice.published_fields]
    rows = [
        [str(number), *(_fact(name, case, levels) for name, _label in published)]
        for number, case in enumerate(cases, 1)
    ]
    last = _("至%(day)s") % {"day": _day(notice.last_day)} if notice.last_day else ""
    spread = _("公示范围：%(place)s。") % {"place": notice.place} if notice.place else ""
    telephone = _("监督电话：%(number)s。") % {"number": notice.telephone} if notice.telephone else ""
    return NoticeTable(
        title=notice.title,
        above=_("按照干部选拔任用有关规定，现将下列人选予以公示。公示时间：%(first)s%(last)s（%(days)d个工作日）。")
        % {"first": _day(notice.began), "last": last, "days": notice.working_days},
        heads=[_("序号"), *(label for _name, label in published)],
        rows=rows,
        below=_("公示期间如有情况反映，可来信、来电、来访，反映应当实事求是，提倡署实名。") + spread + telephone,
        office=notice.unit.name,
        day=_day(notice.began),
    )


def _day(day) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _levels(people: list[int]) -> dict[int, str]:
    """The highest level finished of each person (ZB64 counts downwards)."""
    found: dict[int, str] = {}
    studies = Education.objects.filter(person__in=people, outcome="1").exclude(level="").order_by("level")
    for person, level in studies.values_list("person_id", "level"):
        found.setdefault(person, level)
    return found


def _fact(name: str, case: SelectionCase, levels: dict[int, str]) -> str:
    person = case.person
    if name == "education":
        return code_name("ZB64", levels[person.pk]) if person.pk in levels else ""
    if name == "born":
        return f"{person.born.year}.{person.born.month:02d}" if person.born and person.born.month else str(person.born or "")
    if name == "post":
        source = case.source_unit.name if case.source_unit else case.source_unit_text
        return person.post_text or f"{source}{case.source_post}"
    if name == "proposed_post":
        return case.post if case.unit.name in case.post else f"{case.unit.name}{case.post}"
    column, table = {
        "sex": ("sex", "GB2261"), "ethnicity": ("ethnicity", "GB3304"), "party": ("political_status", "GB4762"),
    }.get(name, ("name", ""))  # fmt: skip
    value = getattr(person, column)
    return code_name(table, value) if table and value else value
