"""What the round asks of teams, conditions of source categories, what posts need and people bring."""

import datetime

from cadres.demo.months import choices_for
from cadres.models import (
    Appointment,
    PersonExperience,
    PostProfile,
    SourceCategoryRule,
    StructureRequirement,
    TurnoverRound,
)
from cadres.rules.post_needs import Experience
from portal.models import Unit, UnitQuota
from portal.rules.dates import PartialDate
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind

_ONE_PROVINCE = "某省2021年换届工作要求（一地做法，转载，未核原文）"
_CUSTOM = "妇女发展纲要有关要求，未核原文"
# name, scope, group, trait, age, boundary, measure, threshold, source
_REQUIREMENTS = (
    ("35岁以下党政正职占比", "whole", "heads", "age", 35, "NOT_FULL_NEXT", "share", 15, _ONE_PROVINCE),
    ("35岁左右党政正职占比", "whole", "heads", "age", 35, "AROUND", "share", 20, _ONE_PROVINCE),
    ("35岁以下党政正职中书记占比", "whole", "young_heads", "secretary", 35, "NOT_FULL_NEXT", "share", "33.33", _ONE_PROVINCE),
    ("全县至少1名30岁以下党政正职", "whole", "heads", "age", 30, "NOT_FULL_NEXT", "number", 1, _ONE_PROVINCE),
    ("35岁以下班子成员占比", "whole", "members", "age", 35, "NOT_FULL_NEXT", "share", 30, _ONE_PROVINCE),
    ("每个乡镇至少1名30岁以下班子成员", "each", "members", "age", 30, "NOT_FULL_NEXT", "number", 1, _ONE_PROVINCE),
    ("每个乡镇至少1名女干部", "each", "members", "woman", None, "NOT_FULL_NEXT", "number", 1, _CUSTOM),
)  # fmt: skip
_CHALING = "湘组〔2016〕9号；某县2016年选拔乡镇领导公告（转载，未核原文）"
_GUILIN = "某市2026年从五方面人员中选拔乡镇领导班子成员公告（转载，未核原文）"
_LOCAL = _GUILIN + "；任职年限、年龄为另一地做法"
_POSTS = ("党委书记", "镇长（乡长）", "副镇长（副乡长）", "组织委员")


def load(*, by, today: datetime.date) -> None:
    """Conditions of the rounds of 2016 and 2026, and experiences of posts and people."""
    root = Unit.objects.get(parent=None)
    SourceCategoryRule.objects.bulk_create(_conditions(root))
    # The sheet of units has no column for the paper that approves posts.
    posts = UnitQuota.objects.filter(unit__kind__in=TOWNSHIP_ORGANS, document_number="", chief_posts__gt=0)
    posts.update(document_number="临编〔2021〕12号")
    choose = choices_for("班子结构")
    towns = Unit.objects.filter(kind__in=(UnitKind.TOWN, UnitKind.TOWNSHIP), parent=root).order_by("position", "path")
    wanted = [one for one in Experience if one != Experience.EDUCATION]
    PostProfile.objects.bulk_create(
        PostProfile(unit=town, post=post, experience=experience, reason="本地产业和工作需要")
        for town in towns
        for post, experience in zip(_POSTS, choose.sample(wanted, len(_POSTS)), strict=True)
    )
    posts = Appointment.objects.as_of(today).filter(
        is_team_member=True, unit__kind__in=TOWNSHIP_ORGANS, person__status="1"
    )
    people = sorted(set(posts.values_list("person", flat=True)))
    PersonExperience.objects.bulk_create(
        PersonExperience(person_id=person, experience=experience, evidence="履历")
        for person in people
        for experience in sorted(choose.sample(list(Experience), 2))
    )


def add_requirements(turnover: TurnoverRound) -> None:
    """The requirements of the round, each marked as one locality's practice."""
    root = Unit.objects.get(parent=None)
    StructureRequirement.objects.bulk_create(
        StructureRequirement(
            round=turnover, unit=root, name=name, scope=scope, group=group, trait=trait, most_age=age, measure=measure,
            age_boundary=boundary, threshold=threshold, source_document=source,
        )
        for name, scope, group, trait, age, boundary, measure, threshold, source in _REQUIREMENTS
    )  # fmt: skip


def _conditions(root: Unit) -> list[SourceCategoryRule]:
    old = {"unit": root, "category": "three_side", "round_name": "2016年换届", "province": "湖南", "began": PartialDate(2016),
           "ended": PartialDate(2021), "most_age": 45, "source_document": _CHALING, "age_as_of": datetime.date(2016, 4, 30)}  # fmt: skip
    new = {"unit": root, "category": "five_side", "round_name": "2026年换届", "province": "广西", "began": PartialDate(2026),
           "source_document": _GUILIN}  # fmt: skip
    return [
        SourceCategoryRule(**old, subcategory="township_institution_staff", years=5, post_years=3, least_schooling="college",
                           note="须为乡镇事业单位主要负责人"),
        SourceCategoryRule(**old, subcategory="village_secretary", post_years=3, least_schooling="high_school", includes_streets=True),
        SourceCategoryRule(**old, subcategory="graduate_village_officer", post_years=3, note="满1个聘期，任村“两委”副职以上"),
        SourceCategoryRule(**new, subcategory="township_institution_staff", includes_posted=True, note="管理、专技、工勤均可"),
        SourceCategoryRule(**new | {"source_document": _LOCAL}, subcategory="village_secretary", post_years=5, most_age=50,
                           least_schooling="college", note="含按村委会组织法换届的农村社区，不含城市社区"),
        SourceCategoryRule(**new, subcategory="selected_graduate", ended_posting=True, includes_streets=True),
        SourceCategoryRule(**new, subcategory="first_secretary", ended_posting=True, includes_streets=True),
        SourceCategoryRule(**new, subcategory="village_team_member", ended_posting=True, includes_streets=True),
    ]  # fmt: skip
