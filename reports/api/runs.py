"""Frozen figures over REST: take one, look at it, compare two."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response

from portal.api import shapes
from portal.api.endpoint import Endpoint
from portal.api.fields import Choice, Day, Text
from portal.api.paging import COUNT, PAGING, keyset_page
from portal.api.problems import Problem, field_error
from portal.rules.roles import Permission
from reports.actions.runs import freeze
from reports.api.figures import definition, refused
from reports.api.questions import question_of
from reports.figures import POPULATIONS, FigureProblem
from reports.models import Run
from reports.queries.runs import compare

_RUN = shapes.record(
    id=shapes.WHOLE,
    name=shapes.TEXT,
    as_of=shapes.DAY,
    known_at=shapes.MOMENT,
    unit=shapes.TEXT,
    population=shapes.TEXT,
    round=shapes.maybe(shapes.TEXT),
    created_by=shapes.TEXT,
    created_at=shapes.MOMENT,
    withdrawn_at=shapes.maybe(shapes.MOMENT),
)
_WHOLE_RUN = shapes.record(run=_RUN, rules=shapes.ANYTHING, figures=shapes.many(shapes.ANYTHING))
_CHANGES = shapes.many(shapes.ANYTHING)


def visible_run(user, pk: int) -> Run:
    """A run over a unit of the account's scope; anything else is not found."""
    return get_object_or_404(_runs(user), pk=pk)


class Runs(Endpoint):
    """The frozen runs of the scope, newest first; a post freezes one more."""

    required_permission = {"GET": Permission.VIEW_FIGURES, "POST": Permission.FREEZE_FIGURES}
    parameters = (*PAGING, COUNT)
    body = (
        Text("name", _("名称"), required=True, longest=120),
        Day("as_of", _("基准日"), required=True),
        Text("unit", _("机构编码，默认账号的管理范围"), longest=68),
        Choice("population", _("人群"), choices=tuple(POPULATIONS)),
        Text("round", _("换届名称"), longest=100),
    )
    says = {"GET": _("已固化的统计。"), "POST": _("固化某机构某日的全部指标及其人员。")}
    answers = {"GET": shapes.page(_RUN), "POST": (201, "application/json", _WHOLE_RUN)}

    def get(self, request):
        return Response(keyset_page(self, _runs(request.user), keys=("id",), kind="runs", descending=True, shape=_run))

    def post(self, request):
        given = {"unit": None, "population": "team", "round": None, "known_at": None, **self.given()}
        if not given["name"].strip():
            message = _("名称不能为空。")
            raise Problem(400, "required", message, errors=[field_error("name", "required", message)])
        question = question_of(given, request.user)
        question.pop("known_at")
        try:
            run = freeze(name=given["name"], by=request.user, **question)
        except FigureProblem as problem:
            raise refused(problem) from problem
        headers = {"Location": f"{request.path}{run.pk}/"}
        return Response(_whole(visible_run(request.user, run.pk)), status=201, headers=headers)


class OneRun(Endpoint):
    """One frozen run with every figure, the whole and each township."""

    required_permission = Permission.VIEW_FIGURES
    says = {"GET": _("一次固化的全部指标。")}
    answers = {"GET": _WHOLE_RUN}

    def get(self, request, run: int):
        return Response(_whole(visible_run(request.user, run)))


class CompareRuns(Endpoint):
    """Two runs under one indicator, person by person."""

    required_permission = Permission.VIEW_FIGURES
    parameters = (Text("indicator", _("指标，例如 CAD-03"), required=True, longest=40),)
    says = {"GET": _("两次固化相比：新进、退出、转侧、更正的人员。")}
    answers = {
        "GET": shapes.record(came=_CHANGES, left=_CHANGES, moved=_CHANGES, corrected=_CHANGES, indicator=shapes.TEXT)
    }

    def get(self, request, run: int, other: int):
        before, after = visible_run(request.user, run), visible_run(request.user, other)
        definition(self.query["indicator"])
        found = compare(before, after, self.query["indicator"])
        sides = {
            name: [_change(one) for one in getattr(found, name)] for name in ("came", "left", "moved", "corrected")
        }
        return Response({"indicator": self.query["indicator"], **sides})


def _runs(user):
    return Run.objects.visible_to(user).select_related("unit", "round", "created_by")


def _run(run: Run) -> dict:
    return {
        "id": run.pk,
        "name": run.name,
        "as_of": run.as_of,
        "known_at": run.known_at,
        "unit": run.unit.code,
        "population": run.population,
        "round": run.round.name if run.round else None,
        "created_by": str(run.created_by),
        "created_at": run.created_at,
        "withdrawn_at": run.withdrawn_at,
    }


def _whole(run: Run) -> dict:
    figures = run.figures.order_by("township__position", "township__path", "indicator").values(
        "indicator", "township__code", "numerator", "denominator", "value", "missing", "digest"
    )
    return {
        "run": _run(run),
        "rules": run.rules,
        "figures": [
            {
                "id": row["indicator"],
                "township": row["township__code"],
                "numerator": row["numerator"],
                "denominator": row["denominator"],
                "value": row["value"] or None,
                "missing": row["missing"],
                "digest": row["digest"],
            }
            for row in figures
        ],
    }


def _change(one) -> dict:
    return {
        "person": one.person_id,
        "name": one.name,
        "before": one.before or None,
        "after": one.after or None,
        "facts": [{"label": label, "old": old, "new": new} for label, old, new in one.facts],
    }
