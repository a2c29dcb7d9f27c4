"""Reading résumés into spells, and keeping what a person said of a line."""

from collections import defaultdict
from collections.abc import Callable, Iterable

import orjson
import pghistory
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cadres.actions.resume_rows import read_resume, township_rows
from cadres.models import Resume, Spell, SpellConfirmation, TownshipPeriod
from cadres.queries.unit_names import unit_names
from cadres.rules.spell_kinds import SpellKind, SpellNature
from cadres.rules.township_rule import TownshipRule
from portal.audit import record
from portal.models import RuleSetting, UnitSpan
from portal.queries.units import township_kind_histories

_CHUNK = 1000


@transaction.atomic
def read_resumes(*, person_ids: Iterable[int], by, progress: Callable[[int, int], None] | None = None) -> int:
    """Spells and township stretches of the people read again from their résumés; returns how many were read.

    A person without a résumé keeps none. Confirmations hold for every line that still reads the same. Works
    in chunks of a thousand people, a handful of statements each.
    """
    ids = sorted(set(person_ids))
    names, rules, histories = unit_names(), township_rules(), township_kind_histories()
    with pghistory.context(action="resume.read"):
        for start in range(0, len(ids), _CHUNK):
            _read_chunk(ids[start : start + _CHUNK], names.find, rules, histories)
            if progress:
                progress(min(start + _CHUNK, len(ids)), len(ids))
    return len(ids)


@transaction.atomic
def read_resumes_naming(*, unit_id: int, by, progress: Callable[[int, int], None] | None = None) -> int:
    """The résumés that a unit's history decides, read again after it was changed; returns how many.

    They are those with a line that was read as the unit, and those in which one of its names stands.
    """
    names = UnitSpan.objects.filter(unit=unit_id).values_list("name", "short_name")
    naming = Q(person__spells__unit=unit_id)
    for name in {one for pair in names for one in pair if one}:
        naming |= Q(text__contains=name)
    ids = Resume.objects.filter(naming).values_list("person_id", flat=True)
    return read_resumes(person_ids=ids, by=by, progress=progress)


@transaction.atomic
def confirm_spell(
    *, spell: Spell, kind: str, nature: str, began, ended, by, full_time: bool | None = None, note: str = ""
) -> SpellConfirmation:
    """What a person says a line is; the spells and stretches of the person follow at once.

    Raises ValidationError for an unknown class, a missing start or an end before the start.
    """
    problems = {}
    if kind not in list(SpellKind):
        problems["kind"] = _("请选择单位性质。")
    if nature not in list(SpellNature):
        problems["nature"] = _("请选择经历性质。")
    if began is None:
        problems["began"] = _("请填写起始时间。")
    elif ended is not None and ended < began:
        problems["ended"] = _("终止时间不能早于起始时间。")
    if problems:
        raise ValidationError(problems)
    same_line = Spell.objects.filter(person=spell.person_id, line_digest=spell.line_digest)
    confirmation, _created = SpellConfirmation.objects.update_or_create(
        person_id=spell.person_id,
        line_digest=spell.line_digest,
        occurrence=same_line.filter(position__lt=spell.position).count(),
        defaults={
            "kind": kind, "nature": nature, "began": began, "ended": ended, "full_time": full_time,
            "note": note, "confirmed_by": by,
        },
    )  # fmt: skip
    read_resumes(person_ids=[spell.person_id], by=by)
    record("resume.confirmed", by=by, target=confirmation, detail={"person": spell.person_id, "line": spell.line})
    return confirmation


@transaction.atomic
def withdraw_confirmation(*, confirmation: SpellConfirmation, by) -> None:
    """The line is read by the rules again."""
    record("resume.confirmation_withdrawn", by=by, target=confirmation, detail={"person": confirmation.person_id})
    confirmation.delete()
    read_resumes(person_ids=[confirmation.person_id], by=by)


