"""Figures over REST: the board, the definition of each number, the people behind it, and why each counts."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response

from cadres.api.people import visible_person
from cadres.api.resumes import township_document
from portal.api import shapes
from portal.api.endpoint import Endpoint
from portal.api.fields import Choice, Text, Whole
from portal.api.paging import LARGEST, LIMIT, next_link
from portal.api.problems import Problem
from portal.audit import record
from portal.rules.roles import Permission
from reports.api.questions import AS_OF, QUESTION, question_of, unit_of
from reports.figures import SIDES, FigureProblem, Filters, Indicator, board, indicators, people_page, why

_FIGURE = shapes.record(
    id=shapes.TEXT,
    numerator=shapes.WHOLE,
    denominator=shapes.WHOLE,
    value=shapes.maybe(shapes.TEXT),
    missing=shapes.WHOLE,
)
_DEFINITION = shapes.record(
    id=shapes.TEXT,
    title=shapes.TEXT,
    numerator=shapes.TEXT,
    denominator=shapes.TEXT,
    basis=shapes.TEXT,
    verified=shapes.YES_NO,
    rounding=shapes.TEXT,
    unit=shapes.TEXT,
    version=shapes.WHOLE,
    digest=shapes.TEXT,
)
_PEOPLE = shapes.record(
    indicator=shapes.TEXT,
    side=shapes.TEXT,
    kind=shapes.TEXT,
    results=shapes.many(shapes.ANYTHING),
    next=shapes.maybe(shapes.TEXT),
    cursor=shapes.maybe(shapes.TEXT),
)
_FILTERS = (
    Text("text", _("姓名"), longest=50),
    Choice("sex", _("性别"), choices=("1", "2")),
    Whole("age_from", _("年龄不小于"), most=120),
    Whole("age_to", _("年龄不大于"), most=120),
    Text("category", _("来源类别"), longest=32),
    Text("post", _("职务"), longest=50),
)


def definition(identity: str) -> Indicator:
    """An indicator by its id; raises Http404."""
    try:
        return indicators()[identity]
    except KeyError:
        raise Http404 from None


def refused(problem: FigureProblem) -> Problem:
    """A question without an answer, as 400."""
    return Problem(400, "bad_question", str(problem))


class Figures(Endpoint):
    """Every figure of a unit on a day: the same list as `manage.py figures --json`."""

    required_permission = Permission.VIEW_FIGURES
    parameters = QUESTION
    says = {"GET": _("某机构某日的全部指标。分母为零时 value 为 null。")}
    answers = {"GET": shapes.many(_FIGURE)}

    def get(self, request):
        try:
            answer = board(**question_of(self.query, request.user))
        except FigureProblem as problem:
            raise refused(problem) from problem
        return Response([figure.as_dict() for figure in answer.figures])


class OneFigure(Endpoint):
    """What a number means: both sides in words, basis, rounding, version, worked examples."""

    required_permission = Permission.VIEW_FIGURES
    says = {"GET": _("指标定义卡。")}
    answers = {"GET": _DEFINITION}

    def get(self, request, identity: str):
        one = definition(identity)
        return Response(
            {
                "id": one.id,
                "title": one.title,
                "numerator": one.numerator_text,
                "denominator": one.denominator_text,
                "basis": one.basis,
                "verified": one.verified,
                "rounding": one.rounding,
                "unit": one.unit,
                "counts": one.counts,
                "population": one.population,
                "rules": list(one.rules),
                "version": one.version,
                "digest": one.digest,
                "drafted_by": one.drafted_by,
                "checked_by": one.checked_by,
                "note": one.note,
                "examples": [{**example, "as_of": str(example["as_of"])} for example in one.examples],
            }
        )


class FigurePeople(Endpoint):
    """The people on one side of a figure, by township and name."""

    required_permission = {"GET": Permission.VIEW_FIGURES}
    parameters = (
        Choice("side", _("哪一侧：计入、全部、不计入、缺数据"), default="numerator", choices=tuple(SIDES)),
        Text("township", _("只看这个乡镇（机构编码）"), longest=68),
        *QUESTION,
        *_FILTERS,
        Text("cursor", _("下一页标识"), longest=600),
        Whole("limit", _("每页条数"), default=LIMIT, least=1, most=LARGEST),
    )
    says = {"GET": _("指标背后的人员名单；以乡镇或职数计数的指标列出乡镇。")}
    answers = {"GET": _PEOPLE}

    def get(self, request, identity: str):
        definition(identity)
        if not request.user.can(Permission.VIEW_RECORDS):
            raise Http404
        query = self.query
        question = question_of(query, request.user)
        township = unit_of(query["township"], request.user) if query["township"] else None
        try:
            page = people_page(
                indicator=identity,
                side=query["side"],
                township=township,
                after=query["cursor"],
                limit=query["limit"],
                filters=Filters.from_texts({field.name: query[field.name] for field in _FILTERS}),
                **question,
            )
        except FigureProblem as problem:
            raise refused(problem) from problem
        record(
            "figure.people_viewed", by=request.user, detail={"indicator": identity, "side": query["side"],
            "unit": question["unit"].code, "as_of": str(question["as_of"]), "rows": len(page.rows)},
        )  # fmt: skip
        return Response(
            {
                "indicator": identity,
                "side": page.side,
                "kind": page.kind,
                "results": [_person(row) if page.kind == "people" else _township(row) for row in page.rows],
                "next": next_link(request, page.next) if page.next else None,
                "cursor": page.next,
            }
        )


class FigureWhy(Endpoint):
    """Why one person counts or does not: conditions, facts, rules, and the days on which it turns."""

    required_permission = Permission.VIEW_RECORDS
    parameters = (AS_OF,)
    says = {"GET": _("某人在某指标下计入与否的依据。")}
    answers = {
        "GET": shapes.record(
            indicator=shapes.TEXT,
            person=shapes.ANYTHING,
            as_of=shapes.DAY,
            standing=shapes.TEXT,
            conditions=shapes.many(shapes.ANYTHING),
            posts=shapes.many(shapes.ANYTHING),
        )
    }

    def get(self, request, identity: str, person: int):
        definition(identity)
        found = visible_person(request.user, person)
        day = self.query["as_of"] or timezone.localdate()
        try:
            answer = why(found, identity, day)
        except FigureProblem as problem:
            raise refused(problem) from problem
        record("figure.why_viewed", by=request.user, target=found, detail={"indicator": identity, "as_of": str(day)})
        return Response(
            {
                "indicator": identity,
                "person": {"id": found.pk, "name": found.name},
                "as_of": day,
                "standing": answer.standing,
                "conditions": [_condition(one, day) for one in answer.conditions],
                "posts": [
                    {"unit": post.unit_text, "title": post.title, "began": post.began, "ended": post.ended}
                    for post in answer.posts
                ],
            }
        )


def _person(row) -> dict:
    return {
        "id": row.person_id,
        "name": row.name,
        "post_text": row.post_text,
        "township": row.township,
        "sex": row.sex,
        "born": row.born,
        "age": row.age,
        "standing": row.standing,
        "facts": row.facts,
    }


def _township(row) -> dict:
    return {
        "township": row.township,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "missing": row.missing,
    }


def _condition(one, day) -> dict:
    return {
        "label": one.label,
        "standing": one.standing,
        "facts": [{"label": str(label), "text": str(text)} for label, text in one.facts],
        "rules": [
            {"key": setting.key, "value": setting.value, "source": setting.source, "verified": setting.verified,
             "in_force_from": setting.in_force_from}
            for setting in one.settings
        ],
        "rule_text": one.rule_text,
        "holds_from": one.holds_from,
        "holds_until": one.holds_until,
        "township": township_document(one.township) if one.township else None,
    }  # fmt: skip
