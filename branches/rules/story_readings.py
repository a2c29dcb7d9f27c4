"""What a story may cite as a number: the closed list of readings, each of one kind of record."""

from portal.rules.labelled import Labelled


class StoryReading(Labelled):
    """Readings by record and column; those of a `unit` are worked out over all records of the story's village."""

    PROJECT_INVESTMENT = ("industryproject.investment", "产业项目总投资（万元）")
    PROJECT_JOBS = ("industryproject.jobs", "产业项目带动就业（人）")
    PROJECT_HOUSEHOLDS = ("industryproject.households", "产业项目带动农户（户）")
    RESULT_REVENUE = ("industryresult.revenue", "产业项目年营业收入（万元）")
    RESULT_VISITORS = ("industryresult.visitors", "产业项目年接待游客（人次）")
    LEADER_HOUSEHOLDS = ("leadingmember.households", "党员带动农户（户）")
    CENTRE_AREA = ("servicecentre.area", "综合服务中心面积（㎡）")
    CENTRE_SERVED = ("servicecentre.served", "综合服务中心服务人次")
    CHAIN_MEMBERS = ("partyorganization.chain_members", "产业链成员（个）")
    CHAIN_LAND = ("partyorganization.chain_land", "产业链协调流转土地（亩）")
    CULTIVATED = ("unit.cultivated", "双培双带达成（人）")
    RED_ATTENDANCE = ("unit.red_attendance", "红色教育参加人次")
    SAVED = ("unit.saved", "移风易俗节约（元）")
    FACILITY_AREA = ("culturalfacility.area", "文化设施面积（㎡）")
    CULTURAL_ACTIVITIES = ("unit.cultural_activities", "群众文化活动（场）")
