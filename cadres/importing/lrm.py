"""The old appointment form LRM 2.0 (.lrm with its .pic), as raw rows."""

from collections.abc import Iterator

from cadres.importing.form_rows import form_rows
from cadres.importing.form_tags import FAMILY_TAGS
from cadres.importing.lrmx import decode
from cadres.importing.rows import meta
from portal.office.refusal import FileRefused

_FIELDS = {
    0: "XingMing", 1: "XingBie", 2: "ChuShengNianYue", 3: "MinZu", 4: "JiGuan", 5: "RuDangShiJian",
    6: "JianKangZhuangKuang", 7: "ChuShengDi", 8: "CanJiaGongZuoShiJian", 11: "ZhuanYeJiShuZhiWu",
    16: "ShuXiZhuanYeYouHeZhuanChang", 17: "JianLi", 18: "JiangChengQingKuang", 19: "NianDuKaoHeJieGuo",
    25: "XianRenZhiWu", 26: "NiRenZhiWu", 27: "NiMianZhiWu", 28: "RenMianLiYou", 29: "ChengBaoDanWei",
    30: "JiSuanNianLingShiJian", 31: "TianBiaoRen", 32: "TianBiaoShiJian",
}  # fmt: skip
_EDUCATION = (
    (9, ("QuanRiZhiJiaoYu_XueLi", "QuanRiZhiJiaoYu_XueWei", "ZaiZhiJiaoYu_XueLi", "ZaiZhiJiaoYu_XueWei")),
    (10, (
        "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi",
        "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi",
    )),
)  # fmt: skip
_FAMILY_FIELDS = dict(zip(FAMILY_TAGS.values(), (20, 21, 22, 23, 24), strict=True))
_LEAST_FIELDS = 30


def read_old_form(
    content: bytes, picture: bytes = b"", file_name: str = "", *, with_photo: bool = True
) -> Iterator[dict]:
    """Meta line and raw rows of one old form; raises FileRefused.

    Quotes are not escaped inside the fields, so the record is split at '","' and never read as CSV.
    """
    text = decode(content).strip().strip("\0")
    if not (text.startswith('"') and text.endswith('"')):
        raise FileRefused("lrm_shape", "不是完整的.lrm文件", "请重新导出或改用.lrmx")
    fields = text[1:-1].split('","')
    if len(fields) < _LEAST_FIELDS:
        raise FileRefused("lrm_shape", f".lrm应有33项，现只有{len(fields)}项", "请重新导出或改用.lrmx")
    fields += [""] * (33 - len(fields))
    fields = [field.replace("~", "\n") for field in fields]
    tags = {tag: fields[index] for index, tag in _FIELDS.items()}
    for index, names in _EDUCATION:
        full_time, _, in_service = fields[index].partition("@")
        parts = [*_pair(full_time), *_pair(in_service)]
        tags.update(zip(names, parts, strict=True))
    lists = {head: fields[index].split("@") for head, index in _FAMILY_FIELDS.items()}
    longest = max(len(values) for values in lists.values())
    family = [
        {head: values[at] for head, values in lists.items() if at < len(values) and values[at].strip()}
        for at in range(min(longest, 50))
    ]
    yield meta("lrm", sheets=["任免审批表"])
    yield from form_rows(tags, family, photo=picture, file_name=file_name, with_photo=with_photo)


def _pair(text: str) -> tuple[str, str]:
    first, _, second = text.partition("#")
    return first, second
