"""Registers of talks; what was said is guarded: seen, searched and exported only with “查看谈话内容”."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.models import CareAction, TalkIssue, TalkPlan, TalkRecord
from portal.lists import Sort
from portal.registers.declaration import Column, Register
from portal.rules.roles import Permission

GROUP = gettext_lazy("谈心谈话")
_RIGHTS = {"view": Permission.VIEW_RECORDS, "edit": Permission.EDIT_RECORDS}
_TALKS = Permission.VIEW_TALKS
_PERSON_FILTERS = ("person__unit",)
_PERSON_SEARCH = ("person__name", "person__pinyin")


def check_talk(talk: TalkRecord, *, by, today) -> None:
    """A talk lies not in the future."""
    if talk.held_on > today:
        raise ValidationError({"held_on": _("谈话日期不能晚于今天；还没有谈的请登记谈话计划。")})


def check_issue(issue: TalkIssue, *, by, today) -> None:
    """Nothing is raised or solved in the future; the talk is one with the same person."""
    problems = {}
    if issue.raised > today:
        problems["raised"] = _("反映日期不能晚于今天。")
    if issue.solved_on and issue.solved_on > today:
        problems["solved_on"] = _("解决日期不能晚于今天。")
    if issue.talk_id and issue.talk.person_id != issue.person_id:
        problems["talk"] = _("所选谈话不是与此人谈的。")
    if issue.satisfaction and not issue.solved_on:
        problems["satisfaction"] = _("解决以后再填满意度。")
    if problems:
        raise ValidationError(problems)


def check_care(action: CareAction, *, by, today) -> None:
    """What was done lies not in the future and answers a difficulty of the same person."""
    problems = {}
    if action.done_on > today:
        problems["done_on"] = _("日期不能晚于今天。")
    if action.issue_id and action.issue.person_id != action.person_id:
        problems["issue"] = _("所选困难不是此人反映的。")
    if problems:
        raise ValidationError(problems)


def person_of_talk(_user, _today, values) -> dict:
    """The person and day of the talk in which the difficulty was raised."""
    talk = values.get("talk")
    return {} if talk is None else {"person": talk.person, "raised": talk.held_on}


def person_of_issue(_user, _today, values) -> dict:
    """The person whose difficulty it is."""
    issue = values.get("issue")
    return {} if issue is None else {"person": issue.person}


TALKS = Register(
    name="talks", model=TalkRecord, group=GROUP, scope="person__unit", **_RIGHTS,
    purpose=gettext_lazy("登记每一次谈心谈话；一人一次一条。谈话内容只有有“查看谈话内容”权限的人能看到，每次打开都有记录。"),
    fields=(
        "person", ("talker", "talker_text"), ("occasion", "held_on"), ("mode", "place"), "summary", "mood",
    ),
    columns=(
        "person__name", "person__unit", "occasion", "held_on", "mode",
        Column("talker", gettext_lazy("谈话人"), lambda talk: talk.talker_name, ("talker",)),
    ),
    filters=("occasion", "mode", "mood", *_PERSON_FILTERS), search=(*_PERSON_SEARCH, "summary"),
    sorts=(
        Sort("held_on", gettext_lazy("谈话日期"), ("held_on",), descending=True),
        Sort("name", gettext_lazy("姓名"), ("person__pinyin",)),
    ),
    owners=("person",),
    sheet=("person", "talker", "talker_text", "occasion", "held_on", "mode", "place", "summary", "mood"),
    key=("person", "held_on", "occasion"), guarded={"summary": _TALKS, "mood": _TALKS}, check=check_talk,
)  # fmt: skip

PLANS = Register(
    name="talk-plans", model=TalkPlan, group=GROUP, scope="person__unit", **_RIGHTS,
    purpose=gettext_lazy("登记应当在某日之前进行的谈话，到期提醒；谈过以后登记谈话记录即可。"),
    fields=("person", ("occasion", "due"), ("talker", "talker_text"), "state"),
    columns=("person__name", "person__unit", "occasion", "due", "state"),
    filters=("state", "occasion", *_PERSON_FILTERS), search=_PERSON_SEARCH,
    sorts=(Sort("due", gettext_lazy("应谈日期"), ("due",)),), owners=("person",),
    sheet=("person", "occasion", "due", "talker", "talker_text", "state"), key=("person", "occasion", "due"),
)  # fmt: skip

ISSUES = Register(
    name="talk-issues", model=TalkIssue, group=GROUP, scope="person__unit", **_RIGHTS,
    purpose=gettext_lazy("登记谈话中反映的实际困难，写明谁办、几时办好；解决以后填解决日期和满意度。"),
    fields=(
        "person", "talk", ("category", "raised"), "content", ("owner", "due"), "measures",
        ("solved_on", "satisfaction"),
    ),
    columns=("person__name", "person__unit", "category", "raised", "owner", "due", "solved_on", "satisfaction"),
    filters=("category", "satisfaction", *_PERSON_FILTERS), search=(*_PERSON_SEARCH, "content", "measures"),
    sorts=(Sort("raised", gettext_lazy("反映日期"), ("raised",), descending=True),), owners=("person", "talk"),
    sheet=("person", "category", "raised", "content", "owner", "due", "measures", "solved_on", "satisfaction"),
    key=("person", "category", "raised"), guarded={"content": _TALKS, "measures": _TALKS}, check=check_issue,
    prefill=person_of_talk,
)  # fmt: skip

CARE = Register(
    name="care-actions", model=CareAction, group=GROUP, scope="person__unit", **_RIGHTS,
    purpose=gettext_lazy("登记走访慰问、住院看望、帮助协调等关怀帮扶。"),
    fields=("person", "issue", ("kind", "done_on", "amount"), "content"),
    columns=("person__name", "person__unit", "kind", "done_on", "issue", "amount"),
    filters=("kind", *_PERSON_FILTERS), search=(*_PERSON_SEARCH, "content"),
    sorts=(Sort("done_on", gettext_lazy("日期"), ("done_on",), descending=True),), owners=("person", "issue"),
    sheet=("person", "kind", "done_on", "content", "amount"), key=("person", "kind", "done_on"),
    guarded={"content": _TALKS}, check=check_care, prefill=person_of_issue,
)  # fmt: skip

REGISTERS = (TALKS, PLANS, ISSUES, CARE)
