"""Registers of selecting cadres: cases, notices, objections, conditions of source categories."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.actions import selection as steps
from cadres.models import Objection, Person, PublicNotice, SelectionCase, SourceCategoryRule
from cadres.queries.candidates import present_place
from cadres.rules.category_conditions import Eligibility
from cadres.rules.office_rules.selection import PUBLISHED
from cadres.rules.selection import OPEN_STATES, SelectionChannel, SelectionState, next_states, transfer_problem
from cadres.rules.source_category import SourceCategory, SourceSubcategory
from portal.lists import Sort
from portal.queries.units import root_unit
from portal.registers.declaration import Column, Register
from portal.rules.flow import Flow, Step
from portal.rules.roles import Permission

GROUP = gettext_lazy("选拔任用")
_RIGHTS = {"view": Permission.VIEW_RECORDS, "edit": Permission.EDIT_RECORDS}
_CHECKER = {"right": Permission.APPROVE_RECORDS, "second_person": True}
S = SelectionState
_SIDES = {
    SelectionChannel.THREE_SIDE: SourceCategory.THREE_SIDE,
    SelectionChannel.FIVE_SIDE: SourceCategory.FIVE_SIDE,
}


_STEP_DAYS = {
    "withdrawn_on": S.WITHDRAWN, "confirmed_on": S.CONFIRMED, "appointed_on": S.APPOINTED, "approved_on": S.APPROVED,
}  # fmt: skip


def _road(target, *more) -> dict:
    """A step of the channel's road: offered where the road has it, refused elsewhere and while `more` does not hold."""

    def on_road(case, state):
        return target in next_states(case.channel, state)

    def requires(case, *, by, today):
        steps.require_road(case, target)
        for one in more:
            one(case, today)

    return {"on_road": on_road, "requires": requires}


def _keep_eligibility(case, *, by, today):
    steps.keep_eligibility(case=case, day=today, by=by)


def _approve(case, *, by, today):
    steps.keep_places(case=case, by=by)


def _appoint(case, *, by, today):
    steps.appoint(case=case, by=by)


def _leave(case, *, by, today):
    steps.leave(case=case, today=today, by=by)


FLOW = Flow(
    steps=(
        Step("announce", "发布公告", (S.DRAFT,), S.ANNOUNCED, asks=("announced_on", "announcement_number"), **_road(S.ANNOUNCED)),
        Step("apply", "报名（推荐）", (S.ANNOUNCED,), S.APPLYING, **_road(S.APPLYING)),
        Step(
            "qualify", "资格审查通过", (S.DRAFT, S.APPLYING), S.QUALIFIED, **_CHECKER,
            **_road(S.QUALIFIED, steps.require_eligible), does=_keep_eligibility,
        ),
        Step("examine", "登记考试成绩", (S.QUALIFIED,), S.EXAMINED, asks=("written_score", "interview_score"), **_road(S.EXAMINED)),
        Step("inspect", "考察", (S.QUALIFIED, S.EXAMINED), S.INSPECTED, asks=("inspected_on",), **_road(S.INSPECTED)),
        Step("discuss", "讨论决定", (S.INSPECTED,), S.DISCUSSED, asks=("discussed_on", "discussion_number"), **_road(S.DISCUSSED)),
        Step(
            "publish", "公示", (S.DISCUSSED,), S.PUBLIC_NOTICE, asks=("notice",),
            **_road(S.PUBLIC_NOTICE, steps.require_notice),
        ),
        Step(
            "approve", "批准", (S.PUBLIC_NOTICE,), S.APPROVED, asks=("approved_on", "approval_number"), **_CHECKER,
            **_road(S.APPROVED, steps.require_notice_over), does=_approve,
        ),
        Step(
            "appoint", "办理任职（聘用）", (S.APPROVED,), S.APPOINTED, asks=("appointed_on",),
            **_road(S.APPOINTED, steps.require_appointment), does=_appoint,
        ),
        Step(
            "confirm", "试用期满转正", (S.APPOINTED,), S.CONFIRMED, asks=("confirmed_on",), **_CHECKER,
            **_road(S.CONFIRMED, steps.require_confirmation),
        ),
        Step("hold", "异议暂缓", (S.PUBLIC_NOTICE,), S.OBJECTION_HOLD, reason=True),
        Step(
            "release", "恢复公示", (S.OBJECTION_HOLD,), S.PUBLIC_NOTICE, **_CHECKER,
            requires=lambda case, *, by, today: steps.require_settled(case),
        ),
        Step(
            "withdraw", "退出", (*OPEN_STATES, S.OBJECTION_HOLD, S.APPROVED, S.APPOINTED), S.WITHDRAWN,
            asks=("withdrawn_on",), reason=True, does=_leave,
        ),
        Step(
            "reject", "不予任用", (*OPEN_STATES[1:], S.OBJECTION_HOLD), S.REJECTED, right=Permission.APPROVE_RECORDS,
            reason=True, does=_leave,
        ),
    )
)  # fmt: skip


