"""The words a report needs beside its figures: names, years and case stories."""

import datetime

from django.db.models import Count, Q

from branches.models import CaseStory
from cadres.models import CooperationAgreement, PartnerUnit, RankPromotionCase, TrainingClass
from cadres.queries.secondments import top_hosts
from reports.records.question import RecordQuestion

_TOLD = (CaseStory.State.COUNTY_APPROVED, CaseStory.State.USED)


def report_words(question: RecordQuestion, promoted_since: datetime.date) -> dict[tuple[str, str], str]:
    """Words by (kind, key) for the slots of a template; an empty word has nothing on file."""
    day = question.as_of
    hosts = top_hosts(unit=question.unit, first=question.since, last=day)
    return {
        ("name", "county"): question.unit.name, ("day", "as_of"): f"{day.year}年{day.month}月{day.day}日",
        ("name", "partner"): _partner(question), ("name", "colleges"): _colleges(question),
        ("name", "hosts"): "、".join(name for name, _people in hosts),
        ("year", "rank_since"): _first_promotion(question, promoted_since), **_stories(question),
    }  # fmt: skip


def _partner(question: RecordQuestion) -> str:
    """The college of the first agreement that is in force on the day (县校合作)."""
    day = question.as_of
    held = CooperationAgreement.objects.filter(
        Q(expires__isnull=True) | Q(expires__gte=day), Q(terminated__isnull=True) | Q(terminated__gt=day),
        signed__lte=day, partner__kind=PartnerUnit.Kind.COLLEGE, partner__unit__path__startswith=question.unit.path,
    )  # fmt: skip
    first = held.order_by("signed", "pk").select_related("partner").first()
    return first.partner.name if first else ""


def _colleges(question: RecordQuestion) -> str:
    """The colleges to which the batches went that the figures of batches and places count, most batches first."""
    went = (
        TrainingClass.objects.filter(
            direction=TrainingClass.Direction.GO_OUT, state=TrainingClass.State.FINISHED,
            ended__range=(question.since, question.as_of), unit__path__startswith=question.unit.path,
            agreement__partner__kind=PartnerUnit.Kind.COLLEGE,
        )
        .values_list("agreement__partner__name")
        .annotate(classes=Count("pk"))
        .order_by("-classes", "agreement__partner__name")[:2]
    )  # fmt: skip
    return "、".join(name for name, _classes in went)


def _first_promotion(question: RecordQuestion, since: datetime.date) -> str:
    """The year of the first promotion among those the figure counts."""
    first = (
        RankPromotionCase.objects.filter(
            kind=RankPromotionCase.Kind.PROMOTION, approved_on__range=(since, question.as_of),
            unit__path__startswith=question.unit.path,
        )
        .order_by("approved_on")
        .values_list("approved_on", flat=True)
        .first()
    )
    return str(first.year) if first else ""


def _stories(question: RecordQuestion) -> dict[tuple[str, str], str]:
    """The newest approved story of each mechanism, as the sentence the report prints."""
    rows = (
        CaseStory.objects.filter(
            state__in=_TOLD, approved_on__lte=question.as_of, unit__path__startswith=question.unit.path
        )
        .order_by("mechanism", "-approved_on", "-pk")
        .distinct("mechanism")
        .select_related("unit__township")
    )
    return {("story", story.mechanism): _sentence(story) for story in rows}


def _sentence(story: CaseStory) -> str:
    """如x镇x村…: the place before the text, once, however the text begins."""
    township = story.unit.township
    place = (township.name if township and not story.unit.name.startswith(township.name) else "") + story.unit.name
    text = story.text.strip().rstrip("。")
    return f"如{text if text.startswith(place) else place + text.removeprefix(story.unit.name)}"
