"""Source of the requirements on team structure, each judged over the slates of the latest round."""

from django.db.models import BooleanField, Case, Value, When
from django.db.models.functions import Cast

from cadres.models import StructureRequirement
from cadres.rules.structure import Scope, Verdict
from portal.models import Unit
from reports.populations import ELECTED, latest_round
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn
from reports.rule_values import rules_on
from reports.structure import judge, slate_members


def requirements(question: RecordQuestion):
    """The rows of the latest round by the day; `met` null where missing facts leave it open or nobody is elected yet."""
    turnover = latest_round(question.as_of)
    if turnover is None:
        return StructureRequirement.objects.none().annotate(met=Value(None, output_field=BooleanField()))
    rows = StructureRequirement.objects.filter(round=turnover).select_related("unit")
    townships = Unit.objects.filter(
        pk__in=turnover.units.filter(state__in=ELECTED).values("unit")
    ).order_by("position", "path")  # fmt: skip
    judged = judge(rows, slate_members(turnover, states=ELECTED), townships, rules_on(turnover.as_of))
    by_verdict = {verdict: [one.requirement.pk for one in judged if one.verdict == verdict] for verdict in Verdict}
    return StructureRequirement.objects.filter(round=turnover).annotate(
        met=Cast(  # with no row of either verdict only an untyped null is left of the case
            Case(
                When(pk__in=by_verdict[Verdict.MET], then=Value(True)),
                When(pk__in=by_verdict[Verdict.MISSED], then=Value(False)),
                default=Value(None), output_field=BooleanField(),
            ),
            BooleanField(),
        )
    )  # fmt: skip


SOURCES = (
    Source(
        "structure_requirement", "换届结构要求", requirements, "unit",
        (
            SourceColumn("scope", "范围", values=tuple(Scope.pairs())),
            SourceColumn("verified", "依据已核实", "flag"),
            SourceColumn("met", "已达到", "flag"),
        ),
        shown=(("name", "要求"), ("round__name", "换届"), ("source_document", "依据文件")),
        register="structure-requirements",
    ),
)  # fmt: skip
