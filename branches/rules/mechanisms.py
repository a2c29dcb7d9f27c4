"""The eleven mechanisms of which the report tells a story of one village each."""

from portal.rules.labelled import Labelled


class Mechanism(Labelled):
    """Where the report writes “如x镇x村…”, in the order of its text."""

    ECOTOURISM = ("ecotourism", "生态旅游")
    SERVICE_CENTRE = ("service_centre", "综合服务中心")
    CHAIN = ("chain", "产业链党组织")
    LEADING_MEMBER = ("leading_member", "党员带富")
    DUAL_CULTIVATION = ("dual_cultivation", "双培双带")
    COUNCIL = ("council", "村民议事会")
    COMMITTEE = ("committee", "乡村治理委员会")
    LAW_MONTH = ("law_month", "法治宣传教育月")
    RED_EDUCATION = ("red_education", "红色教育")
    CUSTOM_REFORM = ("custom_reform", "移风易俗")
    SQUARE = ("square", "文化广场")
