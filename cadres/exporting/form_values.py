"""The values of an appointment form gathered from a person's records, as plain dicts by model column."""

from cadres.exporting.lrmx import FormValues, form_date
from cadres.rules.party import PartyFact, PartyStatus, store_party
from portal.rules.dates import PartialDate

_PERSON_TEXTS = {
    "XingMing": "name", "JiGuan": "native_place", "ChuShengDi": "birth_place", "JianKangZhuangKuang": "health",
    "ZhuanYeJiShuZhiWu": "professional_title", "ShuXiZhuanYeYouHeZhuanChang": "specialty",
    "XianRenZhiWu": "post_text", "JiangChengQingKuang": "awards_text", "NianDuKaoHeJieGuo": "appraisals_text",
}  # fmt: skip
_FORM_TEXTS = {
    "NiRenZhiWu": "proposed_post", "NiMianZhiWu": "proposed_removal", "RenMianLiYou": "reason",
    "ChengBaoDanWei": "reporting_unit", "TianBiaoRen": "filled_by", "Version": "version",
    "GaiGeQianRenZhiNianLingJieXian": "former_age_limit",
}  # fmt: skip
_FORM_DATES = {"JiSuanNianLingShiJian": "age_as_of", "TianBiaoShiJian": "filled", "DaoLingNianYue": "retires"}
_GROUPS = {"1": "QuanRiZhiJiaoYu", "2": "ZaiZhiJiaoYu"}
_FAMILY = {"称谓": "relation", "家庭成员姓名": "name", "政治面貌": "political_text", "工作单位及职务": "post_text"}


def form_values(
    *,
    person: dict,
    names: dict[str, dict[str, str]],
    id_number: str = "",
    resume: str = "",
    educations=(),
    family=(),
    form: dict | None = None,
    photo: bytes = b"",
) -> FormValues:
    """What the form prints of the records given; dates are stored integers, `names` is {table: {code: name}}.

    Of several educations of one mode the first given is printed, so the caller puts the one to show first.
    """
    form = form or {}
    tags = {tag: person.get(field) or "" for tag, field in _PERSON_TEXTS.items()}
    tags |= {tag: form.get(field) or "" for tag, field in _FORM_TEXTS.items()}
    tags |= {tag: form_date(form.get(field)) for tag, field in _FORM_DATES.items()}
    tags["XingBie"] = names.get("GB2261", {}).get(person.get("sex", ""), "")
    tags["MinZu"] = names.get("GB3304", {}).get(person.get("ethnicity", ""), "")
    tags["ChuShengNianYue"] = form_date(person.get("born"))
    tags["CanJiaGongZuoShiJian"] = form_date(person.get("work_began"))
    tags["RuDangShiJian"] = person.get("party_text") or _party(person)
    tags["ShenFenZheng"], tags["JianLi"] = id_number, resume
    for education in educations:
        group = _GROUPS.get(education.get("mode", ""))
        if group and not tags.get(f"{group}_XueLi") and not tags.get(f"{group}_XueWei"):
            tags |= _education(group, education)
    members = [
        {
            **{head: member.get(field) or "" for head, field in _FAMILY.items()},
            "出生日期": form_date(member.get("born")),
        }
        for member in family
    ]
    return FormValues(tags=tags, family=members, photo=photo, extra=form.get("extra") or {})


def _education(group: str, education: dict) -> dict[str, str]:
    school = education.get("school_text") or _school(education)
    degree = education.get("degree_text") or ""
    degree_school = education.get("degree_school_text") or ""
    return {
        f"{group}_XueLi": education.get("level_text") or "",
        f"{group}_XueWei": degree,
        f"{group}_XueLi_BiYeYuanXiaoXi": school,
        f"{group}_XueWei_BiYeYuanXiaoXi": degree_school,
    }


def _school(education: dict) -> str:
    school, major = education.get("school") or "", education.get("major") or ""
    return f"{school}{major}{'专业' if major and not major.endswith('专业') else ''}"


def _party(person: dict) -> str:
    codes = [code for field in ("political_status", "second_party", "third_party") if (code := person.get(field))]
    if not codes or codes[0] in ("03", "13"):
        return ""  # the field stays empty for members of the Youth League and the masses
    joined = person.get("party_joined")
    facts = [PartyFact(codes[0], PartialDate.from_int(joined) if joined else None), *map(PartyFact, codes[1:])]
    return store_party(PartyStatus(tuple(facts)))
