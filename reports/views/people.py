"""The people behind a figure, on every side, filtered by the address; the same list as a workbook."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.access import requires
from portal.audit import record
from portal.downloads import XLSX, sent
from portal.presenters.rule_words import cards, in_words
from portal.rules.roles import Permission
from reports.exporting.people_workbook import write_people_workbook
from reports.figures import SIDES, FigureProblem, Filters, board, people_count, people_page
from reports.presenters.figures import address, figure_card
from reports.presenters.people import (
    LABEL,
    STANDINGS,
    fact_heads,
    fact_words,
    filter_bar,
    people_lines,
    shown_facts,
    sides,
)
from reports.views.asking import asked, one_indicator, township_of

MOST_EXPORTED = 20_000


@requires(Permission.VIEW_FIGURES)
@requires(Permission.VIEW_RECORDS)
@require_safe
def people(request, identity):
    """One page of one side, with every side's count as on the board."""
    indicator, question, township = one_indicator(identity), asked(request), township_of(request)
    side = _side(request)
    context = {
        "title": indicator.title, "indicator": indicator, "asked": question, "side": side, "township": township,
        "board_href": address(reverse("figures:board"), question.words),
    }  # fmt: skip
    try:
        context |= _list(request, indicator, question, township, side)
    except FigureProblem as problem:
        return render(request, "reports/people.html", context | {"problem": str(problem)}, status=400)
    record(
        "figure.people_viewed", by=request.user, target=question.unit,
        detail={"indicator": indicator.id, "side": side, "as_of": str(question.as_of), "rows": len(context["page"].rows)},
    )  # fmt: skip
    return render(request, "reports/people.html", context)


def _list(request, indicator, question, township, side) -> dict:
    filters = Filters.from_texts(request.GET)
    counted = board(**question.arguments)
    chosen = {name: value for name, value in request.GET.items() if name in LABEL and value}
    here = {"township": township.code} if township else {}
    words = question.words | {"side": side}
    page = people_page(
        indicator=indicator.id, side=side, township=township, filters=filters, after=request.GET.get("after"),
        **question.arguments,
    )  # fmt: skip
    tabs = sides(counted, indicator.id, township, question.words | here | chosen, side)
    facts = shown_facts(page)
    narrowed = bool(chosen) and page.kind == "people"
    return {
        "page": page, "tabs": tabs, "heads": fact_heads(facts), "lines": people_lines(page, facts, question.words)
        if page.kind == "people" else page.rows,
        "bar": filter_bar(filters, words, counted.townships, township), "narrowed": narrowed,
        "count": people_count(
            indicator=indicator.id, side=side, township=township, filters=filters, **question.arguments
        ) if narrowed else next((tab["count"] for tab in tabs if tab["now"]), 0),
        "card": figure_card(counted.figure(indicator.id, township.pk if township else None), question.words, township),
        "next_href": address("", words | here | chosen, after=page.next) if page.next else "",
        "first_href": address("", words | here | chosen) if request.GET.get("after") else "",
        "export_href": address(
            reverse("figures:people-export", args=[indicator.id]), words | here | chosen
        ) if page.kind == "people" and request.user.can(Permission.EXPORT_RECORDS) else "",
    }  # fmt: skip


@requires(Permission.VIEW_FIGURES)
@requires(Permission.EXPORT_RECORDS)
@require_safe
def export(request, identity):
    """Everyone under the filters of the address as a workbook; the export is recorded."""
    indicator, question, township = one_indicator(identity), asked(request), township_of(request)
    side = _side(request)
    try:
        filters = Filters.from_texts(request.GET)
        page = people_page(
            indicator=indicator.id, side=side, township=township, filters=filters, limit=MOST_EXPORTED, **question.arguments
        )
    except FigureProblem as problem:
        return HttpResponse(str(problem), status=400, content_type="text/plain; charset=utf-8")
    facts = shown_facts(page)
    chosen = {name: request.GET[name] for name in LABEL if request.GET.get(name)}
    now = timezone.localtime()
    content = write_people_workbook(
        about=_about(request, indicator, question, township, side, chosen, page, now),
        heads=[_("序号"), _("姓名"), _("乡镇"), _("职务"), *fact_heads(facts), _("是否计入")],
        lines=[
            [number, row.name, row.township, row.post_text, *fact_words(row, facts), STANDINGS[row.standing][1]]
            for number, row in enumerate(page.rows, 1)
        ] if page.kind == "people" else [],
    )  # fmt: skip
    record(
        "figure.people_exported", by=request.user, target=question.unit,
        detail={"indicator": indicator.id, "side": side, "as_of": str(question.as_of), "people": len(page.rows),
                "filters": sorted(chosen)},
    )  # fmt: skip
    name = f"{indicator.id}-{SIDES[side]}-{question.as_of}.xlsx"
    return sent(content, XLSX, name)


def _about(request, indicator, question, township, side, chosen, page, now) -> list[tuple[str, str]]:
    """The head sheet: what the list is, under which rules, who took it and when."""
    lines = [
        (_("指标"), f"{indicator.id} {indicator.title}"), (_("名单"), SIDES[side]), (_("人数"), str(len(page.rows))),
        (_("单位"), township.name if township else question.unit.name), (_("人群"), question.whom),
        (_("基准日"), str(question.as_of)), (_("分子"), indicator.numerator_text), (_("分母"), indicator.denominator_text),
        (_("定义版本"), f"{indicator.version}（{indicator.digest[:12]}）"),
    ]  # fmt: skip
    if question.known_at:
        lines.append((_("按何时所知"), timezone.localtime(question.known_at).strftime("%Y-%m-%d %H:%M")))
    for name, value in chosen.items():
        lines.append((_("筛选：%(name)s") % {"name": LABEL[name]}, value))
    for key in indicator.rules:
        setting = page.question.rules.settings[key]
        told = "；".join(in_words(key, setting.value))
        lines.append((str(cards()[key].label) if key in cards() else key, f"{told}（{setting.source}，{setting.in_force_from}起）"))
    return [*lines, (_("导出人"), str(request.user)), (_("导出时间"), now.strftime("%Y-%m-%d %H:%M"))]


def _side(request) -> str:
    side = request.GET.get("side", "numerator")
    return side if side in SIDES else "numerator"
