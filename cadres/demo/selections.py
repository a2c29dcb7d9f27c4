"""The selections of the last years: five_side and three_side leaders, transfers, village cadres, other channels."""

import datetime

from cadres.demo.months import choices_for
from cadres.demo.places import COUNTY
from cadres.models import Appointment, Objection, Person, PostReservation, PublicNotice, SelectionCase, SourceTag
from cadres.rules.selection import SelectionChannel as Channel
from cadres.rules.selection import SourceNature as Nature
from portal.models import StepTaken, Unit
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind
from portal.rules.workdays import last_working_day

_SINCE = datetime.date(2021, 7, 1)
_NATURES = {
    "township_institution_staff": (Nature.TOWNSHIP_INSTITUTION, "乡镇事业单位", "管理岗位人员"),
    "village_secretary": (Nature.VILLAGE, "村", "党支部书记"),
    "selected_graduate": (Nature.ORGAN, "县直机关", "科员"),
    "first_secretary": (Nature.ORGAN, "县直机关", "驻村第一书记"),
    "village_team_member": (Nature.ORGAN, "县直机关", "驻村工作队员"),
}
_FROM_INSTITUTIONS, _FROM_ENTERPRISES, _VILLAGERS = 38, 16, 9
_PUBLISHED = ["name", "sex", "born", "education", "party", "post", "proposed_post"]


def load(*, by, today: datetime.date) -> None:
    """Cases of people already on file: 9 village cadres chosen for institutions, 54 transfers and what else is usual."""
    choose = choices_for("选拔任用")
    root = Unit.objects.get(parent=None)
    team = _team(today)
    tags = dict(SourceTag.objects.filter(category="five_side").values_list("person_id", "subcategory"))
    cases = _five_side(team, tags, choose)
    cases += _three_side(team, tags)
    cases += _transfers(team, today, choose)
    cases += _villagers(team, tags, today, choose)
    cases += _other_channels(team, tags)
    SelectionCase.objects.bulk_create(cases)
    _running(root, team, by, today)


def _team(today: datetime.date) -> list[Appointment]:
    """The first post of everybody in a township's team, in the order of places and people."""
    posts = Appointment.objects.as_of(today).filter(
        is_team_member=True, member_kind__in=("1", "3"), nature="post", unit__kind__in=TOWNSHIP_ORGANS,
        unit__township__kind__in=(UnitKind.TOWN, UnitKind.TOWNSHIP), person__status="1",
    )  # fmt: skip
    first = {}
    for post in posts.select_related("person", "unit__township").order_by("unit__path", "post_order", "pk"):
        first.setdefault(post.person_id, post)
    return list(first.values())


def _case(person: Person, unit: Unit, day: datetime.date, channel: str, **more) -> SelectionCase:
    """A case that went its whole way, its days in their order before the appointment."""
    before = {"announced_on": 75, "inspected_on": 40, "discussed_on": 30, "approved_on": 7}
    days = {name: day - datetime.timedelta(days=number) for name, number in before.items()}
    if channel in (Channel.TRANSFER_IN, Channel.APPOINTED, Channel.ELECTED):
        del days["announced_on"]
    until = day.replace(year=day.year + 1, day=min(day.day, 28))
    confirmed = until if until < datetime.date(2026, 6, 30) else None
    return SelectionCase(
        person=person, unit=unit, channel=channel, appointed_on=day, probation_until=until, confirmed_on=confirmed,
        approval_number=f"临组干〔{day.year}〕{day.timetuple().tm_yday}号",
        state="confirmed" if confirmed else "appointed", **days | more,
    )  # fmt: skip


def _leader(post: Appointment, channel: str, **more) -> SelectionCase:
    chief = post.member_kind == "1"
    day = post.began.first_day()
    return _case(
        post.person, post.unit.township, day, channel, post=post.title, post_kind="chief" if chief else "deputy",
        level="0141" if chief else "0142", **more,
    )  # fmt: skip


def _five_side(team: list[Appointment], tags: dict, choose) -> list[SelectionCase]:
    """Everybody of the teams who is tagged 五方面; two of them entered by transfer, which makes the overlap."""
    cases, transferred = [], 0
    for post in team:
        if (sub := tags.get(post.person_id)) is None:
            continue
        nature, place, before = _NATURES.get(sub, (Nature.ORGAN, "县直机关", "科员"))
        mode = "37"
        if sub == "township_institution_staff" and transferred < 2 and post.began.first_day() >= _SINCE:
            transferred, mode = transferred + 1, "14"
        cases.append(
            _leader(
                post, Channel.FIVE_SIDE, category="five_side", subcategory=sub, source_nature=nature.value,
                source_unit_text=f"{COUNTY}{place}", source_post=before, entry_mode=mode,
                written_score=choose.randint(6500, 8900) / 100, interview_score=choose.randint(7500, 9200) / 100,
            )
        )  # fmt: skip
    return cases


