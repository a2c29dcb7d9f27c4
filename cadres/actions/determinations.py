"""Putting an archive decision in force and taking it back: the person's own date follows."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cadres.actions.people import change_person
from cadres.models import ArchiveDetermination, Person
from cadres.rules.determinations import DATES

_FIXED = ("person_id", "item", "recorded", "material", "basis", "decided", "decided_text")


def check_determination(one: ArchiveDetermination, *, by, today) -> None:
    """A date for a date, words for the rest, nothing decided after today, nothing changed once it is in force."""
    problems = {}
    if one.item in DATES and one.decided is None:
        problems["decided"] = _("请填写认定的日期。")
    if one.item and one.item not in DATES and not one.decided_text:
        problems["decided_text"] = _("请写明认定结论。")
    if one.decided_on and one.decided_on > today:
        problems["decided_on"] = _("作出认定日期不能晚于今天。")
    held = ArchiveDetermination.objects.filter(pk=one.pk).first() if one.pk else None
    if held and held.state != one.State.PENDING:
        changed = [name for name in _FIXED if getattr(held, name) != getattr(one, name)]
        if changed:
            problems[changed[0].removesuffix("_id")] = _("认定已经生效，不能修改；确有错误的，请撤销后重新登记。")
    if problems:
        raise ValidationError(problems)


def determine(one: ArchiveDetermination, *, by, today) -> None:
    """Writes the decided date into the person's row and keeps what stood there."""
    if one.item not in DATES:
        return
    person = Person.objects.get(pk=one.person_id)
    one.before = getattr(person, one.item)
    one.save(update_fields=["before"])
    change_person(person=person, changes={one.item: one.decided}, by=by)


def revoke(one: ArchiveDetermination, *, by, today) -> None:
    """Puts back what stood on file before the decision."""
    if one.item in DATES:
        change_person(person=Person.objects.get(pk=one.person_id), changes={one.item: one.before}, by=by)
