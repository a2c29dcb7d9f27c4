"""Chosen columns of many people changed at once, as a batch: rehearsed person by person, applied, undone."""

import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cadres.actions.batches.receiving import start_reading
from cadres.actions.batches.staging import stage
from cadres.actions.batches.statements import run
from cadres.actions.people import CHANGEABLE
from cadres.importing.checked import CheckedRow
from cadres.importing.register_values import as_json
from cadres.models import Person
from portal.audit import record
from portal.files import store_file
from portal.models import Batch, Unit

FORMAT = "edit"
"""Format of a batch that came from a form and not from a file."""

MOST_PEOPLE = 2_000
NOT_TOGETHER = ("name", "born", "sex")
"""Columns that are each person's own."""


@transaction.atomic
def change_many(*, people: list[Person], values: dict, unit: Unit | None, by, background: bool = True) -> Batch:
    """The batch that would put the values into every person's columns; its job rehearses it.

    Raises ValidationError without people or values, for too many people, a column not changed this way, a unit
    outside the scope.
    """
    if not people or not values:
        raise ValidationError(_("请选择人员，并填写至少一项要修改的内容。"), code="empty")
    if len(people) > MOST_PEOPLE:
        raise ValidationError(_("一次最多修改 %(most)d 人，请先缩小范围。") % {"most": MOST_PEOPLE}, code="too_many")
    for name in values:
        if name not in CHANGEABLE or name in NOT_TOGETHER:
            raise ValidationError(_("这一项不能成批修改。"), code="unknown_field")
    home = values.get("unit")
    if home is not None and not Unit.objects.visible_to(by).filter(pk=home.pk).exists():
        raise ValidationError(_("该单位不在您的管理范围内。"), code="unit_out_of_scope")
    columns = {name: Person._meta.get_field(name) for name in values}
    stored, said = {}, {}
    for name, column in columns.items():
        value = values[name].pk if name == "unit" and values[name] is not None else values[name]
        stored[column.attname] = as_json(column, value)
        said[str(column.verbose_name)] = str(values[name] if values[name] is not None else "")
    told = json.dumps({"people": [person.pk for person in people], "values": stored}, ensure_ascii=False).encode()
    labels = "、".join(said)
    batch = Batch.objects.create(
        file=store_file(name=_("批量修改：%(columns)s") % {"columns": labels[:100]}, content=told, by=by),
        unit=unit, created_by=by, format=FORMAT, state=Batch.State.READ,
    )  # fmt: skip
    rows = (
        CheckedRow("", _("批量修改"), number, "person", {"姓名": person.name, **said}, dict(stored), [], name_key=person.name_key)
        for number, person in enumerate(people, 1)
    )  # fmt: skip
    stage(batch=batch, rows=rows, progress=lambda done, total: None)
    # Who is meant is known: nobody is looked for by name.
    run(_MEANT, [[person.pk for person in people], batch.pk])
    record("batch.received", by=by, target=batch, detail={"people": len(people), "fields": sorted(values)})
    if background:
        start_reading(batch=batch, by=by)
    return batch


_MEANT = """
UPDATE portal_batchrow b SET decision = p.id FROM unnest(%s::bigint[]) WITH ORDINALITY p(id, at)
WHERE b.batch_id = %s AND b.position = p.at
"""
