"""Résumé text read into dated entries with their 其间 children, and the paragraphs without dates.

The shapes are those of real appointment forms and rosters (verified on official and third-party files): every
separator, open end and bracket, wrapped lines, periods with one-digit months or six digits. Nothing raises;
what cannot be is a problem of the entry, for a person to look at.
"""

import re
from dataclasses import dataclass, field

from cadres.rules.resume.lines import (
    KEYWORD,
    PERIOD,
    PERIOD_AT,
    SINGLE_DATE,
    Line,
    display_width,
    plain,
    read_date,
    split_lines,
)
from portal.rules.dates import DateProblem, PartialDate

_SPACE = r"[ \n]{0,24}"
_LABEL = rf"{KEYWORD}{_SPACE}[:,]?"
_PIECE = re.compile(rf"{_SPACE}\(?{_SPACE}(?:{_LABEL}{_SPACE})?{PERIOD}")
_BRACKETED = re.compile(rf"\({_SPACE}(?P<label>{_LABEL}{_SPACE})?{PERIOD}")
_BARE = re.compile(rf"[\n,;。]{_SPACE}(?P<label>{_LABEL}{_SPACE}){PERIOD}")
_GROUP_MARK = re.compile(r"[(\n,;。]")
_MEMBERSHIP = re.compile(r"届|代表|委员|常委")
_CHILD_INDENT = 8  # a dated line this far in, while a bracket is open, lies inside the bracket
_PRINT_WIDTHS = range(56, 63)  # 18 columns of dates and a text column of 42 half-width characters


@dataclass(frozen=True)
class Problem:
    """Something wrong in one entry: `code` for programs, `message` in Chinese."""

    code: str
    message: str


@dataclass
class Entry:
    """One period and what it says; `raw` is its piece of the text, unchanged.

    `began` is None only with a problem; `ended` is None when the period is open or its end cannot be. `blank_end`
    tells an open period that merely says no end from one that says 至今.
    """

    line_number: int
    raw: str
    began: PartialDate | None
    ended: PartialDate | None
    open: bool
    text: str
    children: list["Entry"] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    blank_end: bool = False

    def content(self) -> tuple:
        """What the entry says, without where it stood: equal for two spellings of the same entry."""
        children = tuple(child.content() for child in self.children)
        return (self.began, self.ended, self.open, self.text, children, tuple(p.code for p in self.problems))


@dataclass
class Resume:
    """A résumé: `head` before the first period, `entries`, `tail` (memberships) after the last, and `raw`."""

    raw: str
    head: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)

    def content(self) -> tuple:
        """What the résumé says, without its spelling."""
        return tuple(self.head), tuple(entry.content() for entry in self.entries), tuple(self.tail)


def parse_resume(text: str) -> Resume:
    """The résumé that a text holds; never raises, in time linear in the text."""
    resume = Resume(raw=text)
    for block in _blocks(split_lines(text), resume):
        resume.entries.append(_entry(block))
    return resume


def _blocks(lines: list[Line], resume: Resume) -> list[list[Line]]:
    """The lines of each top-level entry; fills the head and the tail of the résumé."""
    starts = _starting_lines(lines)
    last = max(starts, default=-1)
    blocks: list[list[Line]] = []
    paragraph_ended = False
    for position, line in enumerate(lines):
        if not line.plain.strip():
            paragraph_ended = paragraph_ended or position > last
        elif position in starts:
            blocks.append([line])
        elif not blocks:
            resume.head.append(line.text.strip())
        elif resume.tail or paragraph_ended or (position > last and _is_tail(line, blocks[-1])):
            resume.tail.append(line.text.strip())
        else:
            blocks[-1].append(line)
    return blocks


def _starting_lines(lines: list[Line]) -> set[int]:
    """Positions of the lines that open a top-level entry."""
    starts: set[int] = set()
    depth = 0
    for position, line in enumerate(lines):
        bare = line.plain.lstrip(" ")
        balance = bare.count("(") - bare.count(")")
        if PERIOD_AT.match(bare):
            inside = bool(starts) and depth > 0 and (line.indent >= _CHILD_INDENT or balance < 0)
            if not inside:
                starts.add(position)
                depth = 0
        depth = max(depth + balance, 0)
    return starts


def _is_tail(line: Line, block: list[Line]) -> bool:
    """Whether a line after the last period is a paragraph of its own and not the entry's continuation."""
    bare = line.plain.strip()
    if line.indent or bare[0] in "(),;、。" or bare.startswith(("其间", "其中", "期间")):
        return False
    if _open_brackets(block[-1].plain):
        return False
    wrapped = display_width(block[-1].text) in _PRINT_WIDTHS
    return not wrapped or bool(_MEMBERSHIP.search(bare))