def _three_side(team: list[Appointment], tags: dict) -> list[SelectionCase]:
    """Leaders of today who came by the list of 2016: four in that round, two in the autumn of 2021."""
    others = [
        post for post in team if post.person_id not in tags and post.began.year == 2021 and post.member_kind == "3"
    ]
    days = [datetime.date(2016, 5, 20)] * 4 + [datetime.date(2021, 9, 10)] * 2
    return [
        _case(
            post.person, post.unit.township, day, Channel.THREE_SIDE, post="副镇长", post_kind="deputy", level="0142",
            category="three_side", subcategory="township_institution_staff",
            source_nature=Nature.TOWNSHIP_INSTITUTION.value, source_unit_text="乡镇农业综合服务中心", source_post="主任",
            entry_mode="37",
        )
        for post, day in zip(others, days, strict=False)
    ]  # fmt: skip


def _transfers(team: list[Appointment], today: datetime.date, choose) -> list[SelectionCase]:
    """54 people from institutions and enterprises: those of the teams tagged so, then deputies of county organs."""
    tagged = set(SourceTag.objects.filter(category="institution_transfer").values_list("person_id", flat=True))
    posts = [post for post in team if post.person_id in tagged and post.began.first_day() >= _SINCE]
    organs = Appointment.objects.as_of(today).filter(
        is_team_member=True, member_kind="3", nature="post", unit__kind=UnitKind.COUNTY_ORGAN, person__status="1"
    )
    seen = {post.person_id for post in posts}
    for post in organs.select_related("person", "unit").order_by("unit__path", "pk"):
        if post.person_id not in seen:
            seen.add(post.person_id)
            posts.append(post)
    entries = ["14"] * _FROM_INSTITUTIONS + ["15"] * _FROM_ENTERPRISES
    choose.shuffle(entries)
    cases = []
    for number, (post, entry) in enumerate(zip(posts, entries, strict=False)):
        unit = post.unit.township or post.unit
        day = post.began.first_day() if post.began else None
        if day is None or day < _SINCE:  # they came over before, as staff of the same organ
            day = datetime.date(2021, 9, 6) + datetime.timedelta(days=31 * number % 1600)
        nature = Nature.INSTITUTION if entry == "14" else Nature.STATE_ENTERPRISE
        cases.append(
            _case(
                post.person, unit, day, Channel.TRANSFER_IN, post=post.title, post_kind="deputy", level="0142",
                category="institution_transfer" if entry == "14" else "other", entry_mode=entry,
                source_nature=nature.value, source_unit_text="县融媒体中心" if entry == "14" else "临溪县水务有限公司",
                source_post="副主任" if entry == "14" else "部门负责人", establishment_kind="administrative",
            )
        )  # fmt: skip
    return cases


def _villagers(team: list[Appointment], tags: dict, today: datetime.date, choose) -> list[SelectionCase]:
    """Nine village and community cadres chosen for institutions, two of them leaders since; one more left in probation."""
    risen = [
        post.person for post in team
        if tags.get(post.person_id) == "township_institution_staff" and post.began.first_day() >= datetime.date(2024, 1, 1)
    ][:2]  # fmt: skip
    # A county of few people has no institution staff; then those who are village cadres still.
    staff = Person.objects.filter(establishment__in=("3", "4"), status="1", unit__kind__in=TOWNSHIP_ORGANS)
    one_each = {}
    for person in (
        staff.exclude(pk__in=[one.pk for one in risen])
        .select_related("unit")
        .order_by("unit__path", "-establishment", "-pk")
    ):
        one_each[person.unit_id] = person
    people = [*risen, *list(one_each.values())[: _VILLAGERS + 1 - len(risen)]]
    institutions = dict(
        Unit.objects.filter(kind=UnitKind.TOWNSHIP_INSTITUTION).order_by("-path").values_list("township_id", "pk")
    )
    cases = []
    for number, person in enumerate(people):
        community = number % 3 == 2
        day = datetime.date(2021, 9, 13) + datetime.timedelta(days=180 * number + choose.randint(0, 20))
        case = _case(
            person, Unit.objects.get(pk=institutions.get(person.unit.township_id, person.unit_id)), day,
            Channel.VILLAGE_TO_INSTITUTION, post="管理岗位九级职员", post_kind="institution",
            source_nature=(Nature.COMMUNITY if community else Nature.VILLAGE).value,
            source_unit_text="河滨社区" if community else f"{person.unit.name}村", establishment_kind="institution_other",
            source_post="党委书记" if community else "村党支部书记、村委会主任", entry_mode="27A",
            written_score=choose.randint(6200, 8600) / 100, interview_score=choose.randint(7400, 9100) / 100,
        )  # fmt: skip
        if number == _VILLAGERS:
            case.state, case.confirmed_on = "withdrawn", None
            case.withdrawn_on = case.appointed_on + datetime.timedelta(days=90)
        cases.append(case)
    return cases


