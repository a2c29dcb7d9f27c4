"""Registers of case stories and of the numbers in them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import CaseStory, StoryFigure
from branches.queries.story_readings import changed_figures, records_of, value_now
from branches.registers.ledger import all_of, in_a_village, in_order, ledger, own_village
from branches.rules.mask import mask_surname
from branches.rules.story_readings import StoryReading
from portal.lists import Sort
from portal.registers.declaration import Column
from portal.rules.flow import Flow, Step
from portal.rules.roles import Permission

GROUP = "典型案例"
_WRITTEN = ("unit", "mechanism", "title", "text", "person_id")


def _person_shown(story: CaseStory) -> str:
    return mask_surname(story.person.name) if story.person else ""


def _name_is_masked(story, *, by, today) -> None:
    if story.person is None:
        return
    for column in ("title", "text"):
        if story.person.name in getattr(story, column):
            shown = mask_surname(story.person.name)
            raise ValidationError({column: _("请不要写全名，改为“%(shown)s”。") % {"shown": shown}})


def _approved_stays(story, *, by, today) -> None:
    if story.state == CaseStory.State.DRAFT or story.pk is None:
        return
    held = CaseStory.objects.filter(pk=story.pk).values(*_WRITTEN).first()
    if held and any(held[name] != (story.unit_id if name == "unit" else getattr(story, name)) for name in _WRITTEN):
        raise ValidationError(_("案例已送审，不能修改内容；需要修改的，请先退回。"), code="reviewed")


def _figures_hold(story, *, by, today) -> None:
    told = [
        _("%(label)s：成稿时为“%(then)s”，现为“%(now)s”")
        % {"label": figure.label, "then": figure.value, "now": now or _("无")}
        for figure, now in changed_figures(story)
    ]
    if told:
        raise ValidationError(
            _("案例中的数据已有变化，请更新正文和数据后再办理。%(told)s。") % {"told": "；".join(told)},
            code="figures_changed",
        )


def _has_consented(story, *, by, today) -> None:
    if story.person and not (story.consents and story.consented_on):
        raise ValidationError(_("案例涉及个人，须有本人同意并填写同意日期，才能审定。"), code="no_consent")
    _figures_hold(story, by=by, today=today)


def _withdraw_approval(story, *, by, today) -> None:
    story.reviewed_on = story.approved_on = None
    story.save(update_fields=["reviewed_on", "approved_on"])


def _only_in_a_draft(figure, *, by, today) -> None:
    if figure.story.state != CaseStory.State.DRAFT:
        raise ValidationError(_("案例已送审，不能修改数据；需要修改的，请先退回。"), code="reviewed")


def _read_now(figure, *, by, today) -> None:
    """Without a record the newest of the village is taken; the value is what the record says at this moment."""
    rows = records_of(figure.story, figure.record_type)
    record = rows.filter(pk=figure.record_id).first() if figure.record_id else rows.first()
    if record is None:
        raise ValidationError({"record_type": _("本村没有这类记录，请先登记。")})
    figure.record_id = record.pk
    figure.value = value_now(figure)
    if not figure.value:
        raise ValidationError({"record_type": _("这条记录还没有填写该项数据。")})
    figure.label = figure.label or StoryReading(figure.record_type).label


def _now(figure: StoryFigure) -> str:
    now = value_now(figure)
    return now if now == figure.value else _("%(now)s（已变化）") % {"now": now or _("无")}


_FLOW = Flow(
    steps=(
        Step(
            "review", gettext_lazy("乡镇审核"), ("draft",), "township_reviewed", ("reviewed_on",),
            right=Permission.APPROVE_RECORDS, second_person=True, requires=_figures_hold,
        ),
        Step(
            "approve", gettext_lazy("县级审定"), ("township_reviewed",), "county_approved", ("approved_on",),
            right=Permission.APPROVE_STORIES, second_person=True, requires=_has_consented,
        ),
        Step("use", gettext_lazy("采用"), ("county_approved",), "used", ("used_on", "used_in"),
             right=Permission.APPROVE_STORIES),
        Step("archive", gettext_lazy("归档"), ("county_approved", "used"), "archived", ("archived_on",),
             right=Permission.APPROVE_STORIES),
        Step(
            "return", gettext_lazy("退回修改"), ("township_reviewed", "county_approved"), "draft",
            right=Permission.APPROVE_RECORDS, reason=True, does=_withdraw_approval,
        ),
    )
)  # fmt: skip

REGISTERS = (
    ledger(
        "case-stories",
        CaseStory,
        GROUP,
        "撰写“如x镇x村……”典型案例，经乡镇审核、县级审定后供报告采用；涉及个人的只写“张某”。",
        fields=("unit", "mechanism", "title", "text", "written_on", "person", ("consents", "consented_on"), "note"),
        columns=(
            "title", "unit", "mechanism", Column("shown", gettext_lazy("报告中写作"), _person_shown, ("person",)),
            "state", "approved_on",
        ),
        filters=("unit", "mechanism"),
        search=("title", "text", "unit__name"),
        sorts=(Sort("written", gettext_lazy("成稿日期"), ("written_on",), descending=True),),
        flow=_FLOW,
        key=("unit", "title"),
        sheet=("unit", "mechanism", "title", "text", "written_on", "person", "consents", "consented_on", "note"),
        check=all_of(
            in_a_village, _name_is_masked, _approved_stays,
            in_order("written_on", "reviewed_on", "approved_on", "used_on", "archived_on"),
            in_order("consented_on"),
        ),
        prefill=own_village,
    ),
    ledger(
        "story-figures",
        StoryFigure,
        GROUP,
        "登记案例正文引用的数据及其来源记录；送审时自动核对记录是否有变化。",
        place="story__unit",
        fields=("story", "record_type", "record_id", "label"),
        columns=(
            "story", "label", "record_type", "value",
            Column("now", gettext_lazy("现在的值"), _now, ("story",)),
        ),
        filters=("record_type",),
        search=("label", "story__title", "story__unit__name"),
        owners=("story",),
        check=all_of(_only_in_a_draft, _read_now),
    ),
)  # fmt: skip
