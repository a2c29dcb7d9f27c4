"""What kind of unit a unit is, for the questions figures ask; derived from 隶属关系, 机构类别 and the name."""

from portal.rules.labelled import Labelled


class UnitKind(Labelled):
    """Kinds of units, each with its Chinese term."""

    COUNTY = ("county", "县")
    TOWN = ("town", "镇机关")
    TOWNSHIP = ("township", "乡机关")
    STREET = ("street", "街道机关")
    TOWNSHIP_INSTITUTION = ("township_institution", "乡镇事业单位")
    TOWNSHIP_POSTED = ("township_posted", "派驻乡镇机构")
    VILLAGE = ("village", "村")
    COMMUNITY = ("community", "社区")
    COUNTY_ORGAN = ("county_organ", "县直机关")
    COUNTY_INSTITUTION = ("county_institution", "县直事业单位")
    ENTERPRISE = ("enterprise", "企业")
    SCHOOL = ("school", "学校")
    HIGHER = ("higher", "市以上单位")
    OTHER = ("other", "其他")


TOWNSHIP_ORGANS = (UnitKind.TOWN, UnitKind.TOWNSHIP, UnitKind.STREET)
_TOWNSHIP_LEVEL = (*TOWNSHIP_ORGANS, UnitKind.TOWNSHIP_INSTITUTION, UnitKind.TOWNSHIP_POSTED)
# 隶属关系 (ZB87): 81 镇, 82 乡, 83 街道. Other values do not tell the kind on their own.
_BY_AFFILIATION = {"81": UnitKind.TOWN, "82": UnitKind.TOWNSHIP, "83": UnitKind.STREET}
_POSTED = (
    "司法所",
    "派出所",
    "财政所",
    "税务所",
    "税务分局",
    "自然资源所",
    "国土所",
    "市场监管所",
    "市场监督管理所",
    "法庭",
)
_COUNTY = {"71", "72", "73", "74", "75", "76", "7", "5", "6"}


def unit_kind(
    *, name: str, affiliation: str = "", category: str = "", parent_kind: str = "", top: bool = False
) -> UnitKind:
    """The kind of a unit, decided by name ending, then 机构类别 (ZB04), then 隶属关系 (ZB87).

    `parent_kind` tells a county institution from a township one; `top` marks the root of the tree.
    Source: code lists ZB87 and ZB04 of the national workbook; the name endings are this project's own
    reading and can be corrected on the unit's page.
    """
    in_township = affiliation in _BY_AFFILIATION or parent_kind in _TOWNSHIP_LEVEL
    if top:
        return UnitKind.COUNTY
    if name.endswith(("社区", "居委会", "居民委员会", "社区党支部", "社区党委")):
        return UnitKind.COMMUNITY
    if name.endswith(("村", "村委会", "村民委员会", "村党支部", "村党总支", "村党委")):
        return UnitKind.VILLAGE
    if name.endswith(("小学", "中学", "学校", "幼儿园", "职业高中")):
        return UnitKind.SCHOOL
    if category.startswith("5") or name.endswith(("公司", "集团")):
        return UnitKind.ENTERPRISE
    if in_township and name.endswith(_POSTED):
        return UnitKind.TOWNSHIP_POSTED
    if category.startswith("4"):
        return UnitKind.TOWNSHIP_INSTITUTION if in_township else UnitKind.COUNTY_INSTITUTION
    if affiliation in _BY_AFFILIATION:
        return _BY_AFFILIATION[affiliation]
    if parent_kind in TOWNSHIP_ORGANS:
        return UnitKind(parent_kind)
    if affiliation in _COUNTY or parent_kind in (UnitKind.COUNTY, UnitKind.COUNTY_ORGAN):
        return UnitKind.COUNTY_ORGAN
    if affiliation:
        return UnitKind.HIGHER
    return UnitKind.OTHER
