"""Writing the organization tree: a change adds a span, the past stays the past."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from portal.audit import record
from portal.models import Unit, UnitQuota, UnitSpan
from portal.rules.dates import PartialDate
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind

_SPAN_FIELDS = ("affiliation", "level", "category", "legal_kind", "region", "note")


@transaction.atomic
def create_unit(
    *,
    code: str,
    name: str,
    kind: str,
    by,
    parent: Unit | None = None,
    short_name: str = "",
    began: PartialDate | None = None,
    position: int = 0,
    **span_fields,
) -> Unit:
    """A new unit with its first span.

    Raises ValidationError when the code is taken, or a second root is asked for.
    """
    if Unit.objects.filter(code=code).exists():
        raise ValidationError(_("机构编码 %(code)s 已被使用。") % {"code": code}, code="unit_code_taken")
    if parent is None and Unit.objects.filter(parent__isnull=True).exists():
        raise ValidationError(_("请选择上级机构：只能有一个最上级机构。"), code="unit_root_exists")
    unit = Unit.objects.create(code=code, name=name, short_name=short_name, kind=kind, parent=parent, position=position)
    UnitSpan.objects.create(
        unit=unit,
        name=name,
        short_name=short_name,
        kind=kind,
        parent=parent,
        began=began,
        **{field: span_fields.get(field, "") for field in _SPAN_FIELDS},
    )
    rebuild_paths()
    unit.refresh_from_db()
    record("unit.created", by=by, target=unit, detail={"code": code})
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, from_day: PartialDate, by, **changes) -> UnitSpan:
    """The span that begins on the day with a new name, kind or parent; the one before it ends there.

    A day inside the past splits the span that held it. Raises ValidationError for a parent below the unit
    itself, or when nothing held on the day.
    """
    parent = changes.get("parent")
    if parent is not None and parent.path.startswith(unit.path):
        raise ValidationError(_("上级机构不能是本机构或其下级机构。"), code="unit_cycle")
    held = _span_on(unit, from_day)
    if held is None:
        raise ValidationError(_("该机构在所选日期没有沿革记录。"), code="unit_no_span")
    values = {
        field: getattr(held, field) for field in ("name", "short_name", "kind", "parent", *_SPAN_FIELDS)
    } | changes
    if held.began == from_day:
        UnitSpan.objects.filter(pk=held.pk).update(**values)
        span = UnitSpan.objects.get(pk=held.pk)
    else:
        ended = held.ended
        UnitSpan.objects.filter(pk=held.pk).update(ended=from_day)
        span = UnitSpan.objects.create(unit=unit, began=from_day, ended=ended, **values)
    _show_latest(unit)
    rebuild_paths()
    record("unit.changed", by=by, target=unit, detail={"from": str(from_day), "fields": sorted(changes)})
    return span


@transaction.atomic
def dissolve_unit(*, unit: Unit, on: PartialDate, by) -> None:
    """Ends the unit's last span; raises ValidationError while people or units still belong to it."""
    people, children = unit.people.count(), unit.children.count()
    if people or children:
        raise ValidationError(
            _("不能撤销：还有 %(people)d 名人员、%(children)d 个下级机构。") % {"people": people, "children": children},
            code="unit_in_use",
        )
    unit.spans.filter(ended__isnull=True).update(ended=on)
    record("unit.dissolved", by=by, target=unit, detail={"on": str(on)})


@transaction.atomic
def set_quota(*, unit: Unit, from_day: PartialDate, by, **numbers) -> UnitQuota:
    """Approved numbers from a day on, until those of a later day; those in force before it end there."""
    day = from_day.as_int()
    before = unit.quotas.filter(Q(began__isnull=True) | Q(began__lt=day), Q(ended__isnull=True) | Q(ended__gt=day))
    before.update(ended=from_day)
    later = unit.quotas.filter(began__gt=day).order_by("began").first()
    numbers["ended"] = later and later.began
    quota, _created = UnitQuota.objects.update_or_create(unit=unit, began=from_day, defaults=numbers)
    record(
        "unit.quota_set", by=by, target=unit, detail={"from": str(from_day), "fields": sorted({*numbers} - {"ended"})}
    )
    return quota


def rebuild_paths() -> None:
    """Every unit's path, and the township of every unit and span, worked out from the parents in three statements.

    A path is the ids from the root down, six digits each, so that everything below a unit is one range of
    the index. A span's township follows the kinds and parents of its own time.
    """
    organs = [kind.value for kind in TOWNSHIP_ORGANS]
    with connection.cursor() as cursor:
        cursor.execute(_PATHS)
        cursor.execute(_TOWNSHIPS, [organs])
        cursor.execute(_SPAN_TOWNSHIPS, [organs])


def _span_on(unit: Unit, day: PartialDate) -> UnitSpan | None:
    return unit.spans.as_of(day.first_day()).first()


def _show_latest(unit: Unit) -> None:
    latest = unit.spans.order_by(F("began").desc(nulls_last=True)).first()
    Unit.objects.filter(pk=unit.pk).update(
        name=latest.name, short_name=latest.short_name, kind=UnitKind(latest.kind).value, parent=latest.parent
    )


_PATHS = """
WITH RECURSIVE tree AS (
    SELECT id, lpad(id::text, 6, '0') || '.' AS path FROM portal_unit WHERE parent_id IS NULL
    UNION ALL
    SELECT child.id, tree.path || lpad(child.id::text, 6, '0') || '.'
    FROM portal_unit child JOIN tree ON child.parent_id = tree.id
)
UPDATE portal_unit SET path = tree.path FROM tree
WHERE tree.id = portal_unit.id AND portal_unit.path IS DISTINCT FROM tree.path
"""

_TOWNSHIPS = """
WITH nearest AS (
    SELECT unit.id, (
        SELECT above.id FROM portal_unit above
        WHERE above.kind = ANY(%s) AND above.id = ANY(string_to_array(rtrim(unit.path, '.'), '.')::bigint[])
        ORDER BY length(above.path) LIMIT 1
    ) AS township_id
    FROM portal_unit unit
)
UPDATE portal_unit SET township_id = nearest.township_id FROM nearest
WHERE nearest.id = portal_unit.id AND portal_unit.township_id IS DISTINCT FROM nearest.township_id
"""

# A span's township is looked for on the day the span began (or, without one, on the earliest day known).
_SPAN_TOWNSHIPS = """
WITH RECURSIVE climb AS (
    SELECT span.id AS span_id, span.unit_id, span.parent_id, span.kind, coalesce(span.began, 0) AS day, 0 AS height
    FROM portal_unitspan span
    UNION ALL
    SELECT climb.span_id, above.unit_id, above.parent_id, above.kind, climb.day, climb.height + 1
    FROM climb JOIN LATERAL (
        SELECT unit_id, parent_id, kind FROM portal_unitspan
        WHERE unit_id = climb.parent_id
        ORDER BY (coalesce(began, 0) <= climb.day AND coalesce(ended, 99999999) > climb.day) DESC, began NULLS FIRST
        LIMIT 1
    ) above ON climb.height < 20
), topmost AS (
    SELECT span_id, (array_agg(unit_id ORDER BY height DESC) FILTER (WHERE kind = ANY(%s)))[1] AS township_id
    FROM climb GROUP BY span_id
)
UPDATE portal_unitspan SET township_id = topmost.township_id FROM topmost
WHERE topmost.span_id = portal_unitspan.id AND portal_unitspan.township_id IS DISTINCT FROM topmost.township_id
"""
