"""One appointment form as raw rows: person, educations, family, appraisals, awards, form, photo."""

import base64
import binascii
import re
from collections.abc import Iterator

import orjson

from cadres.importing.checks.cells import tidy, tidy_lines
from cadres.importing.checks.required import FORM_SHEET
from cadres.importing.form_tags import (
    EDUCATION_GROUPS,
    EDUCATION_PARTS,
    FORM_TAGS,
    MULTILINE_TAGS,
    PERSON_TAGS,
)
from cadres.importing.rows import raw_row
from cadres.importing.texts import read_appraisals, read_awards
from portal.office.photo import PhotoRefused, clean_photo

_APPRAISALS = "年度考核结果综述"


def form_rows(
    tags: dict[str, str],
    family: list[dict[str, str]],
    *,
    extra: dict | None = None,
    photo: bytes | str = b"",
    problems: list[dict] | None = None,
    file_name: str = "",
    with_photo: bool = True,
) -> Iterator[dict]:
    """Rows of one form, the person first; `tags` are the texts by tag of the .lrmx format, `problems` the person's."""

    def row(kind, cells, **flags):
        return raw_row(FORM_SHEET, 1, kind, cells, file_name=file_name, flags=flags.get("flags"))

    tags = {tag: shown for tag, text in tags.items() if (shown := tidy_text(tag, text))}
    cells = {head: tags[tag] for tag, head in PERSON_TAGS.items() if tag in tags}
    person = row("person", cells)
    if problems:
        person["problems"] = problems
    yield person
    for group, mode in EDUCATION_GROUPS.items():
        cells = {head: tags[group + part] for part, head in EDUCATION_PARTS.items() if group + part in tags}
        if cells:
            yield row("education", {**cells, "教育类别": mode})
    for position, member in enumerate(family, 1):
        cells = {head: text for head, given in member.items() if (text := tidy(given))}
        if cells:
            yield row("family", {**cells, "排序": str(position)})
    for year, result in read_appraisals(tags.get("NianDuKaoHeJieGuo", "")):
        yield row("appraisal", {"考核年度": str(year), "考核结论": result})
    for award in read_awards(tags.get("JiangChengQingKuang", "")):
        yield row("award", award)
    cells = {head: tags[tag] for tag, head in FORM_TAGS.items() if tag in tags}
    if extra:
        cells["其他标签"] = orjson.dumps(extra).decode()
    if cells:
        yield row("form", cells)
    if photo and with_photo:
        text, flag = _photo(photo)
        yield row("photo", {"照片": text} if text else {}, flags={"照片": flag} if flag else {})


def tidy_text(tag: str, text: str) -> str:
    """The text of a tag; line breaks stay only where the official editor keeps them."""
    return tidy_lines(text) if tag in MULTILINE_TAGS else tidy(text)


_DATA_PREFIX = re.compile(r"\s*data:[\w/+.-]*;base64,", re.I)


def _photo(photo: bytes | str) -> tuple[str, str]:
    """(base64 of the cleaned photograph, "") or ("", code of what is wrong)."""
    if isinstance(photo, str):
        try:
            photo = base64.b64decode("".join(_DATA_PREFIX.sub("", photo, count=1).split()), validate=True)
        except (binascii.Error, ValueError):
            return "", "photo_invalid"
    try:
        return base64.b64encode(clean_photo(photo)).decode(), ""
    except PhotoRefused as refused:
        return "", refused.code
