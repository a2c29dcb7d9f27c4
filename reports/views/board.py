"""The figure board of a unit and a day."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.access import requires
from portal.rules.roles import Permission
from reports.figures import FigureProblem, distribution
from reports.figures import board as board_of
from reports.forms import FreezeForm
from reports.presenters.board import (
    MAIN,
    STRUCTURE,
    age_chart,
    cards_of,
    composition_chart,
    education_chart,
    months_chart,
    township_lines,
    unknown_source,
    whole_line,
)
from reports.presenters.figures import address
from reports.presenters.records import chapter_links
from reports.views.asking import Asked, asked


@requires(Permission.VIEW_FIGURES)
@require_safe
def board(request):
    """Every indicator over the unit and its townships, each number a link to its people."""
    question = asked(request)
    context = {
        "title": _("%(unit)s指标看板") % {"unit": question.unit.name}, "asked": question, "words": question.words,
        "switch": _switch(question), "may_freeze": request.user.can(Permission.FREEZE_FIGURES) and not question.known_at,
        "chapters": chapter_links("", {"unit": question.unit.code, "as_of": str(question.as_of)}),
        "freeze_form": FreezeForm(initial={"name": _run_name(question)}),
    }  # fmt: skip
    try:
        context |= _shown(question, request.user)
    except FigureProblem as problem:
        context["problem"] = str(problem)
    return render(request, "reports/board.html", context)


def _shown(question: Asked, user) -> dict:
    words = question.words
    counted = board_of(**question.arguments)
    people = counted.counts[None].get("people", 0)
    if not people:
        return {"people": 0, "steps": _steps(question, user)}
    spread = distribution(**question.arguments)
    return {
        "people": people, "cards": cards_of(counted, MAIN, words), "structure": cards_of(counted, STRUCTURE, words),
        "composition": composition_chart(counted, words), "unknown_source": unknown_source(counted),
        "townships": township_lines(counted, words), "whole": whole_line(counted, words),
        "ages": age_chart(spread, words), "education": education_chart(spread, words),
        "months": months_chart(spread, words), "ages_unknown": sum(spread.ages[-1][1:]),
        "cut_off": counted.question.rules.cut_off_text("young_age"),
        "ages_unknown_href": address(reverse("figures:people", args=["CAD-11.average_age"]), words, side="missing"),
        "sources_unknown_href": address(reverse("figures:people", args=["CAD-05.five_side"]), words, side="missing"),
    }  # fmt: skip


def _switch(question: Asked) -> list[dict]:
    """The two populations, each with its address; the slate only where there is a round."""
    path, words = reverse("figures:board"), question.words
    kept = {name: words[name] for name in ("unit", "known_at") if name in words}
    shown = [
        {"label": _("在任班子"), "now": question.population == "team",
         "href": address(path, kept, as_of=words["as_of"], population="team")}
    ]
    if question.round:
        shown.append(
            {"label": _("换届人选"), "now": question.population == "slate",
             "href": address(path, kept, population="slate", round=question.round.pk)}
        )
    return shown  # fmt: skip


def _run_name(question: Asked) -> str:
    day = question.as_of
    return _("%(unit)s %(year)d年%(month)d月%(day)d日 %(whom)s") % {
        "unit": question.unit.name, "year": day.year, "month": day.month, "day": day.day, "whom": question.whom,
    }  # fmt: skip


def _steps(question: Asked, user) -> list[dict]:
    """How an empty board gets its first number; for an account without cadre records, where its own numbers are."""
    entered = [
        {"title": _("导入机构和人员"), "href": reverse("cadres:batches"),
         "text": _("上传干部信息提取表、花名册或任免审批表，先预演再入库。")},
        {"title": _("核对班子成员标识"), "href": reverse("cadres:people"),
         "text": _("乡镇班子成员、正副职和任职时间决定谁在分母里。")},
    ]  # fmt: skip
    return [
        *(entered if user.can(Permission.VIEW_RECORDS) else ()),
        {"title": _("换一天或换单位"), "href": reverse("figures:board"),
         "text": _("%(day)s这一天%(unit)s没有统计对象，可在上方另选日期或单位。")
         % {"day": question.as_of, "unit": question.unit.name}},
        {"title": _("看工作指标"), "href": address(reverse("figures:records"), {"unit": question.unit.code}),
         "text": _("这里只统计乡镇领导班子；党组织、组织生活、乡村治理等各项数字在“工作指标”里。")},
    ]  # fmt: skip
