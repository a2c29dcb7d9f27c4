"""Sources of selecting cadres: cases by their approval, by their appointment, and the steps of careers they make."""

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from cadres.models import SelectionCase
from cadres.rules.selection import (
    INSTITUTION_NATURES,
    LEADER_POSTS,
    TOWNSHIP_LEVELS,
    TRANSFER_ENTRIES,
    CareerStep,
    PostKind,
    SelectionChannel,
    SourceNature,
)
from cadres.rules.source_category import SourceCategory, SourceSubcategory
from portal.models import UnitSpan
from portal.rules.unit_kinds import UnitKind
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn

_SIDES = (SelectionChannel.THREE_SIDE.value, SelectionChannel.FIVE_SIDE.value)
_VILLAGE = SelectionChannel.VILLAGE_TO_INSTITUTION.value
_LEADERS = [one.value for one in LEADER_POSTS]
_ENTRIES = (("14", "从其他事业单位调任"), ("15", "从国有企业调任"), ("other", "其他"))
_SIDE_WORDS = (("three_only", "只作为三方面人员"), ("five_only", "只作为五方面人员"), ("both", "两方面都有"), ("none", "都不是"))


def _flag(condition: Q):
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _standing(question: RecordQuestion) -> Q:
    """Not withdrawn by the day."""
    return Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=question.as_of)


def _counted_leaders(question: RecordQuestion):
    """Cases CAD-06 counts: three_side or five_side, appointed in the period to a 乡科级 leader post in a township organ.

    What kind a unit was is asked of its span on the day of appointment.
    """
    kinds = [UnitKind.TOWN, UnitKind.TOWNSHIP]
    if question.rules.get("team_includes_streets"):
        kinds.append(UnitKind.STREET)
    return _with_kind(SelectionCase.objects.all()).filter(
        _standing(question), channel__in=_SIDES, post_kind__in=_LEADERS, level__in=TOWNSHIP_LEVELS,
        kind_then__in=kinds, appointed_on__gte=question.since, appointed_on__lte=question.as_of,
    )  # fmt: skip


def _with_kind(cases):
    day = _as_number(OuterRef("appointed_on"))
    spans = UnitSpan.objects.filter(unit=OuterRef("unit")).filter(
        Q(began__isnull=True) | Q(began__lte=day), Q(ended__isnull=True) | Q(ended__gt=day)
    )  # fmt: skip
    return cases.annotate(kind_then=Subquery(spans.values("kind")[:1], output_field=CharField()))


def _as_number(day):
    text = Func(day, Value("YYYYMMDD"), function="to_char", output_field=TextField())
    return Cast(text, IntegerField())


def _annotated(question: RecordQuestion):
    counted = _counted_leaders(question)
    three, five = (
        Exists(counted.filter(person=OuterRef("person"), channel=channel)) for channel in _SIDES
    )
    return SelectionCase.objects.annotate(
        standing=_flag(_standing(question)),
        leader_post=_flag(Q(post_kind__in=_LEADERS)),
        counted_leader=Exists(counted.filter(pk=OuterRef("pk"))),
        sides=Case(
            When(three & five, then=Value("both")), When(three, then=Value("three_only")),
            When(five, then=Value("five_only")), default=Value("none"), output_field=CharField(),
        ),
        entry=Case(
            When(entry_mode__in=TRANSFER_ENTRIES, then=F("entry_mode")), default=Value("other"), output_field=CharField()
        ),
    )  # fmt: skip


def approvals(question: RecordQuestion):
    """Every case approved by the day; `overlap`: the person counts among 三（五）方面 too in the same period."""
    exclude = bool(question.rules.get("exclude_overlap"))
    rows = _annotated(question).filter(approved_on__lte=question.as_of)
    return rows.annotate(
        overlap=_flag(~Q(sides="none")),
        counts_once=_flag(Q(sides="none")) if exclude else Value(True, output_field=BooleanField()),
    )


def appointments(question: RecordQuestion):
    """Every case appointed by the day."""
    return _annotated(question).filter(appointed_on__lte=question.as_of)


def transitions(question: RecordQuestion):
    """Steps of careers: a village cadre into an institution, institution staff or a village cadre to a leader post."""
    as_of = question.as_of
    into = Q(channel=_VILLAGE, approved_on__lte=as_of)
    natures = [one.value for one in INSTITUTION_NATURES]
    lead = Q(post_kind__in=_LEADERS, appointed_on__lte=as_of) & ~Q(channel=_VILLAGE)
    up = lead & Q(source_nature__in=natures)
    straight = lead & Q(source_nature__in=[SourceNature.VILLAGE.value, SourceNature.COMMUNITY.value])
    standing = SelectionCase.objects.filter(_standing(question), person=OuterRef("person"))
    return (
        SelectionCase.objects.filter(_standing(question))
        .filter(into | up | straight)
        .annotate(
            transition=Case(
                When(into, then=Value("village_to_institution")), When(up, then=Value("institution_to_leader")),
                default=Value("village_to_leader"), output_field=CharField(),
            ),
            moved_on=Coalesce(Case(When(into, then=F("approved_on"))), F("appointed_on"), output_field=DateField()),
            both=_flag(Q(Exists(standing.filter(into))) & Q(Exists(standing.filter(up)))),
        )
    )  # fmt: skip


_SHOWN = (("person__name", "姓名"), ("unit__name", "拟任（聘）单位"), ("post", "拟任（聘）职务"), ("approval_number", "批准文号"))
_COLUMNS = (
    SourceColumn("channel", "选拔方式", values=tuple(SelectionChannel.pairs())),
    SourceColumn("category", "来源类别", values=tuple(SourceCategory.pairs())),
    SourceColumn("subcategory", "具体类别", values=tuple(SourceSubcategory.pairs())),
    SourceColumn("source_nature", "来源单位性质", values=tuple(SourceNature.pairs())),
    SourceColumn("post_kind", "职务性质", values=tuple(PostKind.pairs())),
    SourceColumn("entry", "进入方式", values=_ENTRIES),
    SourceColumn("standing", "没有退出", "flag"),
    SourceColumn("leader_post", "担任领导职务", "flag"),
    SourceColumn("counted_leader", "作为三（五）方面人员选拔到乡镇机关领导岗位", "flag"),
    SourceColumn("sides", "三方面、五方面", values=_SIDE_WORDS),
)

APPROVALS = Source(
    "selection_approval", "批准的选拔任用", approvals, "unit",
    (
        *_COLUMNS,
        SourceColumn("overlap", "同时计入三（五）方面人员", "flag"),
        SourceColumn("counts_once", "按口径不重复计算", "flag"),
    ),
    day="approved_on", person="person_id", shown=_SHOWN, register="selections",
)  # fmt: skip
APPOINTMENTS = Source(
    "selection_appointment", "任职（聘用）的选拔任用", appointments, "unit", _COLUMNS,
    day="appointed_on", person="person_id", shown=_SHOWN, register="selections",
)  # fmt: skip
TRANSITIONS = Source(
    "career_transition", "成长轨迹", transitions, "unit",
    (
        SourceColumn(
            "transition", "转变",
            values=tuple(CareerStep.pairs()),
        ),
        SourceColumn("both", "两次转变都有", "flag"),
    ),
    day="moved_on", person="person_id", shown=_SHOWN, register="selections",
)  # fmt: skip
SOURCES = (APPROVALS, APPOINTMENTS, TRANSITIONS)
