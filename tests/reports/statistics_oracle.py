"""The statistics tables the slow way: the words of every head read as what they say, row by row and person by person.

Nothing here knows the conditions of the table files: a bound mistyped there disagrees with the head printed over it.
"""

import datetime
import re
from functools import cache

from branches.models import (
    AdmissionCase,
    CoveredUnit,
    MemberAppraisal,
    MemberAppraisalRound,
    Membership,
    MembershipChange,
    OrganizationPost,
    OrganizationTerm,
    PartyMember,
    PartyOrganization,
    WeakOrganizationCase,
)
from branches.rules.occupations import occupation_code
from cadres.models import Education
from portal.models import Unit
from tests.reports.record_oracles.party import holds, organizations

DAY = datetime.date
EDUCATION = {
    "研究生": "1", "大学本科": "2", "大学专科": "3", "中专": "41", "高中、中技": ("47", "61"), "初中及以下": ("7", "8"),
    "大专及以上": ("1", "2", "3"), "大专及以上学历": ("1", "2", "3"), "中专、高中、中技": ("41", "47", "61"),
    "中专、高中、中技学历": ("41", "47", "61"),
}  # fmt: skip
SECTORS = {
    "建制村": "village", "村": "village", "社区": "community", "社区（居委会）": "community", "事业单位": "institution",
    "公有经济控制企业": "state_enterprise", "国有经济控制": "state_enterprise", "非公有经济控制企业": "private_enterprise",
    "非公有经济控制": "private_enterprise", "社会组织": "social_organization", "城市街道": "street", "乡镇": "township",
}  # fmt: skip
WORK = {
    "在岗职工": ("01", "02"), "合计公有制单位": "01", "合计非公有制单位": "02", "党政机关工作人员": "011", "事业单位管理人员": "012",
    "事业单位专业技术人员": "013", "企业管理人员公有制单位": "014", "企业专业技术人员公有制单位": "015",
    "工勤技能人员公有制单位": "016", "工勤技能人员中：农民工公有制单位": "0164", "企业管理人员非公有制单位": "021",
    "企业专业技术人员非公有制单位": "022", "民办非企业单位管理人员": "023", "民办非企业单位专业技术人员": "024",
    "工勤技能人员非公有制单位": "025", "工勤技能人员中：农民工非公有制单位": "0253", "农牧渔民": "1",
    "农牧渔民中：外出务工经商人员": "113", "军人、武警": "2", "学生": "3", "离退休人员": "4", "其他": "5", "工作岗位未归类": "unsorted",
}  # fmt: skip


def bounds(text: str) -> tuple[int, int] | None:
    """The ages or years a head names, both included."""
    if found := re.fullmatch(r"(\d+)[岁年]?至(\d+)[岁年]", text):
        return int(found[1]), int(found[2])
    if found := re.fullmatch(r"(\d+)岁?[及以下]+", text):
        return -1000, int(found[1])
    if found := re.fullmatch(r"(\d+)[岁年]及以上", text):
        return int(found[1]), 1000
    return (-1000, 0) if text == "1年以下" else None


def span_of(text: str) -> tuple[DAY, DAY] | None:
    """The days a head of the times of joining names, both included."""
    days = [
        (int(year), int(month), int(day) if day else 0) for year, month, day in re.findall(r"(\d{4})年(\d+)月(?:(\d+)日)?", text)
    ]
    if not days:
        return None
    first = DAY(days[0][0], days[0][1], days[0][2] or 1)
    last = last_day(*days[-1])
    if "及以前" in text:
        return DAY.min, last
    return first, DAY.max if "及以后" in text else last


