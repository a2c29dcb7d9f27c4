"""Résumé written back in the official layout of the appointment form (干部任免审批表).

Period, two spaces, text; an open end leaves nine spaces after the dashes; a 其间 line stands 17 columns in,
before a full-width bracket (verified on forms of the official editor 3.2.1).
"""

from cadres.rules.resume.spells import Entry, Resume, parse_resume

TEXT_COLUMN = 18
_CHILD_INDENT = " " * (TEXT_COLUMN - 1)


def write_resume(resume: Resume) -> str:
    """The résumé's text in the official layout, lines ended by a line feed.

    An entry whose dates cannot be, or that the layout cannot carry without change, keeps its raw lines.
    """
    return "\n".join([*resume.head, *(_write_entry(entry) for entry in resume.entries), *resume.tail])


def _write_entry(entry: Entry) -> str:
    lines = [_period(entry).ljust(TEXT_COLUMN) + entry.text]
    lines += [f"{_CHILD_INDENT}（其间：{_period(child)}{child.text}）" for child in entry.children]
    written = "\n".join(line.rstrip() for line in lines)
    again = parse_resume(written)
    if len(again.entries) == 1 and not again.tail and again.entries[0].content() == entry.content():
        return written
    return entry.raw


def _period(entry: Entry) -> str:
    period = f"{entry.began}--" + ("" if entry.ended is None else str(entry.ended))
    return period if len(period) < TEXT_COLUMN - 1 else period + "  "
