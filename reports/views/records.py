"""Figures over records: the board by chapter, one definition, the rows on a side and the same as a workbook."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.access import requires
from portal.audit import record
from portal.downloads import XLSX, sent
from portal.presenters.rule_words import in_words
from portal.queries.rules import rule_values
from portal.rules.roles import Permission
from reports.exporting.people_workbook import write_people_workbook
from reports.forms import FreezeForm
from reports.history import as_known
from reports.presenters.definition import rule_lines
from reports.presenters.figures import address
from reports.presenters.records import (
    chapter_links,
    condition_words,
    example_words,
    families,
    measure_words,
    place_table,
    reasons,
    record_line,
    record_lines,
)
from reports.records.counting import record_board
from reports.records.definition import chapters, record_indicators
from reports.records.listing import LONGEST, SIDES, record_page
from reports.records.question import PERIODS
from reports.views.asking_records import (
    answers_problems,
    asked_records,
    one_record_indicator,
    opener,
    place_of,
    right_of,
)

STANDINGS = {
    "numerator": ("ok", gettext_lazy("计入")), "rest": ("", gettext_lazy("不计入")), "missing": ("amber", gettext_lazy("缺数据")),
}  # fmt: skip


@requires(Permission.VIEW_FIGURES)
@require_safe
@answers_problems
def board(request):
    """The figures of one chapter for a unit and a day, with the table by place."""
    question = asked_records(request)
    known = chapters()
    asked = request.GET.get("chapter")
    chapter = asked if asked in known else _first_chapter(request.user, known)
    wanted = [one for one in record_indicators().values() if one.chapter == chapter]
    words, may_open = question.words, opener(request.user)
    with as_known(question.known_at):
        counted = record_board(question.question, wanted)
        places = place_table(counted, words | {"chapter": chapter}, may_open)
    context = {
        "title": _("%(unit)s%(chapter)s指标") % {"unit": question.unit.name, "chapter": chapter}, "asked": question,
        "chapters": chapter_links(chapter, words), "chapter": chapter, "lines": record_lines(counted, words, may_open),
        "closed": sorted({str(right_of(one.source).label) for one in wanted if not request.user.can(right_of(one.source))}),
        "charts": families(counted, words, may_open), "places": places, "team_href": reverse("figures:board"),
        "may_freeze": request.user.can(Permission.FREEZE_FIGURES) and not question.known_at,
        "freeze_form": FreezeForm(initial={"name": f"{question.unit.name}{question.question.as_of:%Y-%m-%d}"}),
    }  # fmt: skip
    return render(request, "reports/records.html", context)


def _first_chapter(user, known) -> str:
    """The first chapter whose records the account may open; for an account without any, the first of all."""
    open_to = {one.chapter for one in record_indicators().values() if user.can(right_of(one.source))}
    return next((chapter for chapter in known if chapter in open_to), known[0] if known else "")


@requires(Permission.VIEW_FIGURES)
@require_safe
@answers_problems
def definition(request, identity):
    """What a figure means: sides, conditions, basis, rules in force, worked examples."""
    one, question = one_record_indicator(identity), asked_records(request)
    with as_known(question.known_at):
        figure = record_board(question.question, [one]).figure(one.id)
    settings = rule_values(question.question.as_of)
    context = {
        "title": one.title, "indicator": one, "asked": question, "line": record_line(figure, question.words).led(request.user.can(right_of(one.source))),
        "lead": _("%(id)s · 第%(version)d版") % {"id": one.id, "version": one.version}, "period": PERIODS[one.period],
        "conditions": condition_words(one), "measure": measure_words(one), "examples": example_words(one),
        "rules": rule_lines(settings, [key for key in one.rules if key in settings]),
        "board_href": address(reverse("figures:records"), question.words, chapter=one.chapter),
    }  # fmt: skip
    return render(request, "reports/record_definition.html", context)


@requires(Permission.VIEW_FIGURES)
@require_safe
@answers_problems
def rows(request, identity):
    """One page of the records on a side, each with the reason why it stands there."""
    one, question, place = one_record_indicator(identity), asked_records(request), place_of(request)
    check_right(request.user, one)
    side, after = _side(request), page_after(request)
    kept = question.words | ({"place": place.code} if place else {})
    with as_known(question.known_at):
        counted = record_board(question.question, [one])
        page = record_page(one, side, question.question, place=place, after=after)
    line = record_line(counted.figure(one.id, place.pk if place else None), question.words, place)
    record(
        "figure.records_viewed", by=request.user, target=question.unit,
        detail={"indicator": one.id, "side": side, "as_of": str(question.question.as_of), "rows": len(page.rows)},
    )  # fmt: skip
    here = reverse("figures:record-rows", args=[one.id])
    context = {
        "title": one.title, "indicator": one, "asked": question, "place": place, "line": line, "side": side,
        "tabs": [{"label": label, "href": address(here, kept, side=name), "now": name == side} for name, label in SIDES.items()],
        "heads": [head for _lookup, head in one.source.shown], "has_day": bool(one.source.day),
        "has_unit": _("单位") in [head for _lookup, head in one.source.shown],
        "lines": [
            {"row": row, "mark": STANDINGS[row.standing], "because": reasons(one, row), "href": record_href(one, row, request.user)}
            for row in page.rows
        ],
        "next_href": address(here, kept, side=side, after=page.next) if page.next else "",
        "first_href": address(here, kept, side=side) if after is not None else "",
        "export_href": address(reverse("figures:record-export", args=[one.id]), kept, side=side)
        if request.user.can(Permission.EXPORT_RECORDS) else "",
        "board_href": address(reverse("figures:records"), question.words, chapter=one.chapter),
    }  # fmt: skip
    return render(request, "reports/record_rows.html", context)


@requires(Permission.VIEW_FIGURES)
@requires(Permission.EXPORT_RECORDS)
@require_safe
@answers_problems
def export(request, identity):
    """Every record of a side as a workbook; the export is recorded."""
    one, question, place = one_record_indicator(identity), asked_records(request), place_of(request)
    check_right(request.user, one)
    side = _side(request)
    with as_known(question.known_at):
        page = record_page(one, side, question.question, place=place, limit=LONGEST)
    settings = rule_values(question.question.as_of)
    about = [
        (_("指标"), f"{one.id} {one.title}"), (_("名单"), SIDES[side]), (_("条数"), str(len(page.rows))),
        (_("单位"), (place or question.unit).name), (_("基准日"), str(question.question.as_of)),
        (_("期间"), f"{PERIODS[one.period]}（{'—'.join(map(str, question.question.span(one.period)))}）"
         if one.source.day and one.period != "as_of" else PERIODS[one.period]),
        (_("分子"), one.numerator_text), (_("分母"), one.denominator_text or "—"),
        (_("定义版本"), f"{one.version}（{one.digest[:12]}）"),
        *((key, "；".join(in_words(key, settings[key].value))) for key in one.rules if key in settings),
        (_("导出人"), str(request.user)), (_("导出时间"), timezone.localtime().strftime("%Y-%m-%d %H:%M")),
    ]  # fmt: skip
    content = write_people_workbook(
        about=about, heads=[_("序号"), _("单位"), _("日期"), *(head for _lookup, head in one.source.shown), _("结论"), _("依据")],
        lines=[
            [number, row.unit, "" if row.day is None else str(row.day), *row.shown, str(STANDINGS[row.standing][1]),
             reasons(one, row)]
            for number, row in enumerate(page.rows, 1)
        ],
    )  # fmt: skip
    record(
        "figure.records_exported", by=request.user, target=question.unit,
        detail={"indicator": one.id, "side": side, "as_of": str(question.question.as_of), "rows": len(page.rows)},
    )  # fmt: skip
    name = f"{one.id}-{SIDES[side]}-{question.question.as_of}.xlsx"
    return sent(content, XLSX, name)


def check_right(user, one) -> None:
    """Refuses whoever may not see the records behind a figure."""
    right = right_of(one.source)
    if not user.can(right):
        raise PermissionDenied(_("您的账号没有“%(right)s”权限。") % {"right": right.label})


def record_href(one, row, user) -> str:
    """The page of a record or of its person, as far as the account may open one."""
    if one.source.register:
        return reverse("portal:register-record", args=[one.source.register, row.key])
    opens = row.person_id and user.can(Permission.VIEW_RECORDS)
    return reverse("cadres:person", args=[row.person_id]) if opens else ""


def _side(request) -> str:
    side = request.GET.get("side", "numerator")
    return side if side in SIDES else "numerator"


def page_after(request) -> int | None:
    """The record after which a page of a list begins; None for the first page."""
    text = request.GET.get("after", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
