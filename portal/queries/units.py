"""Reading the organization tree, today's and any day's."""


from django.db.models import F

from portal.models import Unit, UnitSpan
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind


def root_unit() -> Unit | None:
    """The top of the tree, or None while nothing has been loaded."""
    return Unit.objects.filter(parent__isnull=True).order_by("path").first()


def name_intervals() -> list[tuple[str, int, int, int, str]]:
    """(name, unit id, began, ended, kind) of every name a unit ever had, for finding units in texts.

    Ends are yyyymmdd, 0 and 99999999 where open.
    """
    rows = UnitSpan.objects.values_list("name", "short_name", "unit_id", "began", "ended", "kind")
    found = []
    for name, short_name, unit_id, began, ended, kind in rows:
        period = (began.as_int() if began else 0, ended.as_int() if ended else 99_999_999, kind)
        found.append((name, unit_id, *period))
        if short_name and short_name != name:
            found.append((short_name, unit_id, *period))
    return found


def township_kind_histories() -> dict[int, list[tuple]]:
    """(began, ended, kind) of every span, in the order of time, of the units that were both township and street."""
    ids = UnitSpan.objects.filter(kind=UnitKind.STREET).values("unit_id")
    histories: dict[int, list[tuple]] = {}
    rows = UnitSpan.objects.filter(unit_id__in=ids).order_by(F("began").asc(nulls_first=True))
    for unit_id, *span in rows.values_list("unit_id", "began", "ended", "kind"):
        histories.setdefault(unit_id, []).append(tuple(span))
    return {unit_id: spans for unit_id, spans in histories.items() if len({kind for *_, kind in spans}) > 1}


def township_of(units: dict[int, Unit], unit: Unit) -> Unit | None:
    """The town, township or street a unit belongs to, going up the tree; itself when it is one."""
    topmost, current = None, unit
    while current is not None:
        if current.kind in TOWNSHIP_ORGANS:
            topmost = current
        current = units.get(current.parent_id)
    return topmost


def spans_of(unit: Unit):
    """The history of a unit, newest first."""
    return unit.spans.order_by("-began").select_related("parent", "township")
