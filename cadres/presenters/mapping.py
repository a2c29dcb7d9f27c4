"""The columns of a roster with their first values, what each most likely means, and what it could mean."""

from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from cadres.importing.kinds import KINDS
from cadres.importing.reading import read_rows
from cadres.importing.roster import suggest_with_confidence, targets
from cadres.rules.id_number import is_18, mask_id_number, normalise_id_number
from portal.files import read_file
from portal.models import Batch

SAMPLES = 3
_LOOKED_AT = 200
_EDUCATION_TITLES = {"full_time": "全日制教育", "in_service": "在职教育", "any": "教育（由教育类别列区分）"}


@dataclass(frozen=True)
class MappedColumn:
    """One column of the file: its head, three values, the target chosen, and how sure the suggestion is."""

    position: int
    head: str
    samples: list[str]
    chosen: str
    confidence: str
    tone: str


def mapped_columns(batch: Batch) -> list[MappedColumn]:
    """The columns in the order of the file; raises FileRefused when the file cannot be read any more."""
    meta, rows = read_rows(read_file(batch.file), batch.file.name)
    samples: dict[str, list[str]] = {}
    for row in islice(rows, _LOOKED_AT):
        for head, text in row["cells"].items():
            held = samples.setdefault(head, [])
            if len(held) < SAMPLES and text not in held:
                held.append(_shown(text))
    heads = list(dict.fromkeys(head for listed in meta["heads"].values() for head in listed)) or list(batch.mapping)
    suggested = suggest_with_confidence(heads)
    return [
        MappedColumn(at, head, samples.get(head, []), _chosen(batch, head, suggested), *_sureness(*suggested[head]))
        for at, head in enumerate(heads)
    ]


def grouped_targets(years: range) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every meaning a column can have, as the groups of a select; the first one leaves the column out."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for target in targets():
        kind, _dot, rest = target.name.partition(".")
        if kind == "appraisal":
            continue
        label = _("不导入") if not target.name else KINDS[kind].label
        if kind == "education":
            label = _EDUCATION_TITLES[rest.partition(".")[0]]
        groups.setdefault(label, []).append((target.name, target.label))
    groups[KINDS["appraisal"].label] = [
        (f"appraisal.{year}", _("%(year)d 年度考核结果") % {"year": year}) for year in years
    ]
    return list(groups.items())


def _chosen(batch: Batch, head: str, suggested: dict) -> str:
    return batch.mapping.get(head, suggested[head][0])


def _sureness(target: str, confidence: float) -> tuple[str, str]:
    if not target:
        return (_("不导入"), "") if confidence == 1 else (_("没有认出"), "amber")
    return (_("确定"), "ok") if confidence >= 0.9 else (_("可能"), "amber")


def _shown(text: str) -> str:
    number = normalise_id_number(str(text))
    return mask_id_number(number) if is_18(number) else str(text)[:60]
