"""干部任免审批表 written as the official editor 3.2.1.16 writes it."""

import base64
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from lxml import etree

from cadres.importing.form_tags import FAMILY_TAGS, OFFICIAL_ORDER
from portal.office.safe_cells import safe_text

VERSION = "3.2.1.16"
_OPTIONAL = {"DaoLingNianYue": "CanJiaGongZuoShiJian", "GaiGeQianRenZhiNianLingJieXian": "ChengBaoDanWei"}
# The two tags of 2025 stand behind these, written only with a value: older editors do not know them.


@dataclass(frozen=True)
class FormValues:
    """Everything one form prints: `tags` texts by tag name, `family` texts by national head, the photo as JPEG bytes.

    Texts are as they stand in the form (dates as digits, names of codes); `extra` are unknown tags of the file the
    form came from, a text or {"xml": inner XML}.
    """

    tags: dict[str, str]
    family: list[dict[str, str]] = field(default_factory=list)
    photo: bytes = b""
    extra: dict = field(default_factory=dict)


def form_date(value: int | None) -> str:
    """A stored date as the form's digits: 19820400 → 198204, 19850000 → 1985, 20240318 stays."""
    if not value:
        return ""
    text = f"{value:08d}"
    return text[:4] if text[4:] == "0000" else text[:6] if text[6:] == "00" else text


def write_lrmx(values: FormValues) -> bytes:
    """The form as a file: UTF-8 with BOM, CRLF, two blanks a level, all 34 tags in the official order."""
    after = {place: tag for tag, place in _OPTIONAL.items()}
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<Person>"]
    for tag in OFFICIAL_ORDER:
        if tag == "JiaTingChengYuan":
            lines.extend(_family(values.family))
        elif tag == "ZhaoPian":
            lines.extend(_element("ZhaoPian", base64.b64encode(values.photo).decode()))
        elif tag == "Version":
            for name, content in values.extra.items():
                lines.extend(_extra(name, content))
            lines.extend(_element("Version", values.tags.get("Version") or VERSION))
        else:
            lines.extend(_element(tag, values.tags.get(tag, "")))
        if (optional := after.get(tag)) and values.tags.get(optional):
            lines.extend(_element(optional, values.tags[optional]))
    lines.append("</Person>")
    return b"\xef\xbb\xbf" + "\r\n".join(lines).encode("utf-8")


def _element(tag: str, text: str, indent: str = "  ") -> list[str]:
    text = safe_text(text)
    if not text:
        return [f"{indent}<{tag}>", f"{indent}</{tag}>"]
    inner = escape(text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    return [f"{indent}<{tag}>{inner}</{tag}>"]


def _family(family: list[dict[str, str]]) -> list[str]:
    if not family:
        return _element("JiaTingChengYuan", "")
    lines = ["  <JiaTingChengYuan>"]
    for member in family:
        lines.append("    <Item>")
        for tag, head in FAMILY_TAGS.items():
            lines.extend(_element(tag, member.get(head, ""), "      "))
        lines.append("    </Item>")
    return [*lines, "  </JiaTingChengYuan>"]


def _extra(name: str, content) -> list[str]:
    """An unknown tag as it came; one whose name or content is no XML is left out rather than break the file."""
    inner = content.get("xml", "") if isinstance(content, dict) else escape(safe_text(content))
    element = f"<{name}>{inner}</{name}>"
    try:
        etree.fromstring(element, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return []
    return _element(name, "") if not inner else [f"  {element}"]