def _other_channels(team: list[Appointment], tags: dict) -> list[SelectionCase]:
    """The rest of those who came with this year's turnover: elected heads, open selection of the young, appointments."""
    young = set(SourceTag.objects.filter(category="city_county_unit_young").values_list("person_id", flat=True))
    done = {*tags, *SourceTag.objects.filter(category="institution_transfer").values_list("person_id", flat=True)}
    cases = []
    for post in team:
        if post.person_id in done or post.began.first_day() < datetime.date(2026, 1, 1):
            continue
        channel = Channel.ELECTED if post.member_kind == "1" else Channel.APPOINTED
        if post.person_id in young:
            channel = Channel.OPEN_SELECTION
        elif len(cases) % 7 == 3:
            channel = Channel.COMPETITION
        cases.append(_leader(post, channel, source_nature=Nature.ORGAN.value, source_post="科员"))
    return cases


def _running(root: Unit, team: list[Appointment], by, today: datetime.date) -> None:
    """A notice that runs on the day, one of its two people on hold by an objection; one approved whose place is kept."""
    began = today - datetime.timedelta(days=4)
    notices = [
        PublicNotice(
            number=number, title=title, unit=root, began=day, working_days=5, last_day=last_working_day(day, 5).day,
            published_fields=_PUBLISHED, place="县政府网站、拟任单位公告栏", telephone="0999-8812380",
        )
        for number, title, day in (
            ("临组公示〔2026〕11号", "关于拟任乡镇领导干部人选的公示", began),
            ("临组公示〔2026〕9号", "关于拟任职人选的公示", today - datetime.timedelta(days=25)),
        )
    ]  # fmt: skip
    PublicNotice.objects.bulk_create(notices)
    town = Unit.objects.get(name="松坪乡", kind=UnitKind.TOWNSHIP)
    busy = {post.person_id for post in team} | set(SelectionCase.objects.values_list("person_id", flat=True))
    people = list(
        Person.objects.filter(establishment__in=("1", "4"), status="1", unit__kind__in=TOWNSHIP_ORGANS)
        .exclude(pk__in=busy).order_by("establishment", "-born", "pk")[:3]
    )  # fmt: skip
    days = {"inspected_on": today - datetime.timedelta(days=20), "discussed_on": today - datetime.timedelta(days=8)}
    first, second, third = (
        SelectionCase(
            person=person, unit=town, channel=Channel.APPOINTED.value, post="副乡长", post_kind="deputy", level="0142",
            source_nature=Nature.ORGAN.value, source_unit=person.unit, source_post="科员", **days,
        )
        for person in people
    )  # fmt: skip
    first.state, first.notice = "public_notice", notices[0]
    second.state, second.notice = "objection_hold", notices[0]
    third.state, third.notice = "approved", notices[1]
    third.discussed_on, third.inspected_on = today - datetime.timedelta(days=28), today - datetime.timedelta(days=40)
    third.approved_on, third.approval_number = today - datetime.timedelta(days=10), "临组干〔2026〕88号"
    SelectionCase.objects.bulk_create([first, second, third])
    Objection.objects.create(
        case=second,
        received_on=began + datetime.timedelta(days=3),
        manner="signed",
        state="investigating",
        content="反映该同志在征地补偿工作中程序不规范。",
        investigated_by="县纪委监委",
    )
    PostReservation.objects.create(
        case=third, unit=town, kind="deputy_posts", reserved_on=third.approved_on, document_number="临编审〔2026〕6号"
    )
    taken = [
        (case, *step)
        for case in (first, second, third)
        for step in (("entered", "", "draft"), ("publish", "discussed", "public_notice"))
    ]
    taken += [(second, "hold", "public_notice", "objection_hold"), (third, "approve", "public_notice", "approved")]
    StepTaken.objects.bulk_create(
        StepTaken(
            record_type="cadres.selectioncase", record_id=case.pk, step=step, origin=origin, target=target, taken_by=by
        )
        for case, step, origin, target in taken
    )  # fmt: skip
