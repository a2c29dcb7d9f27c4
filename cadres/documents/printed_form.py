"""The words that stand in each place of the printed appointment form (干部任免审批表), from the form's values."""

import datetime
import re
from dataclasses import dataclass, replace

from cadres.exporting.lrmx import FormValues
from cadres.rules.age import full_years
from cadres.rules.party import parse_party, print_party
from cadres.rules.resume.layout import write_resume
from cadres.rules.resume.spells import parse_resume
from cadres.rules.retirement import base_age, retirement
from portal.rules.dates import DateProblem, PartialDate, as_int, parse_partial_date

# The official editor leaves the age of such a relative blank (verified).
_DECEASED = re.compile("去世|死亡|逝世|已逝|已故")
_PERIOD = re.compile(r"(\d{4}(?:\.\d\d){0,2}--(?:\d{4}(?:\.\d\d){0,2})?)\s*(\S.*)")


@dataclass(frozen=True)
class PrintedForm:
    """Texts of one form, by place. `resume` holds (period, text), the period empty for a line without one and
    None for a line inside the entry above. `family` holds 称谓, 姓名, 年龄, 政治面貌, 单位及职务. `retirement_note` says
    how the month of retirement came about, for layouts that print it."""

    texts: dict[str, str]
    full_time: tuple[str, str]
    in_service: tuple[str, str]
    resume: list[tuple[str | None, str]]
    family: list[tuple[str, str, str, str, str]]
    photo: bytes = b""
    note: str = ""
    retirement_note: str = ""


def printed_form(values: FormValues, as_of: datetime.date, *, family_withheld: bool = False) -> PrintedForm:
    """The form's texts as of a day.

    Ages are those of the form's own 计算年龄时间 unless that lies after the day. A month of retirement is worked out
    only where the form has none, and its note then says from which age.
    """
    tags = values.tags
    day = _age_day(tags.get("JiSuanNianLingShiJian", ""), as_of)
    born = _date(tags.get("ChuShengNianYue", ""))
    retires, counted = _retires(tags, born)
    texts = {
        "姓名": tags.get("XingMing", ""), "性别": tags.get("XingBie", ""),
        "出生年月": _born(tags.get("ChuShengNianYue", ""), born, day), "民族": tags.get("MinZu", ""),
        "籍贯": tags.get("JiGuan", ""), "出生地": tags.get("ChuShengDi", ""),
        "入党时间": _party(tags.get("RuDangShiJian", "")),
        "参加工作时间": _shown(tags.get("CanJiaGongZuoShiJian", "")),
        "到龄时间": retires, "健康状况": tags.get("JianKangZhuangKuang", ""),
        "专业技术职务": tags.get("ZhuanYeJiShuZhiWu", ""), "熟悉专业有何专长": tags.get("ShuXiZhuanYeYouHeZhuanChang", ""),
        "现任职务": tags.get("XianRenZhiWu", ""), "拟任职务": tags.get("NiRenZhiWu", ""),
        "拟免职务": tags.get("NiMianZhiWu", ""), "奖惩情况": tags.get("JiangChengQingKuang", ""),
        "年度考核结果": tags.get("NianDuKaoHeJieGuo", ""), "任免理由": tags.get("RenMianLiYou", ""),
        "呈报单位": tags.get("ChengBaoDanWei", ""), "填表人": tags.get("TianBiaoRen", ""),
    }  # fmt: skip
    notes = [f"计算年龄时间：{day.year}.{day.month:02d}"]
    notes.append("家庭成员：无查看权限，未列出" if family_withheld else "")
    return PrintedForm(
        texts=texts, full_time=_education(tags, "QuanRiZhiJiaoYu"), in_service=_education(tags, "ZaiZhiJiaoYu"),
        resume=resume_lines(tags.get("JianLi", "")), family=[_relative(one, day) for one in values.family],
        photo=values.photo, note="；".join(filter(None, notes)), retirement_note=counted,
    )  # fmt: skip


