"""The two axes on which a résumé spell is classed: where it was spent, and in what capacity."""

from portal.rules.labelled import Labelled
from portal.rules.unit_kinds import UnitKind


class SpellKind(Labelled):
    """Where a spell was spent. For a loan or a secondment: where to."""

    TOWNSHIP_ORGAN = "township_organ", "乡镇机关"
    TOWNSHIP_INSTITUTION = "township_institution", "乡镇事业单位"
    TOWNSHIP_POSTED = "township_posted", "派驻乡镇机构"
    VILLAGE = "village", "村（社区）"
    VILLAGE_POSTING = "village_posting", "驻村（第一书记/工作队）"
    STREET = "street", "街道"
    COUNTY = "county", "县直"
    ABOVE_COUNTY = "above_county", "市以上"
    ENTERPRISE = "enterprise", "企业"
    SCHOOL = "school", "学校"
    ARMY = "army", "部队"
    STUDY = "study", "学习"
    ON_LOAN = "on_loan", "借调"
    SECONDMENT = "secondment", "挂职"
    WAITING = "waiting", "待业"
    OTHER = "other", "其他"


class SpellNature(Labelled):
    """In what capacity a spell was spent."""

    POST = "post", "任职"
    ON_LOAN = "on_loan", "借调"
    SECONDMENT = "secondment", "挂职"
    VILLAGE_POSTING = "village_posting", "驻村"
    STUDY = "study", "学习"
    LEAVE = "leave", "病事假"
    SUSPENDED = "suspended", "停职"
    WAITING = "waiting", "待业"


KIND_OF_UNIT = {
    UnitKind.TOWN: SpellKind.TOWNSHIP_ORGAN,
    UnitKind.TOWNSHIP: SpellKind.TOWNSHIP_ORGAN,
    UnitKind.STREET: SpellKind.STREET,
    UnitKind.TOWNSHIP_INSTITUTION: SpellKind.TOWNSHIP_INSTITUTION,
    UnitKind.TOWNSHIP_POSTED: SpellKind.TOWNSHIP_POSTED,
    UnitKind.VILLAGE: SpellKind.VILLAGE,
    UnitKind.COMMUNITY: SpellKind.VILLAGE,
    UnitKind.COUNTY: SpellKind.COUNTY,
    UnitKind.COUNTY_ORGAN: SpellKind.COUNTY,
    UnitKind.COUNTY_INSTITUTION: SpellKind.COUNTY,
    UnitKind.ENTERPRISE: SpellKind.ENTERPRISE,
    UnitKind.SCHOOL: SpellKind.SCHOOL,
    UnitKind.HIGHER: SpellKind.ABOVE_COUNTY,
    UnitKind.OTHER: SpellKind.OTHER,
}
