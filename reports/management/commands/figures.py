"""The figures of a unit on a day, as a table or as JSON."""

import datetime
import json
import unicodedata

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cadres.models import TurnoverRound
from portal.models import Unit
from reports.figures import Board, FigureProblem, board, latest_round

WIDTHS = (28, 34, 8, 8, 8, 8)


class Command(BaseCommand):
    """Prints every indicator of a unit on a day; exit code 0 only when the question had an answer."""

    help = _("打印某单位某日的全部统计指标")

    def add_arguments(self, parser):
        parser.add_argument("--as-of", required=True, help=_("基准日，如2026-06-30"))
        parser.add_argument("--unit", default="", help=_("机构编码；不填为全县"))
        parser.add_argument("--population", default="team", help=_("team 在任班子成员（默认）；slate 换届当选人员"))
        parser.add_argument("--round", default="", help=_("换届名称；换届口径不填时取基准日以前最近的一次"))
        parser.add_argument("--known-at", default="", help=_("数据截至何时，如2026-07-01T08:00；不填为现在"))
        parser.add_argument("--json", action="store_true", help=_("输出JSON"))

    def handle(self, *args, **options):
        as_of = day_of(options["as_of"])
        population = options["population"]
        try:
            answer = board(
                population=population, as_of=as_of, unit=unit_of(options["unit"]),
                known_at=_moment(options["known_at"]), round=_round(options["round"], population, as_of),
            )
        except FigureProblem as problem:
            raise CommandError(str(problem)) from problem
        if options["json"]:
            figures = [figure.as_dict() for figure in answer.figures]
            self.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1))
        else:
            self.stdout.write(_table(answer))


def day_of(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as problem:
        raise CommandError(_("“%(text)s”不是日期，请写成2026-06-30。") % {"text": text}) from problem


def _moment(text: str):
    if not text:
        return None
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(_("“%(text)s”不是时刻，请写成2026-07-01T08:00。") % {"text": text})
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def unit_of(code: str) -> Unit:
    if code:
        unit = Unit.objects.filter(code=code).first()
        if unit is None:
            raise CommandError(_("没有编码为“%(code)s”的机构。") % {"code": code})
        return unit
    roots = list(Unit.objects.filter(parent__isnull=True)[:2])
    if not roots:
        raise CommandError(_("还没有机构，请先导入或新建。"))
    # Several roots mean there is no single county: then the caller must say which.
    if len(roots) > 1:
        raise CommandError(_("有多个顶层机构，请用--unit指定编码。"))
    return roots[0]


def _round(name: str, population: str, as_of: datetime.date) -> TurnoverRound | None:
    if name:
        found = TurnoverRound.objects.filter(name=name).first()
        if found is None:
            raise CommandError(_("没有名为“%(name)s”的换届。") % {"name": name})
        return found
    if population != "slate":
        return None
    return latest_round(as_of)


def _table(answer: Board) -> str:
    question = answer.question
    lines = [
        _("%(unit)s %(day)s") % {"unit": question.unit.name, "day": question.as_of},
        _line(_("指标"), _("名称"), _("分子"), _("分母"), _("数值"), _("缺数据")),
    ]
    for figure in answer.figures:
        value = "—" if figure.value is None else figure.value + ("%" if figure.indicator.unit == "percent" else "")
        lines.append(
            _line(
                figure.indicator.id, figure.indicator.title, figure.numerator, figure.denominator, value, figure.missing
            )
        )
    return "\n".join(lines)


def _line(*cells) -> str:
    """Cells padded to columns; a Chinese character is two columns wide."""
    padded = []
    for cell, width in zip(cells, WIDTHS, strict=True):
        text = str(cell)
        wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
        padded.append(text + " " * max(width - len(text) - wide, 1))
    return "".join(padded).rstrip()
