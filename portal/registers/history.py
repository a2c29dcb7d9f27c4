"""What was changed of a record, when and by whom: out of the complete images kept of every row."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.models import User
from portal.queries.coded import shown
from portal.registers.columns import withheld
from portal.registers.declaration import Register
from portal.registers.scope import chooseable

MOST = 200
ACTS = {"insert": gettext_lazy("新增"), "update": gettext_lazy("修改"), "delete": gettext_lazy("删除")}
_NEVER = {"id", "source_row"}


@dataclass(frozen=True)
class Event:
    """One change of the record: (label, old text, new text) by column."""

    at: object
    by: str
    batch: int | None
    kind: str
    act: str
    changes: list[tuple[str, str, str]]


def record_history(register: Register, record: models.Model, user) -> list[Event]:
    """The last changes, newest first, without the columns the account may not see."""
    hidden = withheld(register, user) | _NEVER
    fields = [field for field in register.model._meta.concrete_fields if field.name not in hidden]
    images = register.model.pgh_event_model.objects.filter(pgh_obj_id=record.pk)
    found = list(images.select_related("pgh_context").order_by("-pgh_id")[: MOST + 1])[::-1]
    names = _names(found, fields, user)
    users = dict(User.objects.filter(pk__in={_user(one) for one in found} - {None}).values_list("pk", "full_name"))
    events, before = [], None
    for event in found:
        act = ACTS.get(event.pgh_label, event.pgh_label)
        old, new = (event, None) if event.pgh_label == "delete" else (before, event)
        changes = [
            (str(field.verbose_name), _text(old, field, names), _text(new, field, names))
            for field in fields
            if _raw(old, field) != _raw(new, field)
        ]
        changes = [one for one in changes if one[1] != one[2]]
        before = event
        if changes or event.pgh_label != "update":
            context = _context(event)
            events.append(
                Event(
                    event.pgh_created_at,
                    users.get(_user(event), _("系统")),
                    context.get("batch"),
                    event.pgh_label,
                    act,
                    changes,
                )
            )
    return events[::-1][:MOST]


def _raw(event, field):
    return None if event is None else getattr(event, field.attname)


def _text(event, field: models.Field, names: dict) -> str:
    value = _raw(event, field)
    if value is None or value in ({}, []):
        return ""
    if field.is_relation:
        return names.get((field.related_model, value), _("（不在您的管理范围内）"))
    return shown(event, field)


def _names(events, fields, user) -> dict[tuple[type, int], str]:
    """The names of the records the images point at, one query a table."""
    wanted: dict[type, set[int]] = {}
    for field in fields:
        if field.is_relation:
            wanted.setdefault(field.related_model, set()).update(getattr(event, field.attname) for event in events)
    return {
        (model, one.pk): str(one)
        for model, numbers in wanted.items()
        for one in chooseable(model, user).filter(pk__in=numbers - {None})
    }


def _context(event) -> dict:
    return event.pgh_context.metadata if event.pgh_context_id and event.pgh_context else {}


def _user(event) -> int | None:
    user = _context(event).get("user")
    return int(user) if str(user or "").isdecimal() else None
