"""What the registers of villages share: who sees and enters them, and what is filled in from what is known."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from portal.models import Unit
from portal.registers.declaration import Register
from portal.rules.roles import Permission
from portal.rules.unit_kinds import UnitKind

VILLAGES = (UnitKind.VILLAGE, UnitKind.COMMUNITY)


def ledger(name: str, model: type[Model], group: str, purpose: str, *, place: str = "unit", **rest) -> Register:
    """A register seen and entered with the rights over Party organizations; `place` leads to the village.

    What names its village itself stands on the village's page.
    """
    owners = rest.pop("owners", ())
    if place == "unit" and "unit" not in owners:
        owners = (*owners, "unit")
    return Register(
        name=name,
        model=model,
        group=group,
        purpose=purpose,
        scope=place,
        view=Permission.VIEW_ORGANIZATIONS,
        edit=Permission.EDIT_ORGANIZATIONS,
        owners=owners,
        unit_kinds=VILLAGES if in_a_village in _checks(rest.get("check")) else (),
        **rest,
    )


def _checks(check) -> tuple:
    return getattr(check, "checks", (check,))


def all_of(*checks: Callable[..., None]) -> Callable[..., None]:
    """A check that makes the checks one after the other."""

    def check(record, *, by, today):
        for one in checks:
            one(record, by=by, today=today)

    check.checks = checks
    return check


def in_a_village(record, *, by, today) -> None:
    """Refuses a record placed at a township or a department where villages are counted."""
    if record.unit.kind not in VILLAGES:
        raise ValidationError({"unit": _("请填写村或社区，不能填写乡镇或部门。")})


def in_order(*names: str) -> Callable[..., None]:
    """A check that the days filled in do not run backwards, and none lies ahead."""

    def check(record, *, by, today):
        before = None
        for name in names:
            day = getattr(record, name)
            if day is None:
                continue
            label = record._meta.get_field(name).verbose_name
            if day > today:
                raise ValidationError({name: _("%(label)s不能晚于今天。") % {"label": label}})
            if before and day < getattr(record, before):
                earlier = record._meta.get_field(before).verbose_name
                raise ValidationError(
                    {name: _("%(label)s不能早于%(earlier)s。") % {"label": label, "earlier": earlier}}
                )
            before = name

    return check


def own_village(user, today, values: dict) -> dict:
    """The village, when the account is of one village only."""
    if user is None or values.get("unit"):
        return {}
    found = list(Unit.objects.visible_to(user).filter(kind__in=VILLAGES)[:2])
    return {"unit": found[0]} if len(found) == 1 else {}


def as_last_time(model: type[Model], *names: str, place: str = "unit") -> Callable[..., dict]:
    """Values for a new record out of the last one entered for the same village (or what `place` names)."""

    def prefill(user, today, values):
        known = own_village(user, today, values) if place == "unit" else {}
        at = values.get(place) or known.get(place)
        if at is None:
            return known
        last = model.objects.filter(**{place: at}).order_by("-pk").first()
        return known | ({name: getattr(last, name) for name in names} if last else {})

    return prefill
