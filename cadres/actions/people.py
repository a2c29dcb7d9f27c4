"""Writing a person's own row: new people, changed columns; dated facts are `cadres.actions.facts`."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cadres.models import ArchiveDetermination, Person
from cadres.queries.people import version_of
from cadres.rules.determinations import DATES, agrees
from cadres.rules.id_number import check_id_number, mask_id_number, normalise_id_number
from cadres.rules.names import initials, name_problems, normalise_name, pinyin_key
from portal.audit import record
from portal.crypto import open_id_number, seal_id_number
from portal.models import Unit

_DERIVED = {"id", "source_row", "name_key", "pinyin", "initials", "id_cipher", "id_index", "id_masked", "extra"}
# Columns a person may change, in the order of the table; `id_number` is taken beside them and sealed.
CHANGEABLE = tuple(field.name for field in Person._meta.concrete_fields if field.name not in _DERIVED)


class VersionChanged(ValidationError):
    """Somebody else changed the record since it was read."""


@transaction.atomic
def create_person(*, values: dict, by) -> Person:
    """A new person with the columns given.

    `values` may hold `id_number`, the number in clear. Raises ValidationError for a value against the rules, a
    unit outside the scope of `by`, or a number already on file.
    """
    person = Person()
    _write(person, values, by)
    record("person.created", by=by, target=person, detail={"fields": sorted(values)})
    return person


@transaction.atomic
def change_person(*, person: Person, changes: dict, by, version: str | None = None) -> Person:
    """The person with the columns changed and nothing else touched.

    `version` is the `version_of` the change was made from; another one raises VersionChanged. Raises
    ValidationError as `create_person` does. A change to what already stands there writes nothing.
    """
    held = Person.objects.select_for_update().select_related(None).get(pk=person.pk)
    if version is not None and version != version_of(held):
        raise VersionChanged(_("该人员信息已被他人修改，请刷新后重试。"), code="version_changed")
    _check_decided(held, changes)
    before = version_of(held)
    _write(held, changes, by)
    if version_of(held) != before:
        record("person.changed", by=by, target=held, detail={"fields": sorted(changes)})
    return held


@transaction.atomic
def delete_person(*, person: Person, by) -> None:
    """Takes a person and all their facts out of the records; history keeps the images.

    Raises django.db.models.ProtectedError while a slate of a turnover names the person.
    """
    record("person.deleted", by=by, target=person)
    person.delete()


@transaction.atomic
def reveal_id_number(*, person: Person, reason: str, by) -> str:
    """The full ID number, empty when none is on file; who asked and why is recorded.

    Raises ValidationError without a reason, portal.crypto.SealBroken for an altered record.
    """
    reason = reason.strip()
    if len(reason) < 2:
        raise ValidationError({"reason": ValidationError(_("请说明查看完整身份证号的事由。"), code="required")})
    record("person.id_number_viewed", by=by, target=person, detail={"reason": reason[:200]})
    return open_id_number(person.id_cipher, person.id_index) if person.id_cipher else ""


def _write(person: Person, changes: dict, by) -> None:
    problems = {
        name: ValidationError(_("没有这个信息项。"), code="unknown_field")
        for name in changes
        if name not in (*CHANGEABLE, "id_number")
    }
    if problems:
        raise ValidationError(problems)
    if "unit" in changes:
        _check_scope(changes["unit"], by)
    elif person.pk is None:
        _check_scope(None, by)
    for name, value in changes.items():
        if name != "id_number":
            setattr(person, name, value)
    if "name" in changes or person.pk is None:
        _name(person)
    if "id_number" in changes:
        _number(person, changes["id_number"])
    person.full_clean()
    person.save()


def _check_decided(person: Person, changes: dict) -> None:
    """A date the archive check decided stays as decided, whoever writes."""
    asked = [name for name in DATES if name in changes]
    if not asked:
        return
    decided = person.determinations.filter(state=ArchiveDetermination.State.DETERMINED, item__in=asked)
    problems = {
        one.item: ValidationError(
            _("%(day)s已认定为%(date)s（依据：%(material)s），须先撤销认定才能修改。")
            % {"day": one.decided_on, "date": one.decided, "material": one.material}, code="determined",
        )
        for one in decided
        if not agrees(Person._meta.get_field(one.item).to_python(changes[one.item]), one.decided)
    }  # fmt: skip
    if problems:
        raise ValidationError(problems)


def _check_scope(unit: Unit | None, by) -> None:
    """A person is put into a unit of one's own scope; without a unit only by those who see everything."""
    allowed = by is None or by.sees_everything()
    if not allowed and unit is not None:
        allowed = Unit.objects.visible_to(by).filter(pk=unit.pk).exists()
    if not allowed:
        raise ValidationError({"unit": ValidationError(_("该单位不在您的管理范围内。"), code="unit_out_of_scope")})


def _name(person: Person) -> None:
    found = [(code, message) for code, message in name_problems(person.name or "") if code != "name_latin"]
    if found:
        raise ValidationError({"name": [ValidationError(message, code=code) for code, message in found]})
    person.name = person.name_key = normalise_name(person.name)
    person.pinyin, person.initials = pinyin_key(person.name)[:200], initials(person.name)[:30]


def _number(person: Person, text: str | None) -> None:
    number = normalise_id_number(text or "")
    if not number:
        person.id_cipher, person.id_index, person.id_masked = None, None, ""
        return
    found = [one for one in check_id_number(number, allow_unassigned=not settings.PRODUCTION) if one.blocks]
    if found:
        raise ValidationError({"id_number": [ValidationError(one.message, code=one.code) for one in found]})
    cipher, index = seal_id_number(number)
    if Person.objects.filter(id_index=index).exclude(pk=person.pk).exists():
        # Nothing is said of the owner, who may be outside the asker's scope.
        taken = ValidationError(_("不能使用这个身份证号。请核对号码；无误的请联系县委组织部。"), code="id_number_taken")
        raise ValidationError({"id_number": taken})
    if person.id_index is None or bytes(person.id_index) != index:
        person.id_cipher, person.id_index, person.id_masked = cipher, index, mask_id_number(number)