def last_day(year: int, month: int, day: int) -> DAY:
    """The last day a date known to the day, month or year can mean."""
    if day:
        return DAY(year, month, day)
    return DAY(year + (month or 12) // 12, (month or 12) % 12 + 1, 1) - datetime.timedelta(days=1)


def months_since(date, day: DAY) -> int:
    """Whole months; the last day of a month closes it."""
    months = 12 * (day.year - date.year) + day.month - date.month
    closes = (day + datetime.timedelta(days=1)).day == 1
    return months - (1 if not closes and (date.day or 0) > day.day else 0)


class Member:
    """One membership on a day, with what can be said of it."""

    def __init__(self, membership, day):
        self.row, self.member, self.day = membership, membership.member, day
        self.person, self.organization = self.member.person, membership.organization
        born = self.person.born
        self.age = None
        if born is not None and (born.month or day.month == 12):
            self.age = (12 * (day.year - born.year) + day.month - (born.month or 12)) // 12
        studies = [
            one.level for one in Education.objects.filter(person=self.person)
            if one.outcome in ("1", "") and one.level and (one.ended is None or one.ended.first_day() <= day)
        ]  # fmt: skip
        self.level = min(studies, default="")
        full = self.member.full_since
        self.full = full is not None and full.first_day() <= day
        private = self.organization.sector in ("private_enterprise", "social_organization")
        self.work = occupation_code(self.member.occupation, private=private)
        self.posts = [
            one for one in OrganizationPost.objects.filter(organization=self.organization, person=self.person)
            if holds(one, day)
        ]  # fmt: skip
        self.years = 0
        if self.full:
            self.years = months_since(full, day) // 12 if full.month else None

    def is_(self, head: str, group: str = "") -> bool:
        """Whether a head holds for the member."""
        words, member = re.sub(r"^[一二三四五六]、", "", head), self.member
        if words in ("总计", "总数", "人数"):
            return True
        if words == "预备党员":
            return not self.full
        if words == "女":
            return self.person.sex == "2"
        if words == "少数民族":
            return self.person.ethnicity not in ("", "01")
        if group == "入党时间":
            first, last = span_of(words)
            joined = member.joined
            latest = last_day(joined.year, joined.month, joined.day)
            return first <= joined.first_day() and latest <= last
        if group == "党龄":
            least, most = bounds(words)
            return self.years is not None and least <= self.years <= most
        if group == "失去联系时间":
            return self._lost_for(words)
        if group == "失去联系情形":
            return member.get_lost_circumstance_display() == words
        if (limits := bounds(words)) is not None:
            return self.age is not None and limits[0] <= self.age <= limits[1]
        if words in EDUCATION:
            return bool(self.level) and self.level.startswith(EDUCATION[words])
        raise KeyError(head)

    def works(self, head: str, group: str = "") -> bool:
        """Whether a head of the rows by work holds; sub-kinds count with their kind."""
        words = re.sub(r"^[一二三四五六]、", "", head)
        if words == "总计":
            return True
        return self.work.startswith(WORK[words + group] if words + group in WORK else WORK[words])

    def _lost_for(self, words):
        since = self.member.lost_since
        if since is None or not since.month:
            return False
        months = months_since(since, self.day)
        if words == "6个月以上不满1年":
            return 6 <= months < 12
        least, most = bounds(words)
        return least <= months // 12 <= most


def split(head) -> tuple[str, str]:
    """(own words, group) of a head."""
    return head.words[-1], head.words[-2] if len(head.words) > 1 else ""


def forget():
    """Before other records are made."""
    for one in (memberships, as_member, members, came_and_went):
        one.cache_clear()


@cache
def memberships():
    """Every membership that counts."""
    return [
        one for one in Membership.objects.select_related("member__person", "organization__unit").order_by("id")
        if one.organization.counts_in_statistics
    ]  # fmt: skip


@cache
def as_member(number: int, day: DAY) -> Member:
    return Member(next(one for one in memberships() if one.pk == number), day)


def inside(unit, where) -> bool:
    """Whether a unit lies in the one asked about."""
    return unit.path.startswith(where.path)


@cache
def members(unit, day) -> list[Member]:
    """The members of the unit on the day."""
    return [as_member(one.pk, day) for one in memberships() if holds(one, day) and inside(one.organization.unit, unit)]


@cache
def came_and_went(unit, day) -> tuple[list, list]:
    """((member, how, after suspension), (member, how, way)) of the year up to the day."""
    first, came, went = DAY(day.year, 1, 1), [], []
    for one in memberships():
        if not inside(one.organization.unit, unit):
            continue
        others = [other for other in memberships() if other.member_id == one.member_id and other.pk != one.pk]
        if one.began is not None and first <= one.began.first_day() <= day:
            before = [other for other in others if other.ended == one.began]
            if not any(inside(other.organization.unit, unit) for other in before):
                came.append((as_member(one.pk, day), *_came(one, bool(before))))
        if one.ended is not None and first <= one.ended.first_day() <= day:
            after = [other for other in others if other.began == one.ended]
            if not any(inside(other.organization.unit, unit) for other in after):
                went.append((as_member(one.pk, day), *_went(one, bool(after))))
    return came, went


def _change(member, day):
    found = MembershipChange.objects.filter(member=member, on=day.first_day()).order_by("id").first() if day.day else None
    return (found.way, found.relation) if found else ("", "")


def _came(one, elsewhere):
    way, relation = _change(one.member, one.began)
    suspended = any(
        (change.way == "261" or change.relation == "004") and change.on < one.began.first_day()
        for change in MembershipChange.objects.filter(member=one.member)
    )
    if elsewhere or (relation[:1] == "1" and way not in ("112", "131")):
        return "转入组织关系", suspended
    if way in ("112", "122"):
        return "重新入党", suspended
    if way == "131" or relation == "002":
        return "恢复党籍", suspended
    if one.began == one.member.joined or way[:3] in ("111", "121", "141") or relation == "001":
        return "发展党员", suspended
    return "", suspended


def _went(one, elsewhere):
    way, relation = _change(one.member, one.ended)
    if elsewhere:
        return "转出组织关系", way
    if relation == "005" or way in ("211", "212", "213"):
        return "死亡", way
    if relation == "004" or way == "261":
        return "停止党籍", way
    if relation == "003" or way[:2] in ("22", "23", "24", "25"):
        return "出党", way
    if relation[:1] == "2" or relation == "173":
        return "转出组织关系", way
    return "", way


def candidates(unit, day):
    """(case, stage) of those not yet accepted."""
    found = []
    for case in AdmissionCase.objects.select_related("person", "organization__unit").prefetch_related("steps"):
        gone = case.stopped_on is not None and case.stopped_on <= day
        if gone or case.applied_on > day or not inside(case.organization.unit, unit) or not case.organization.counts_in_statistics:
            continue
        reached = max((step.number for step in case.steps.all() if step.done_on <= day), default=0)
        if reached < 15:
            found.append((case, "发展对象" if reached >= 7 else "入党积极分子" if reached >= 3 else "入党申请人"))
    return found


def probation_ends(unit, day):
    """The outcomes of the probations that ran out this year, as words of the form."""
    found = []
    for member in PartyMember.objects.select_related("organization__unit", "person"):
        joined = member.joined
        if joined is None or not inside(member.organization.unit, unit) or not member.organization.counts_in_statistics:
            continue
        due = DAY(joined.year + 1, 3, 1) if (joined.month, joined.day) == (2, 29) else DAY(joined.year + 1, joined.month or 1, joined.day or 1)
        if not DAY(day.year, 1, 1) <= due <= day:
            continue
        gone = [one.on for one in member.changes.all() if one.way in ("221", "222") and one.on <= day]
        full = member.full_since is not None and member.full_since.first_day() <= day
        longer = any(case.probation_extended for case in member.person.admissions.all())
        if any(on < due for on in gone):
            found.append("预备期未满被取消预备党员资格")
        elif gone:
            found.append("取消预备党员资格")
        elif full:
            found.append("延长预备期转正" if longer else "转为正式党员")
        else:
            found.append("延长预备期" if longer else "尚未讨论或审批")
    return found


def graded(unit, day):
    """Rounds and grades of the year whose last day is not after the day."""
    if (day.month, day.day) != (12, 31):
        return [], []
    rounds = [
        one for one in MemberAppraisalRound.objects.filter(year=day.year).select_related("organization__unit")
        if one.held_on <= day and inside(one.organization.unit, unit)
    ]  # fmt: skip
    grades = [one for one in MemberAppraisal.objects.filter(round__in=rounds).select_related("round__organization") if one.grade]
    return rounds, grades


def hosts(unit, day):
    """(unit, group of the form, categories of its own organizations, covered, full members) of table 25."""
    found = []
    kinds = {"town": "乡镇", "township": "乡镇", "street": "城市街道", "village": "建制村", "community": "社区"}
    for one in Unit.objects.filter(kind__in=kinds).select_related("township"):
        inner = kinds[one.kind] in ("乡镇", "城市街道") and one.township_id != one.pk
        if inner or not inside(one, unit):
            continue
        group = kinds[one.kind]
        if group == "社区":
            group = "城市社区（居委会）" if one.township and one.township.kind == "street" else "乡镇社区（居委会）"
        own = [each.category for each in PartyOrganization.objects.filter(unit=one) if each.counts_in_statistics and holds(each, day)]
        covered = [
            each for each in CoveredUnit.objects.filter(unit=one).select_related("organization")
            if holds(each, day) and (each.organization.ended is None or each.organization.ended.first_day() > day)
        ]  # fmt: skip
        full = [each for each in memberships() if holds(each, day) and each.member.person.unit_id == one.pk
                and each.member.full_since is not None and each.member.full_since.first_day() <= day]  # fmt: skip
        found.append((one, group, own, bool(covered), len(full)))
    return found


def terms(unit, day):
    """Terms that ran out this year, and whether they were ended by an election by then."""
    found = []
    for one in OrganizationTerm.objects.select_related("organization__unit", "election"):
        ended = one.organization.ended
        if not one.organization.counts_in_statistics or (ended is not None and ended.first_day() <= day):
            continue
        if DAY(day.year, 1, 1) <= one.due <= day and inside(one.organization.unit, unit):
            held = getattr(one, "election", None) and one.election.held_on
            found.append((one.organization.category, bool(held and held <= day)))
    return found


def weak(unit, day):
    """Weak organizations found this year."""
    return [
        one for one in WeakOrganizationCase.objects.select_related("organization__unit")
        if DAY(day.year, 1, 1) <= one.found_on <= day and inside(one.organization.unit, unit)
    ]  # fmt: skip


def in_being(unit, day):
    """(category, sector) of the organizations in being."""

    class Question:
        as_of = day

    Question.unit = unit
    return [(category, sector) for _one, category, sector in organizations(Question)]
