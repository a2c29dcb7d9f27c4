"""The eleven stories of the demo county, entered, reviewed and approved by the ordinary steps."""

import datetime

from branches.demo.villages import villages
from branches.models import (
    CaseStory,
    CeremonyRecord,
    CulturalFacility,
    DualCultivation,
    HeritageSite,
    HouseholdLink,
    IndustryProject,
    LeadingMember,
    PartyOrganization,
    ServiceCentre,
)
from branches.registers.stories import REGISTERS
from branches.rules.mask import mask_surname
from branches.rules.mechanisms import Mechanism
from branches.rules.story_readings import StoryReading
from portal.models import Unit
from portal.registers.actions import add_record, take_step
from portal.rules.unit_kinds import UnitKind

_STORIES, _FIGURES = REGISTERS
_TEXTS = {
    Mechanism.ECOTOURISM: "依托丰富的自然资源，党组织牵头盘活闲置农房和山林，发展生态旅游，带动周边农户增收。",
    Mechanism.SERVICE_CENTRE: "整合部门资源，建成集文化娱乐、医疗卫生、养老托幼于一体的综合服务中心，村民在家门口就能办事、看病、休闲。",
    Mechanism.CHAIN: "成立中药材种植产业链党组织，每月召开联席会议，协调解决土地流转、技术指导等问题，促进了中药材产业发展。",
    Mechanism.LEADING_MEMBER: "党员{person}利用自己的技术和经验，带领村民发展特色养殖业，手把手传技术，取得了显著成效。",
    Mechanism.DUAL_CULTIVATION: "坚持把优秀党员培养成致富带头人、把致富带头人培养成党员，成功培育了一批农村致富带头人。",
    Mechanism.COUNCIL: "建立村民议事会，定期召开会议讨论村务大事，议定事项张榜公布，群众参与村务管理的积极性明显提高。",
    Mechanism.COMMITTEE: "由村“两委”成员、村民代表、社会组织负责人组成乡村治理委员会，共同研究解决村庄发展中的问题。",
    Mechanism.LAW_MONTH: "开展法治宣传教育月活动，法律明白人进院坝讲案例，村民遇事找法的意识增强，矛盾纠纷明显减少。",
    Mechanism.RED_EDUCATION: "利用本地红色遗址开展“缅怀先烈、铭记历史”主题教育活动，增强了村民的荣誉感和自豪感。",
    Mechanism.CUSTOM_REFORM: "通过村规民约明确红白事桌数和礼金上限，倡导婚事新办、丧事简办，减轻了村民的经济负担。",
    Mechanism.SQUARE: "新建文化广场，定期举办文艺演出、体育比赛等活动，丰富了村民的文化生活。",
}
_CITED = {
    Mechanism.ECOTOURISM: (StoryReading.PROJECT_HOUSEHOLDS, StoryReading.RESULT_VISITORS),
    Mechanism.SERVICE_CENTRE: (StoryReading.CENTRE_AREA, StoryReading.CENTRE_SERVED),
    Mechanism.CHAIN: (StoryReading.CHAIN_MEMBERS, StoryReading.CHAIN_LAND),
    Mechanism.LEADING_MEMBER: (StoryReading.LEADER_HOUSEHOLDS,),
    Mechanism.DUAL_CULTIVATION: (StoryReading.CULTIVATED,),
    Mechanism.RED_EDUCATION: (StoryReading.RED_ATTENDANCE,),
    Mechanism.CUSTOM_REFORM: (StoryReading.SAVED,),
    Mechanism.SQUARE: (StoryReading.FACILITY_AREA, StoryReading.CULTURAL_ACTIVITIES),
}


def load(*, by, today: datetime.date) -> None:
    """One approved story for every mechanism; in the fourth a member is called by family name, with consent."""
    if CaseStory.objects.exists():
        return
    leader = _leader()
    taken = [leader.unit]
    for mechanism in Mechanism:
        unit = leader.unit if mechanism == Mechanism.LEADING_MEMBER else _place(mechanism, taken)
        taken.append(unit)
        person = leader.person if mechanism == Mechanism.LEADING_MEMBER else None
        text = _TEXTS[mechanism].format(person=mask_surname(person.name) if person else "")
        values = {
            "unit": unit, "mechanism": mechanism, "title": f"{unit.name}：{mechanism.label}",
            "text": f"{unit.name}{text}", "written_on": datetime.date(2026, 5, 8),
        }  # fmt: skip
        if person:
            values |= {"person": person, "consents": True, "consented_on": datetime.date(2026, 5, 6)}
        story = add_record(register=_STORIES, values=values, by=by, today=today)
        for reading in _CITED.get(mechanism, ()):
            add_record(register=_FIGURES, values={"story": story, "record_type": reading}, by=by, today=today)
        days = {"reviewed_on": datetime.date(2026, 5, 20)}
        take_step(register=_STORIES, record=story, step="review", values=days, by=by, today=today)
        days = {"approved_on": datetime.date(2026, 6, 5)}
        take_step(register=_STORIES, record=story, step="approve", values=days, by=by, today=today)


def _leader() -> LeadingMember:
    """A member of a village who leads households; one called 张 who breeds, if there is one."""
    led = LeadingMember.objects.filter(
        unit__kind=UnitKind.VILLAGE, pk__in=HouseholdLink.objects.exclude(leader=None).values("leader")
    ).order_by("pk")
    return led.filter(person__name__startswith="张", project__kind="breeding").first() or led.first()


def _place(mechanism: Mechanism, taken: list[Unit]) -> Unit:
    """A village that has what the story tells of and, if it can be, is in no other story."""
    found = {
        Mechanism.ECOTOURISM: IndustryProject.objects.filter(kind="tourism", ended=None, results__isnull=False),
        Mechanism.SERVICE_CENTRE: ServiceCentre.objects.filter(has_culture=True, has_health=True, has_care=True),
        Mechanism.CHAIN: PartyOrganization.objects.filter(category="CHN", name__contains="中药材"),
        Mechanism.DUAL_CULTIVATION: DualCultivation.objects.filter(state="achieved"),
        Mechanism.RED_EDUCATION: HeritageSite.objects.filter(activities__isnull=False),
        Mechanism.CUSTOM_REFORM: CeremonyRecord.objects.filter(cost__isnull=False),
        Mechanism.SQUARE: CulturalFacility.objects.filter(kind="square", activities__isnull=False),
    }.get(mechanism)
    places = [one.unit for one in found.order_by("pk").select_related("unit")] if found is not None else villages()[10:]
    places = [unit for unit in places if unit.kind == UnitKind.VILLAGE]
    return next((unit for unit in places if unit not in taken), places[0])
