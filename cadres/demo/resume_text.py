"""A career as the text of the official appointment form."""

from cadres.demo.facts import Cadre, Stage
from cadres.demo.months import dotted

_CHILD = " " * 17


def resume_text(cadre: Cadre) -> str:
    """The résumé: period, two spaces, text; 其间 lines 17 columns in; memberships at the end.

    Layout of the official editor 3.2.1 (verified on forms). A text written by hand for the person goes first.
    """
    if cadre.resume is not None:
        return cadre.resume
    lines = []
    for stage in cadre.stages:
        lines.append(f"{_period(stage).ljust(18)}{stage.text}")
        for inner in sorted(stage.inside, key=lambda one: one.began):
            period = _period(inner) + ("" if inner.ended else "至今")
            lines.append(f"{_CHILD}（其间：{period}{inner.text}）")
    return "\n".join([*lines, *cadre.tail])


def _period(stage: Stage) -> str:
    return f"{dotted(stage.began)}--{dotted(stage.ended) if stage.ended else ''}"
