"""A person's word on a doubtful row: it is this one on file, or nobody yet on file."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cadres.actions.batches.rehearsal import rehearse_people
from cadres.models import Person
from portal.audit import record
from portal.models import Batch, BatchRow


@transaction.atomic
def decide(*, row: BatchRow, person_id: int, by) -> BatchRow:
    """The row rehearsed again as the chosen person, or as a new one with `person_id` 0; rows of that person follow.

    Raises ValidationError when the row does not wait for a choice, the person is not visible to the user, or
    another row of the batch is already that person.
    """
    batch = Batch.objects.select_for_update().get(pk=row.batch_id)
    leader = BatchRow.objects.get(pk=row.person_row or row.pk)
    if batch.state != Batch.State.REHEARSED or (leader.state != BatchRow.State.DOUBTFUL and leader.decision is None):
        raise ValidationError(_("这一行不需要确认。"), code="row_not_doubtful")
    if batch.register and not person_id:
        raise ValidationError(_("请选择一位人员；新人员请先录入人员信息。"), code="choice_missing")
    if person_id:
        if not Person.objects.visible_to(by).filter(pk=person_id).exists():
            raise ValidationError(_("找不到所选人员。"), code="person_unknown")
        taken = batch.rows.filter(kind="person", owner_id=person_id).exclude(pk=leader.pk).first()
        if taken is not None:
            raise ValidationError(
                _("“%(sheet)s”第%(number)d行已经是该人员。") % {"sheet": taken.sheet, "number": taken.number},
                code="person_taken",
            )
    leader.decision = person_id
    leader.save(update_fields=["decision"])
    rehearse_people(batch, [leader.pk])
    record("batch.row_decided", by=by, target=batch, detail={"row": leader.pk, "person": person_id})
    row.refresh_from_db()
    return row