def resume_on(text: str, day: datetime.date) -> str:
    """The résumé as it stood on the day: later entries are gone, an end that was still to come is open.

    The text itself comes back when nothing in it is later.
    """
    number = as_int(day)
    found = parse_resume(text)
    later = [one for one in found.entries if one.began and one.began.as_int() > number]
    if not later:
        return text
    entries = [
        replace(one, ended=None, open=True) if one.ended and one.ended.as_int() > number else one
        for one in found.entries
        if one not in later
    ]
    return write_resume(replace(found, entries=entries))


def resume_lines(text: str) -> list[tuple[str | None, str]]:
    """(period, text) of every line of the official layout; wrapped lines are one again."""
    lines: list[tuple[str | None, str]] = []
    for line in write_resume(parse_resume(text)).splitlines():
        bare = line.strip()
        if not bare:
            continue
        if found := _PERIOD.fullmatch(bare):
            lines.append((found.group(1), found.group(2)))
        elif line[:1].isspace() and lines and not bare.startswith(("（", "(")):
            period, start = lines[-1]
            lines[-1] = (period, start + bare)
        else:
            lines.append((None if line[:1].isspace() and lines else "", bare))
    return lines


def _retires(tags: dict[str, str], born: PartialDate | None) -> tuple[str, str]:
    """The printed month of retirement and, when it was worked out here, how."""
    given = _date(tags.get("DaoLingNianYue", ""))
    if given is not None:
        return _with_age(given, full_years(born, given.first_day()) if born else None), ""
    found = retirement(born, base_age(tags.get("XingBie", ""), tags.get("GaiGeQianRenZhiNianLingJieXian", "")))
    if found is None:
        return "", ""
    return _with_age(found.month, found.age), f"到龄时间按{found.base}岁、延迟{found.delay}个月计算"


def _education(tags: dict[str, str], group: str) -> tuple[str, str]:
    """(学历 and 学位, one below the other; schools, an equal one once)."""
    level = [tags.get(f"{group}_{tail}", "") for tail in ("XueLi", "XueWei")]
    schools = [tags.get(f"{group}_{tail}_BiYeYuanXiaoXi", "") for tail in ("XueLi", "XueWei")]
    return "\n".join(filter(None, level)), "\n".join(dict.fromkeys(filter(None, schools)))


def _relative(member: dict[str, str], day: datetime.date) -> tuple[str, str, str, str, str]:
    post = member.get("工作单位及职务", "")
    born = _date(member.get("出生日期", ""))
    age = None if born is None or _DECEASED.search(post) else _age(born, day)
    return (
        member.get("称谓", ""), member.get("家庭成员姓名", ""), "" if age is None else str(age),
        member.get("政治面貌", ""), post,
    )  # fmt: skip


def _age(born: PartialDate, day: datetime.date) -> int | None:
    """By month; a relative known by the year only is counted by years, and one not yet born has no age."""
    years = day.year - born.year if born.month is None else full_years(born, day)
    return years if years is not None and years >= 0 else None


def _born(text: str, born: PartialDate | None, day: datetime.date) -> str:
    return text if born is None else _with_age(born, full_years(born, day))


def _with_age(date: PartialDate, age: int | None) -> str:
    month = str(PartialDate(date.year, date.month))
    return month if age is None or age < 0 else f"{month}（{age}岁）"


def _party(text: str) -> str:
    status = parse_party(text)
    return text if status.problems else print_party(status)


def _shown(text: str) -> str:
    date = _date(text)
    return text if date is None else str(PartialDate(date.year, date.month))


def _age_day(text: str, as_of: datetime.date) -> datetime.date:
    given = _date(text)
    return as_of if given is None or given.first_day() > as_of else given.first_day()


def _date(text: str) -> PartialDate | None:
    try:
        return parse_partial_date(text)
    except DateProblem:
        return None