def check_case(case: SelectionCase, *, by, today) -> None:
    """The category goes with the channel, a transfer with its entry code; an approved case keeps person and post."""
    problems = {}
    if category := _SIDES.get(case.channel):
        if case.category and case.category != category:
            problems["category"] = _("“%(channel)s”的来源类别应为“%(category)s”。") % {
                "channel": SelectionChannel(case.channel).label, "category": category.label,
            }  # fmt: skip
        case.category = category.value
    elif case.category in (SourceCategory.THREE_SIDE, SourceCategory.FIVE_SIDE):
        problems["category"] = _("三方面、五方面人员应使用相应的选拔方式。")
    only_three = case.subcategory == SourceSubcategory.GRADUATE_VILLAGE_OFFICER
    if case.subcategory and only_three and case.category == SourceCategory.FIVE_SIDE:
        problems["subcategory"] = _("“大学生村官”只在三方面人员中。")
    told = {"channel": case.channel, "post_kind": case.post_kind, "entry_mode": case.entry_mode}
    if found := transfer_problem(**told, nature=case.source_nature):
        problems["entry_mode"] = found
    if case.pk and case.state in (S.APPROVED, S.APPOINTED, S.CONFIRMED):
        stored = SelectionCase.objects.get(pk=case.pk)
        fixed = ("person_id", "channel", "unit_id", "post", "post_kind", "category", "subcategory")
        if stored.state == case.state and any(getattr(stored, name) != getattr(case, name) for name in fixed):
            problems["channel"] = _("已经批准，人员、方式、职务和来源类别不能再改。")
    problems |= _days_of_steps(case, by, today)
    if problems:
        raise ValidationError(problems)
    if case.state in (S.DRAFT, S.ANNOUNCED, S.APPLYING):
        steps.note_eligibility(case, today)


def _days_of_steps(case: SelectionCase, by, today) -> dict:
    """Problems with the days that steps write; a case long approved elsewhere is taken in with them, in its state.

    Taking in history goes round the steps, so it asks for the right to approve; a case on file keeps its days.
    """
    told = {name: getattr(case, name) for name in _STEP_DAYS if getattr(case, name)}
    stored = SelectionCase.objects.filter(pk=case.pk).first() if case.pk else None
    late = {name: _("日期不能晚于今天。") for name, day in told.items() if day > today}
    if late:
        return late
    if stored is not None:
        moved = stored.state == case.state and any(getattr(stored, name) != getattr(case, name) for name in _STEP_DAYS)
        return {"approved_on": _("批准、任职、转正、退出的日期随办理步骤登记，不能在这里修改。")} if moved else {}
    if not told:
        return {}
    if case.approved_on is None:
        return {"approved_on": _("补录以往的选拔任用，请填写批准日期。")}
    if by is not None and not by.can(Permission.APPROVE_RECORDS):
        return {"approved_on": _("补录已经批准的选拔任用，须有“复核审批”权限。")}
    case.state = next(state for name, state in _STEP_DAYS.items() if name in told).value
    case.confirmed_by = by
    return {}


