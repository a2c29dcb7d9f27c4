"""Where a team member came from (来源类别): the categories, their order, and how files spell them.

三方面人员 is the list of the 2016 round, 五方面人员 that of 2021 and 2026 (verified in notices). The order of
precedence for the one primary category is the office's own convention.
"""

import re
import unicodedata
from collections.abc import Iterable

from portal.rules.labelled import Labelled


class SourceCategory(Labelled):
    """Source categories in the order of precedence."""

    FIVE_SIDE = "five_side", "五方面人员"
    THREE_SIDE = "three_side", "三方面人员"
    INSTITUTION_TRANSFER = "institution_transfer", "事业编调任"
    TOWNSHIP_YOUNG = "township_young", "乡镇优秀年轻干部"
    CITY_COUNTY_UNIT_YOUNG = "city_county_unit_young", "市直/县直单位优秀年轻干部"
    EXCHANGED = "exchanged", "交流"
    RETAINED = "retained", "留任"
    OTHER = "other", "其他"


class SourceSubcategory(Labelled):
    """The groups inside 五方面人员 and 三方面人员."""

    TOWNSHIP_INSTITUTION_STAFF = "township_institution_staff", "乡镇事业编制人员"
    VILLAGE_SECRETARY = "village_secretary", "村党组织书记"
    SELECTED_GRADUATE = "selected_graduate", "选调生"
    FIRST_SECRETARY = "first_secretary", "第一书记"
    VILLAGE_TEAM_MEMBER = "village_team_member", "驻村工作队员"
    GRADUATE_VILLAGE_OFFICER = "graduate_village_officer", "大学生村官"


_CATEGORY_WORDS = {
    SourceCategory.FIVE_SIDE: "五方面人员 五方面 五方面干部 五类人员",
    SourceCategory.THREE_SIDE: "三方面人员 三方面 三方面干部 三类人员",
    SourceCategory.INSTITUTION_TRANSFER: "事业编调任 事业编调任人员 事业编制调任 事业单位调任 事业人员调任 调任",
    SourceCategory.TOWNSHIP_YOUNG: "乡镇优秀年轻干部 乡镇年轻干部 乡镇机关优秀年轻干部",
    SourceCategory.CITY_COUNTY_UNIT_YOUNG: (
        "市直/县直单位优秀年轻干部 市直单位优秀年轻干部 县直单位优秀年轻干部 市直县直单位优秀年轻干部 "
        "县直优秀年轻干部 市直优秀年轻干部 县直机关优秀年轻干部 市直机关优秀年轻干部"
    ),
    SourceCategory.EXCHANGED: "交流 交流任职 交流干部 交流人员",
    SourceCategory.RETAINED: "留任 留任干部 留任人员 连任",
    SourceCategory.OTHER: "其他 其它 其他人员",
}
_SUBCATEGORY_WORDS = {
    SourceSubcategory.TOWNSHIP_INSTITUTION_STAFF: (
        "乡镇事业编制人员 乡镇事业编 乡镇事业编人员 乡镇事业人员 乡镇事业干部"
    ),
    SourceSubcategory.VILLAGE_SECRETARY: "村党组织书记 优秀村党组织书记 村书记 村支书 村党支部书记 优秀村干部 村干部",
    SourceSubcategory.SELECTED_GRADUATE: "选调生 到村任职过的选调生 到村任职选调生",
    SourceSubcategory.FIRST_SECRETARY: "第一书记 驻村第一书记",
    SourceSubcategory.VILLAGE_TEAM_MEMBER: "驻村工作队员 驻村队员 驻村工作队",
    SourceSubcategory.GRADUATE_VILLAGE_OFFICER: "大学生村官 村官",
}


def _bare(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s“”\"'、，,。.()·]", "", text).replace("3方面", "三方面").replace("5方面", "五方面")


_CATEGORY_OF = {_bare(word): one for one, words in _CATEGORY_WORDS.items() for word in words.split()}
_SUBCATEGORY_OF = {_bare(word): one for one, words in _SUBCATEGORY_WORDS.items() for word in words.split()}


def primary(categories: Iterable[str]) -> SourceCategory | None:
    """The one category a person is counted under when several apply; None when there is none."""
    given = {SourceCategory(one) for one in categories}
    return next((one for one in SourceCategory if one in given), None)


def read_source_category(text: str) -> tuple[SourceCategory | None, SourceSubcategory | None]:
    """Category and sub-category that a file's words mean, None for what they do not say.

    A sub-category alone tells 五方面人员, except 大学生村官, which only the three-side list of 2016 knew. Words
    like 五方面人员（选调生） or 五方面人员-选调生 tell both.
    """
    bare = _bare(re.sub(r"[（(].*", "", text))
    inside = re.search(r"[（(]([^（()）]{1,20})", text) or re.search(r"[-—－:：]\s*([^-—－:：]{1,20})$", text)
    category = _CATEGORY_OF.get(bare)
    sub = _SUBCATEGORY_OF.get(bare) or (_SUBCATEGORY_OF.get(_bare(inside.group(1))) if inside else None)
    if category is None and inside:
        category = _CATEGORY_OF.get(_bare(re.split(r"[-—－:：（(]", text, maxsplit=1)[0]))
    if category is None and sub is not None:
        three = sub == SourceSubcategory.GRADUATE_VILLAGE_OFFICER
        category = SourceCategory.THREE_SIDE if three else SourceCategory.FIVE_SIDE
    return category, sub
