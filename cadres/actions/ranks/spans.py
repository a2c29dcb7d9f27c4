"""The record of ranks held: the old one ends and the new one begins on the same day, in the same transaction."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from cadres.models import Person, RankSpan
from portal.models.timebound import as_int
from portal.rules.dates import PartialDate

_CURRENT, _ENDED = "1", "0"


def open_rank(
    *, person: Person, code: str, on: datetime.date, document_number: str
) -> tuple[RankSpan, RankSpan | None, bool]:
    """(the span of the rank begun on the day, the one that ended with it, whether a new one was made).

    A span of the same rank begun in the same month is taken as this one. Raises ValidationError where another rank
    begins on or after the day already.
    """
    day = PartialDate.from_date(on)
    spans = RankSpan.objects.select_for_update().filter(person=person, sequence=RankSpan.Sequence.RANK)
    same = next((one for one in spans if one.code == code and _same_month(one.began, day)), None)
    if same is not None:
        before = spans.filter(ended=same.began).first()
        return same, before, False
    if spans.filter(began__gte=day).exists():
        raise ValidationError(_("此人在 %(day)s 之后已有别的职级记录，请先核对。") % {"day": on}, code="later_rank")
    held = spans.filter(Q(ended__isnull=True) | Q(ended__gt=as_int(on))).first()
    if held is not None:
        held.ended, held.status = day, _ENDED
        held.save(update_fields=["ended", "status"])
    opened = RankSpan.objects.create(
        person=person, sequence=RankSpan.Sequence.RANK, code=code, began=day, document_number=document_number,
        status=_CURRENT,
    )  # fmt: skip
    _tell(person)
    return opened, held, True


def reopen_rank(*, opened: RankSpan | None, closed: RankSpan | None, person: Person) -> None:
    """Takes the rank back: the opened span goes, the one that ended with it goes on."""
    if opened is not None:
        opened.delete()
    if closed is not None:
        closed.ended, closed.status = None, _CURRENT
        closed.save(update_fields=["ended", "status"])
    _tell(person)


def _same_month(one: PartialDate | None, other: PartialDate) -> bool:
    return one is not None and (one.year, one.month) == (other.year, other.month)


def _tell(person: Person) -> None:
    """The person's own row repeats the rank held last."""
    last = person.ranks.filter(sequence=RankSpan.Sequence.RANK, ended__isnull=True).order_by("-began").first()
    person.rank, person.rank_since = (last.code, last.began) if last else ("", None)
    person.save(update_fields=["rank", "rank_since"])
