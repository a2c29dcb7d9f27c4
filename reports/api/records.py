"""Figures over records over REST: the numbers, what each means, and the records behind it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response

from portal.api import shapes
from portal.api.endpoint import Endpoint
from portal.api.fields import Choice, Day, Moment, Text, Whole
from portal.api.paging import LARGEST, LIMIT, make_cursor, next_link, read_cursor
from portal.audit import record
from portal.models import Unit
from portal.rules.roles import Permission
from reports.api.figures import refused
from reports.api.questions import AS_OF, UNIT, unit_of
from reports.history import as_known
from reports.presenters.records import condition_words, measure_words, reasons
from reports.problems import FigureProblem
from reports.records.asking import ask_records
from reports.records.counting import record_board
from reports.records.definition import RecordIndicator, record_indicators
from reports.records.listing import SIDES, record_page
from reports.records.question import RecordQuestion
from reports.statistics.counting import question_of
from reports.statistics.definition import statistics_cell
from reports.views.asking_records import right_of

_QUESTION = (
    AS_OF, UNIT, Day("since", _("累计起算日，默认本部门口径")), Moment("known_at", _("数据截至何时，默认现在")),
)  # fmt: skip
_FIGURE = shapes.record(
    id=shapes.TEXT, title=shapes.TEXT, chapter=shapes.TEXT, unit=shapes.TEXT, period=shapes.TEXT, numerator=shapes.TEXT,
    denominator=shapes.maybe(shapes.TEXT), value=shapes.maybe(shapes.TEXT), missing=shapes.WHOLE,
)  # fmt: skip


def record_definition(identity: str) -> RecordIndicator:
    """A figure over records by its id; raises Http404."""
    try:
        return record_indicators()[identity]
    except KeyError:
        raise Http404 from None


class _Asking(Endpoint):
    required_permission = Permission.VIEW_FIGURES

    def question(self) -> RecordQuestion:
        """The question of the address; raises Problem 400 and Http404."""
        query = self.query
        try:
            return ask_records(
                unit=unit_of(query["unit"], self.request.user), as_of=query["as_of"] or timezone.localdate(),
                since=query.get("since"),
            )  # fmt: skip
        except FigureProblem as problem:
            raise refused(problem) from problem


class RecordFigures(_Asking):
    """Every figure over records of a unit on a day."""

    parameters = (*_QUESTION, Text("chapter", _("只看这一类"), longest=40))
    says = {"GET": _("某机构某日的工作指标（培训、职级、党组织、党建+等）。分母为零时 value 为 null。")}
    answers = {"GET": shapes.many(_FIGURE)}

    def get(self, request):
        chapter, question = self.query["chapter"], self.question()
        wanted = [one for one in record_indicators().values() if chapter in (None, one.chapter)]
        with as_known(self.query["known_at"]):
            figures = record_board(question, wanted).figures
        return Response(
            [
                figure.as_dict()
                | {name: getattr(figure.indicator, name) for name in ("title", "chapter", "unit", "period")}
                for figure in figures
            ]
        )


class OneRecordFigure(_Asking):
    """What a figure over records means."""

    says = {"GET": _("工作指标的定义卡。")}
    answers = {"GET": shapes.ANYTHING}

    def get(self, request, identity: str):
        one = record_definition(identity)
        names = (
            "id", "identifier", "title", "chapter", "version", "unit", "period", "numerator_text", "denominator_text",
            "rounding", "basis", "verified", "note", "drafted_by", "checked_by", "digest",
        )  # fmt: skip
        told = {name: getattr(one, name) for name in names}
        told |= {"source": one.source.name, "measure": measure_words(one), "rules": list(one.rules)}
        return Response(told | {"conditions": condition_words(one)})


class RecordFigureRows(_Asking):
    """The records on one side of a figure, newest first, each with the reason why it stands there."""

    parameters = (
        Choice("side", _("哪一侧：计入、全部、不计入、缺数据"), default="numerator", choices=tuple(SIDES)),
        Text("place", _("只看这个单位（机构编码）"), longest=68),
        *_QUESTION,
        Text("cursor", _("下一页标识"), longest=600),
        Whole("limit", _("每页条数"), default=LIMIT, least=1, most=LARGEST),
    )
    says = {"GET": _("工作指标背后的记录。")}
    answers = {
        "GET": shapes.record(
            indicator=shapes.TEXT, side=shapes.TEXT, results=shapes.many(shapes.ANYTHING),
            next=shapes.maybe(shapes.TEXT), cursor=shapes.maybe(shapes.TEXT),
        )
    }  # fmt: skip

    def get(self, request, identity: str):
        return self.rows(request, record_definition(identity), self.question())

    def rows(self, request, one: RecordIndicator, question: RecordQuestion):
        """One page of the records of a figure, or of a cell of a table."""
        query, identity = self.query, one.id
        if not request.user.can(right_of(one.source)):
            raise Http404
        place = None
        if query.get("place"):
            place = get_object_or_404(Unit.objects.visible_to(request.user), code=query["place"])
        kind = f"records.{identity}"
        last = read_cursor(query["cursor"], kind)
        with as_known(query.get("known_at")):
            page = record_page(
                one, query.get("side", "numerator"), question, place=place, after=last[0] if last else None, limit=query["limit"]
            )
        record(
            "figure.records_viewed", by=request.user, target=question.unit,
            detail={"indicator": identity, "side": page.side, "as_of": str(question.as_of), "rows": len(page.rows)},
        )  # fmt: skip
        cursor = make_cursor([page.next], kind) if page.next else None
        heads = [str(head) for _lookup, head in one.source.shown]
        return Response(
            {
                "indicator": identity, "side": page.side, "cursor": cursor,
                "next": next_link(request, cursor) if cursor else None,
                "results": [
                    {"record": row.key, "register": one.source.register or None, "person": row.person_id,
                     "unit": row.unit, "day": None if row.day is None else str(row.day),
                     "shown": dict(zip(heads, row.shown, strict=True)), "standing": row.standing,
                     "because": reasons(one, row)}
                    for row in page.rows
                ],
            }
        )  # fmt: skip


class StatisticsCellRows(RecordFigureRows):
    """The records one cell of a table of the Party's statistics counted, named as on the form: row 7, column C is 7C."""

    parameters = (
        AS_OF, UNIT, Text("cursor", _("下一页标识"), longest=600),
        Whole("limit", _("每页条数"), default=LIMIT, least=1, most=LARGEST),
    )  # fmt: skip
    says = {"GET": _("党内统计表一格背后的记录。")}

    def get(self, request, number: str, place: str):
        try:
            table, row, one = statistics_cell(number, place)
        except KeyError:
            raise Http404 from None
        return self.rows(request, one, question_of(table, row, self.question()))