def _open_brackets(text: str) -> int:
    depth = 0
    for mark in text:
        depth = depth + 1 if mark == "(" else max(depth - 1, 0) if mark == ")" else depth
    return depth


def _entry(block: list[Line]) -> Entry:
    first = block[0]
    blank = len(first.plain) - len(first.plain.lstrip(" "))
    found = PERIOD_AT.match(first.plain, blank)
    joined = "\n".join([first.text[found.end() :], *(line.text.strip() for line in block[1:])])
    entry = _dated(found, first.number, "\n".join(line.raw for line in block))
    entry.text, entry.children = _split_children(joined, first.number)
    for line in block[1:]:
        if not line.indent and SINGLE_DATE.match(line.plain):
            note = Problem("single_date", f"第{line.number}行只有一个日期，不成起止时段，已并入上一行")
            entry.problems.append(note)
    if not entry.text and not entry.children:
        entry.problems.append(Problem("no_text", "只有起止时间，没有内容"))
    return entry


def _dated(found: re.Match, line_number: int, raw: str) -> Entry:
    """An entry with the dates of a period match, or with the problems of these dates."""
    entry = Entry(line_number, raw, None, None, found["ended"] is None, "", blank_end=bool(found["blank"]))
    for name, label in (("began", "起始"), ("ended", "终止")):
        if found[name] is None:
            continue
        try:
            setattr(entry, name, read_date(found[name]))
        except DateProblem as problem:
            message = f"{label}时间{found[name].strip()}有误：{problem.message}"
            entry.problems.append(Problem(f"{name}_{problem.code}", message))
    if entry.began and entry.ended and entry.ended < entry.began:
        note = Problem("ends_before_start", f"终止时间{entry.ended}早于起始时间{entry.began}")
        entry.problems.append(note)
    return entry


def _split_children(text: str, line_number: int) -> tuple[str, list[Entry]]:
    """The text outside the dated brackets, and the dated pieces inside them."""
    form = plain(text)
    kept, children, place, position = [], [], 0, 0
    while mark := _GROUP_MARK.search(form, position):
        start = mark.start()
        pattern = _BRACKETED if form[start] == "(" else _BARE
        found = pattern.match(form, start)
        if not found or (not found["label"] and found["blank"]):
            position = start + 1
            continue
        close = _group_end(form, start)
        content = text[start + 1 : close]
        pieces = _children(content, line_number + form.count("\n", 0, start))
        if not any(piece.text for piece in pieces):
            position = close
            continue
        kept.append(text[place:start])
        children.extend(pieces)
        place = position = close + 1 if close < len(form) and form[close] == ")" else close
    kept.append(text[place:])
    return _tidy("".join(kept)), children


def _group_end(form: str, start: int) -> int:
    """Where a dated group ends: its closing bracket, the next dated group on its own line, or the end."""
    bracketed = form[start] == "("
    depth = 0
    for position in range(start if bracketed else start + 1, len(form)):
        mark = form[position]
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth -= 1
            if bracketed and depth <= 0:
                return position
        elif mark == "\n" and position > start:
            following = _own_line_group(form, position)
            if following:
                return position
    return len(form)


def _own_line_group(form: str, position: int) -> bool:
    if form.startswith("(", position + 1):
        return bool(_BRACKETED.match(form, position + 1))
    return bool(_BARE.match(form, position))


def _children(content: str, line_number: int) -> list[Entry]:
    """The dated pieces of one bracket; a piece without a period belongs to the piece before it."""
    form = plain(content)
    cuts, read = [0], 0
    for mark in re.finditer(r"[;,。、\n]", form):
        if mark.start() < read:
            continue
        found = _PIECE.match(form, mark.end())
        if found and (mark.group() in ";\n" or not found["blank"]):
            cuts.append(mark.end())
            read = found.end()
    entries = []
    for start, end in zip(cuts, [*cuts[1:], len(form)], strict=True):
        found = _PIECE.match(form, start)
        raw = content[start:end]
        entry = _dated(found, line_number + form.count("\n", 0, start), raw.strip("\n"))
        entry.text = _tidy(content[found.end() : end].rstrip("，,、"))
        entries.append(entry)
    return entries


def _tidy(text: str) -> str:
    """The text on one line without the spaces of the layout and without a closing semicolon."""
    return re.sub(r"\n *", "", text).strip(" \u3000\t\n;；")
