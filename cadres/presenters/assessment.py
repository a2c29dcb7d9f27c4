"""A year's appraisal in words: checks of shares, counts of awards and tasks, lines of certificates."""

from collections import Counter

from django.utils.translation import gettext as _

from cadres.models import AssessmentConsequence, AwardCase
from cadres.rules.honours.shares import ShareCheck
from portal.rules.figures_text import percent_text

_VERDICTS = {
    "within": ("ok", "在比例内"), "needs_approval": ("amber", "须经批准"), "exceeded": ("error", "超过比例"),
}  # fmt: skip
CERTIFICATE_HEADS = [
    "序号", "姓名", "奖励", "年度", "依据", "决定日期", "决定文号", "批准机关", "单位", "证书编号", "发证日期", "奖金（元）",
]  # fmt: skip


def check_lines(checks: list[tuple[str, ShareCheck]]) -> list[dict]:
    """Units with their share, those that break it first."""
    lines = [
        {
            "name": name, "check": check, "share": percent_text(check.excellent, check.graded),
            "tone": _VERDICTS[check.verdict][0], "word": _(_VERDICTS[check.verdict][1]),
        }
        for name, check in checks
    ]  # fmt: skip
    order = {"exceeded": 0, "needs_approval": 1, "within": 2}
    return sorted(lines, key=lambda line: order[line["check"].verdict])


def award_counts(counts: Counter) -> list[dict]:
    """Awards of the year by kind and state, in the order of the states."""
    kinds, states = dict(AwardCase.Kind.choices), dict(AwardCase.State.choices)
    place = list(states)
    return [
        {"kind": str(kinds[kind]), "kind_code": kind, "state": str(states[state]), "state_code": state, "count": count}
        for (kind, state), count in sorted(counts.items(), key=lambda pair: (pair[0][0], place.index(pair[0][1])))
    ]


def task_counts(counts: Counter) -> list[dict]:
    """Tasks of the year by state."""
    return [
        {"state": str(label), "code": code, "count": counts[code]}
        for code, label in AssessmentConsequence.State.choices
        if counts[code]
    ]


def certificate_lines(found: list[AwardCase]) -> list[list[str]]:
    """The lines under `CERTIFICATE_HEADS`."""
    return [
        [
            str(number), one.person.name, one.get_kind_display(), str(one.award_year), one.get_basis_display(),
            str(one.decided_on or ""), one.document_number, one.decided_by, one.unit.name if one.unit else "",
            one.certificate_number, str(one.certificate_on or ""), "" if one.bonus is None else str(one.bonus),
        ]
        for number, one in enumerate(found, 1)
    ]  # fmt: skip
