"""Talks as figures count them: who must be talked to, talks held, difficulties raised. Never what was said."""

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from cadres.models import TalkIssue, TalkRecord
from cadres.queries.talk_coverage import people_to_talk_to, talk_duty
from cadres.rules.talks import Occasion, TalkeeRole
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn


def duties(question: RecordQuestion) -> QuerySet:
    """Everybody who must be talked to on the day, with the talks of the period up to it."""
    return people_to_talk_to(talk_duty(question.as_of), question.as_of)


def talks(question: RecordQuestion) -> QuerySet:
    """Every talk; one row a person talked to."""
    return TalkRecord.objects.all()


def issues(question: RecordQuestion) -> QuerySet:
    """Every difficulty; `solved` when solved on or before the day."""
    return TalkIssue.objects.annotate(
        solved=Case(
            When(Q(solved_on__lte=question.as_of), then=Value(True)), default=Value(False), output_field=BooleanField()
        )
    )


SOURCES = (
    Source(
        name="talk_duty", label="须谈心谈话的人员", rows=duties, unit="unit", person="pk",
        columns=(
            SourceColumn("role", "身份", values=tuple(TalkeeRole.pairs())),
            SourceColumn("talked", "本期已谈过", "flag"),
            SourceColumn("enough", "达到应谈次数", "flag"),
        ),
        shown=(("name", "姓名"), ("unit__name", "单位"), ("post_text", "职务"), ("need", "应谈次数"), ("held", "已谈次数")),
    ),
    Source(
        name="talk", label="谈话记录", rows=talks, unit="person__unit", day="held_on",
        person="person_id",
        columns=(
            SourceColumn("occasion", "谈话情形", values=tuple(Occasion.pairs())),
            SourceColumn("mode", "谈话方式", values=tuple(TalkRecord.Mode.choices)),
        ),
        shown=(("person__name", "姓名"), ("person__unit__name", "单位"), ("occasion", "情形"), ("held_on", "日期")),
        register="talks",
    ),
    Source(
        name="talk_issue", label="实际困难", rows=issues, unit="person__unit", day="raised",
        person="person_id",
        columns=(
            SourceColumn("category", "困难类别", values=tuple(TalkIssue.Category.choices)),
            SourceColumn("solved", "已解决", "flag"),
        ),
        shown=(("person__name", "姓名"), ("category", "类别"), ("raised", "反映日期"), ("solved_on", "解决日期")),
        register="talk-issues",
    ),
)  # fmt: skip
