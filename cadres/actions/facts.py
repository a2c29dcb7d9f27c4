"""Writing what is true of a person beside the own row: education, posts, ranks, family and the rest."""

import datetime
import hashlib

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from cadres.actions.resume import read_resumes
from cadres.models import Person, Resume
from cadres.queries.card import RELATIONS
from portal.audit import record
from portal.models import Unit
from portal.registers.catalogue import register_of
from portal.registers.cautions import refuse_cautioned

_NEVER = {"id", "person", "source_row", "confirmed_by", "confirmed_on"}


def fact_model(kind: str) -> type[models.Model]:
    """The model of a kind of fact (education, appointment, …); raises KeyError for a kind there is not."""
    return Person._meta.get_field(RELATIONS[kind]).related_model


def fact_fields(kind: str) -> list[models.Field]:
    """The columns of a kind that people fill in."""
    return [field for field in fact_model(kind)._meta.concrete_fields if field.name not in _NEVER]


@transaction.atomic
def add_fact(*, person: Person, kind: str, values: dict, by, today: datetime.date | None = None) -> models.Model:
    """The new record of the person; raises ValidationError for values against the rules.

    With `today` also for what the office's rules of the day refuse.
    """
    fact = fact_model(kind)(person=person)
    _write(fact, kind, values, today)
    record(f"{kind}.added", by=by, target=fact, detail={"person": person.pk, "fields": sorted(values)})
    return fact


@transaction.atomic
def change_fact(*, fact: models.Model, kind: str, changes: dict, by, today: datetime.date | None = None) -> models.Model:
    """The record with the columns changed; raises ValidationError as `add_fact` does."""
    fact = type(fact).objects.select_for_update().get(pk=fact.pk)
    if kind == "source_tag" and changes:
        fact.confirmed_by = fact.confirmed_on = None  # what was confirmed is no longer what stands there
    _write(fact, kind, changes, today)
    record(f"{kind}.changed", by=by, target=fact, detail={"person": fact.person_id, "fields": sorted(changes)})
    return fact


@transaction.atomic
def remove_fact(*, fact: models.Model, kind: str, by) -> None:
    """Takes a record out that should never have been there; a fact that is over is ended instead."""
    record(f"{kind}.removed", by=by, target=fact, detail={"person": fact.person_id})
    fact.delete()


@transaction.atomic
def write_resume(*, person: Person, text: str, by) -> Resume:
    """The person's résumé with the text, read into spells at once; an empty text raises ValidationError."""
    if not text.strip():
        raise ValidationError({"text": ValidationError(_("简历不能为空。"), code="required")})
    digest = hashlib.sha256(text.encode()).hexdigest()
    resume, _created = Resume.objects.update_or_create(person=person, defaults={"text": text, "digest": digest})
    read_resumes(person_ids=[person.pk], by=by)
    record("resume.written", by=by, target=resume, detail={"person": person.pk})
    resume.refresh_from_db()
    return resume


def _write(fact: models.Model, kind: str, values: dict, today: datetime.date | None) -> None:
    known = {field.name for field in fact_fields(kind)}
    unknown = set(values) - known
    if unknown:
        raise ValidationError({name: ValidationError(_("没有这个信息项。"), code="unknown_field") for name in unknown})
    for name, value in values.items():
        setattr(fact, name, value)
    if kind == "appointment" and fact.unit_id and not fact.unit_text:
        fact.unit_text = Unit.objects.get(pk=fact.unit_id).name
    fact.full_clean()
    try:
        with transaction.atomic():
            fact.save()
    except IntegrityError as error:
        # Two people saved at once: the checks above saw neither.
        raise ValidationError(_("与刚刚保存的记录冲突，请刷新后重试。"), code="conflict") from error
    if today is not None:
        refuse_cautioned(register_of(type(fact)), fact, today)