def check_objection(objection: Objection, *, by, today) -> None:
    """An objection comes during the notice or before the appointment, never before the notice began."""
    case, problems = objection.case, {}
    if not objection.pk and case.state not in (S.PUBLIC_NOTICE, S.OBJECTION_HOLD):
        problems["case"] = _("该人选不在公示中。")
    if case.notice and objection.received_on < case.notice.began:
        problems["received_on"] = _("收到日期不能早于公示开始日。")
    if objection.received_on > today:
        problems["received_on"] = _("收到日期不能晚于今天。")
    if problems:
        raise ValidationError(problems)


def _settle_objection(objection: Objection, *, by) -> None:
    steps.settle_objections(case=objection.case, by=by)


def _known_of_candidate(user, today, values) -> dict:
    """Where the person given works now, in which post and since when."""
    person = values.get("person")
    return present_place(person, today) if isinstance(person, Person) else {}


def _county(user, _today, values) -> dict:
    unit = root_unit()
    return {} if values.get("unit") or unit is None else {"unit": unit}


def _eligibility(case: SelectionCase) -> str:
    """The answer with what stands against it; the whole of it when nothing does."""
    kept = case.eligibility
    if not kept:
        return ""
    if not kept["outcome"]:
        return _("未登记条件")
    against = [f"{condition}（{words}）" for condition, holds, words in kept["findings"] if holds is not True]
    told = "；".join(against) or _("%(number)d项条件均符合") % {"number": len(kept["findings"])}
    return f"{Eligibility(kept['outcome']).label}：{told}"


def _printed(notice: PublicNotice | None) -> list[tuple[str, str]]:
    """The page of the notice to be printed."""
    return [(_("任前公示"), reverse("cadres:notice", args=[notice.pk]))] if notice else []


CASES = Register(
    name="selections", model=SelectionCase, group=GROUP, scope="unit", **_RIGHTS,
    purpose=gettext_lazy("公开选拔、调任、五方面人员选拔、村（社区）干部选聘等，一人一次选拔登记一条，从拟定办到任职。"),
    fields=(
        "person", ("channel", "category", "subcategory"), ("source_unit", "source_unit_text", "source_nature"),
        ("source_post", "source_since"), ("unit", "post"), ("post_kind", "level", "entry_mode"),
        ("establishment_kind", "establishment_number"), ("announced_on", "announcement_number"),
        ("written_score", "interview_score", "exam_place"), ("inspected_on", "discussed_on", "discussion_number"),
        ("notice", "probation_until"), "note",
    ),
    columns=(
        "person", "channel", "subcategory", "unit", "post", Column("eligibility", gettext_lazy("资格审查"), _eligibility),
        "approved_on", "appointed_on", "state",
    ),
    filters=("state", "channel", "category", "subcategory", "source_nature", "post_kind", "unit"),
    search=("person__name", "person__pinyin", "post", "approval_number"),
    sorts=(
        Sort("entered", gettext_lazy("登记先后"), ("id",), descending=True),
        Sort("person", gettext_lazy("姓名"), ("person__pinyin",)),
    ),
    owners=("person", "notice", "unit"),
    flow=FLOW,
    sheet=(
        "person", "channel", "category", "subcategory", "source_unit_text", "source_nature", "source_post", "source_since",
        "unit", "post", "post_kind", "level", "entry_mode", "establishment_kind", "establishment_number", "written_score",
        "interview_score", "exam_place", "inspected_on", "discussed_on", "approved_on", "approval_number", "appointed_on",
        "probation_until", "confirmed_on", "withdrawn_on", "note",
    ),
    key=("person", "channel", "unit", "post"), check=check_case, prefill=_known_of_candidate,
    pages=lambda case, user: _printed(case.notice),
)  # fmt: skip


def _published(notice: PublicNotice) -> str:
    words = dict(PUBLISHED)
    return "、".join(words.get(name, name) for name in notice.published_fields)


def _last_day(notice: PublicNotice) -> str:
    """The last day, with a word when the holidays of its year are not yet arranged."""
    if notice.last_day is None:
        return ""
    return f"{notice.last_day:%Y-%m-%d}" + (
        "" if notice.last_day_certain else _("（当年节假日安排尚未公布，按周末推算）")
    )


