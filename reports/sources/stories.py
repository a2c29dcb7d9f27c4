"""Case stories that may be told on the day."""

from django.db.models import Q, QuerySet

from branches.models import CaseStory
from reports.records.question import RecordQuestion
from reports.records.source import Source
from reports.sources.expressions import choices


def stories(question: RecordQuestion) -> QuerySet:
    """Stories approved by the county by the day and not archived before it was over."""
    return CaseStory.objects.filter(approved_on__lte=question.as_of).filter(
        Q(archived_on__isnull=True) | Q(archived_on__gt=question.as_of)
    )


SOURCES = (
    Source(
        "case_story",
        "典型案例",
        stories,
        "unit",
        (choices(CaseStory, "mechanism"),),
        shown=(("mechanism", "做法类别"), ("title", "案例"), ("approved_on", "审定日期")),
        register="case-stories",
    ),
)