@transaction.atomic
def rebuild_township_periods(*, by, progress: Callable[[int, int], None] | None = None) -> int:
    """Township stretches of everybody, worked out from the spells under every version of the rule."""
    rules, histories = township_rules(), township_kind_histories()
    ids = list(Spell.objects.order_by("person_id").values_list("person_id", flat=True).distinct())
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        spells = defaultdict(list)
        for spell in Spell.objects.filter(person_id__in=chunk).order_by("person_id", "position"):
            spells[spell.person_id].append(spell)
        TownshipPeriod.objects.filter(person_id__in=chunk).delete()
        _copy_periods({person_id: township_rows(spells[person_id], rules, histories) for person_id in chunk})
        if progress:
            progress(min(start + _CHUNK, len(ids)), len(ids))
    record("township_periods.rebuilt", by=by, detail={"people": len(ids)})
    return len(ids)


def township_rules() -> dict[int, TownshipRule]:
    """Every version of the township rule by the number of its setting."""
    settings = RuleSetting.objects.filter(key="township_experience")
    return {setting.pk: TownshipRule.from_dict(setting.value) for setting in settings}


def _read_chunk(person_ids: list[int], lookup, rules: dict[int, TownshipRule], histories: dict) -> None:
    resumes = list(Resume.objects.filter(person_id__in=person_ids))
    confirmed: dict[int, dict] = defaultdict(dict)
    for answer in SpellConfirmation.objects.filter(person_id__in=person_ids):
        confirmed[answer.person_id][answer.line_digest, answer.occurrence] = answer
    read = {
        resume.person_id: read_resume(resume.text, lookup=lookup, confirmed=confirmed[resume.person_id])
        for resume in resumes
    }
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cadres_spell WHERE person_id = ANY(%s)", [person_ids])
        cursor.execute("DELETE FROM cadres_townshipperiod WHERE person_id = ANY(%s)", [person_ids])
    _copy_spells({person_id: one.spells for person_id, one in read.items()})
    _copy_periods({person_id: township_rows(one.spells, rules, histories) for person_id, one in read.items()})
    _note_readings(resumes, read)


_SPELL_COLUMNS = (
    "person_id", "position", "parent_position", "line", "line_digest", "raw", "text", "began", "ended", "kind",
    "nature", "full_time", "unit_id", "unit_name", "words", "reason", "state",
)  # fmt: skip


def _copy_spells(spells: dict[int, list]) -> None:
    columns = ", ".join(_SPELL_COLUMNS)
    with connection.cursor() as cursor, cursor.copy(f"COPY cadres_spell ({columns}) FROM STDIN") as copy:
        for person_id, rows in spells.items():
            for row in rows:
                copy.write_row([person_id, *(_plain(getattr(row, name)) for name in _SPELL_COLUMNS[1:])])


def _copy_periods(periods: dict[int, list[tuple]]) -> None:
    columns = "person_id, rule_id, began, ended, counts_from, convention, spells"
    with connection.cursor() as cursor, cursor.copy(f"COPY cadres_townshipperiod ({columns}) FROM STDIN") as copy:
        for person_id, rows in periods.items():
            for row in rows:
                copy.write_row([person_id, *(_plain(value) for value in row)])


def _plain(value):
    """A value COPY takes: partial dates as their integer, lists as JSON text."""
    if hasattr(value, "as_int"):
        return value.as_int()
    return orjson.dumps(value).decode() if isinstance(value, list) else value


_NOTE_READINGS = """
UPDATE cadres_resume SET read_digest = digest, tail = said.tail, problems = said.problems, needs_review = said.review
FROM unnest(%s::bigint[], %s::text[], %s::jsonb[], %s::bool[]) AS said (id, tail, problems, review)
WHERE cadres_resume.id = said.id
"""


def _note_readings(resumes: list[Resume], read: dict) -> None:
    found = [read[resume.person_id] for resume in resumes]
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTE_READINGS,
            [
                [resume.pk for resume in resumes],
                [one.tail for one in found],
                [orjson.dumps(one.problems).decode() for one in found],
                [one.needs_review for one in found],
            ],
        )