NOTICES = Register(
    name="public-notices", model=PublicNotice, group=GROUP, scope="unit", **_RIGHTS,
    purpose=gettext_lazy("任前公示和拟聘公示；截止日按工作日自动推算，法定节假日和调休都计算在内。"),
    fields=("title", ("number", "unit"), ("began", "working_days"), ("place", "telephone")),
    columns=(
        "title", "number", "began", "working_days", Column("last_day_told", gettext_lazy("公示截止日"), _last_day),
        Column("published", gettext_lazy("公示内容"), _published), "unit",
    ),
    filters=("unit",), search=("title", "number"),
    sorts=(Sort("began", gettext_lazy("公示开始日"), ("began",), descending=True),),
    sheet=("title", "number", "unit", "began", "working_days", "place", "telephone"), key=("number",),
    check=steps.complete_notice, prefill=_county, pages=lambda notice, user: _printed(notice),
)  # fmt: skip

OBJECTIONS = Register(
    name="objections", model=Objection, group=GROUP, scope="case__unit", **_RIGHTS,
    purpose=gettext_lazy("公示期间收到的反映；登记后该人选自动暂缓，核查清楚后再办。"),
    fields=("case", ("received_on", "manner"), "content", ("investigated_by", "settled_on"), "finding"),
    columns=("case", "received_on", "manner", "settled_on", "state"),
    filters=("state", "manner"), search=("case__person__name", "case__person__pinyin"),
    sorts=(Sort("received", gettext_lazy("收到日期"), ("received_on",), descending=True),),
    owners=("case",),
    flow=Flow(
        steps=(
            Step("investigate", "转办核查", (Objection.State.RECEIVED,), Objection.State.INVESTIGATING, asks=("investigated_by",)),
            Step(
                "clear", "认定不影响任用", (Objection.State.INVESTIGATING,), Objection.State.UNFOUNDED,
                asks=("settled_on", "finding"), **_CHECKER,
            ),
            Step(
                "uphold", "认定影响任用", (Objection.State.INVESTIGATING,), Objection.State.UPHELD,
                asks=("settled_on", "finding"), **_CHECKER,
            ),
        )
    ),
    sheet=("case", "received_on", "manner", "content"), key=("case", "received_on", "manner"),
    guarded={"content": Permission.APPROVE_RECORDS, "finding": Permission.APPROVE_RECORDS},
    check=check_objection, settle=_settle_objection,
)  # fmt: skip

CONDITIONS = Register(
    name="category-rules", model=SourceCategoryRule, group=GROUP, scope="unit",
    view=Permission.VIEW_RECORDS, edit=Permission.EDIT_RULES,
    purpose=gettext_lazy("各轮换届文件对三方面、五方面人员的具体条件；资格审查按当时生效的条件判断，事后不再重算。"),
    fields=(
        ("category", "subcategory"), ("round_name", "province", "unit"), ("began", "ended"), ("years", "post_years"),
        ("most_age", "age_boundary"), ("age_precision", "age_as_of"), "least_schooling",
        ("includes_posted", "includes_streets", "includes_communities"), ("excludes_governed", "ended_posting"),
        ("source_document", "verified"), "note",
    ),
    columns=("category", "subcategory", "round_name", "province", "began", "most_age", "least_schooling", "verified"),
    filters=("category", "subcategory", "verified"), search=("round_name", "province", "source_document"),
    sorts=(Sort("entered", gettext_lazy("登记先后"), ("id",), descending=True),),
    sheet=(
        "category", "subcategory", "round_name", "province", "unit", "began", "ended", "years", "post_years", "most_age",
        "age_boundary", "age_precision", "age_as_of", "least_schooling", "includes_posted", "includes_streets",
        "includes_communities", "excludes_governed", "ended_posting", "source_document", "verified", "note",
    ),
    key=("category", "subcategory", "round_name", "province", "began"), prefill=_county,
)  # fmt: skip

REGISTERS = (CASES, NOTICES, OBJECTIONS, CONDITIONS)
