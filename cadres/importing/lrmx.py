"""干部任免审批表 (.lrmx) of every producer met, as raw rows."""

import re
from collections.abc import Iterator

from lxml import etree

from cadres.importing.form_rows import form_rows
from cadres.importing.form_tags import EDUCATION_GROUPS, EDUCATION_PARTS, FAMILY_TAGS, FORM_TAGS, PERSON_TAGS
from cadres.importing.rows import meta, problem
from portal.office.refusal import FileRefused

SIZE_LIMIT = 10 * 1_048_576
_KNOWN = {*PERSON_TAGS, *FORM_TAGS, *(group + part for group in EDUCATION_GROUPS for part in EDUCATION_PARTS)}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*?\?>")
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"']", re.I)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ufeff\ud800-\udfff]")
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)")
_NOT_XML = ("type_mismatch", "不是任免审批表（.lrmx）文件", "请选择由任免审批表编辑器保存的.lrmx文件")


def looks_like_form(content: bytes) -> bool:
    """True when an XML text holds the tags of the form."""
    return b"XingMing" in content[:20_000] or b"X\0i\0n\0g\0M\0i\0n\0g" in content[:40_000]


def read_form(content: bytes, file_name: str = "", *, with_photo: bool = True) -> Iterator[dict]:
    """Meta line and raw rows of one form; raises FileRefused."""
    root = _root(decode(content))
    yield meta("lrmx", sheets=["任免审批表"])
    tags, family, extra, problems, photo = {}, [], {}, [], ""
    for child in root:
        if not isinstance(child.tag, str):
            continue  # comments and processing instructions say nothing and are never followed
        tag = etree.QName(child).localname
        text = "".join(child.itertext())
        if tag == "JiaTingChengYuan":
            family.extend(_member(item) for item in child if isinstance(item.tag, str))
        elif tag == "ZhaoPian":
            photo = photo or text.strip()
        elif tag in _KNOWN:
            if tags.get(tag, "").strip() and text.strip() and tags[tag].strip() != text.strip():
                head = PERSON_TAGS.get(tag) or FORM_TAGS.get(tag) or tag
                problems.append(
                    problem(
                        "warning",
                        "duplicate_element",
                        head,
                        text.strip()[:30],
                        f"标签{tag}出现两次，取第一个",
                        "请核对该项",
                    )
                )
            elif not tags.get(tag, "").strip():
                tags[tag] = text
        elif len(child):
            extra[tag] = {"xml": "".join(etree.tostring(inner, encoding="unicode") for inner in child).strip()}
        else:
            extra[tag] = text.strip()
    if extra:
        problems.append(
            problem(
                "notice",
                "unknown_tag",
                "、".join(sorted(extra))[:100],
                "",
                f"有{len(extra)}个不认识的标签，已原样保留",
                "无需改动",
            )
        )
    if not any(text.strip() for text in tags.values()):
        raise FileRefused("lrmx_version", "表中没有任何内容", "请核对文件后重新上传")
    yield from form_rows(
        tags, family, extra=extra, photo=photo, problems=problems, file_name=file_name, with_photo=with_photo
    )


def _member(item) -> dict[str, str]:
    cells = {}
    for part in item:
        if isinstance(part.tag, str) and (head := FAMILY_TAGS.get(etree.QName(part).localname)):
            cells.setdefault(head, "".join(part.itertext()))
    return cells


def decode(content: bytes) -> str:
    """The text by its byte order mark, else as UTF-8, else as declared, else as GB18030; raises FileRefused.

    Valid UTF-8 goes before a declaration because Chinese in GBK is almost never valid UTF-8, while a wrong
    declaration is common.
    """
    if len(content) > SIZE_LIMIT:
        raise FileRefused("file_too_large", f"任免审批表超过{SIZE_LIMIT // 1_048_576} MB上限", "请压缩照片后重新保存")
    content = content.rstrip(b"\0") if content[:2] not in (b"\xff\xfe", b"\xfe\xff") else content
    declared = _ENCODING.search(content[:200])
    names = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig"]
    if declared and declared.group(1).lower() in (b"gbk", b"gb2312", b"gb18030", b"big5", b"utf-16"):
        names.append(
            {b"gbk": "gb18030", b"gb2312": "gb18030"}.get(declared.group(1).lower(), declared.group(1).decode())
        )
    for name in [*names, "gb18030"]:
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise FileRefused("encoding", "声明编码与内容不符，无法确定文字编码", "请用原软件另存一份后重新上传")


def _root(text: str):
    text = _DECLARATION.sub("", _CONTROL.sub("", text), count=1).strip()
    if re.search(r"<!(?!--|\[CDATA\[)", text):
        raise FileRefused("xml_forbidden", "文件含不允许的XML声明", "请用任免审批表编辑器重新保存后上传")
    if not text.startswith("<"):
        raise FileRefused(*_NOT_XML)
    try:
        root = _parse(text)
    except etree.XMLSyntaxError as first:
        try:
            root = _parse(_repaired(text))
        except etree.XMLSyntaxError:
            raise _refusal(first) from None
    if etree.QName(root).localname != "Person":
        raise FileRefused(
            "lrmx_version", f"根标签是{etree.QName(root).localname[:30]}，不是任免审批表", "请选择.lrmx文件"
        )
    return root


def _parse(text: str):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    return etree.fromstring(text.encode("utf-8"), parser)


def _repaired(text: str) -> str:
    """The text with bare & escaped and references to impossible characters dropped, as one producer writes them."""
    text = _BARE_AMPERSAND.sub("&amp;", text)
    return re.sub(r"&#(?:x([0-9A-Fa-f]+)|(\d+));", _possible, text)


def _possible(found: re.Match) -> str:
    number = int(found.group(1), 16) if found.group(1) else int(found.group(2))
    fine = (
        number in (9, 10, 13) or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or 0x10000 <= number <= 0x10FFFF
    )
    return found.group() if fine else ""


def _refusal(wrong: etree.XMLSyntaxError) -> FileRefused:
    said = str(wrong)
    if "depth" in said.lower() or "too long" in said.lower() or "huge" in said.lower() or "limit" in said.lower():
        return FileRefused("xml_limits", "XML嵌套过深或内容过长", "请用任免审批表编辑器重新保存后上传")
    line, column = wrong.position
    return FileRefused("xml_syntax", f"XML有语法错误，第{line}行第{column}列", "文件可能不完整，请重新导出或重新上传")
