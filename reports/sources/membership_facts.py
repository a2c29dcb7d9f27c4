"""What is known of a membership on a day: kind, since when, work, where it stands, posts held, contact lost."""

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from branches.models import OrganizationPost, PartyMember
from branches.models.organizations import OrganizationSector
from branches.rules.occupations import OCCUPATIONS, UNSORTED, occupation_code
from portal.models.timebound import as_int
from reports.records.question import RecordQuestion
from reports.records.source import SourceColumn
from reports.sources.party_organizations import SECTORS, yes
from reports.sources.person_facts import full_months

PRIVATE = (OrganizationSector.PRIVATE_ENTERPRISE.value, OrganizationSector.SOCIAL_ORGANIZATION.value)
# Posts that make a member of the committee of a branch (支部委员); 第一书记 is sent, a group's leader sits on none.
COMMITTEE = (
    "secretary", "deputy", "organizing", "publicity", "discipline", "united_front", "youth", "member",
)  # fmt: skip
MEMBERSHIP_COLUMNS = (
    SourceColumn("kind", "党员类别", values=(("full", "正式党员"), ("probationary", "预备党员"))),
    SourceColumn("sector", "所在单位类别", lookup="organization__sector", values=SECTORS),
    SourceColumn(
        "occupation", "工作岗位",
        values=(*((code, name) for code, name, _wordings in OCCUPATIONS), (UNSORTED, "未归类")),
    ),
    SourceColumn("joined_first", "入党时间（最早可能）", "number"),
    SourceColumn("joined_last", "入党时间（最晚可能）", "number"),
    SourceColumn("party_years", "党龄", "number"),
    SourceColumn("secretary", "所在党组织书记", "flag"),
    SourceColumn("head_too", "书记兼任村（居）委会主任", "flag"),
    SourceColumn("committee", "所在党组织委员", "flag"),
    SourceColumn("lost", "失去联系", "flag"),
    SourceColumn("lost_months", "失去联系月数", "number"),
    SourceColumn(
        "lost_circumstance", "失去联系情形", lookup="member__lost_circumstance",
        values=tuple((code, str(label)) for code, label in PartyMember.LostCircumstance.choices),
    ),
)  # fmt: skip


def with_membership_facts(rows: QuerySet, question: RecordQuestion) -> QuerySet:
    """The rows of `Membership` with the columns of MEMBERSHIP_COLUMNS; what a partial date leaves open is null.

    Years in the Party count from the day of becoming a full member (党章); a probationary member has none yet.
    """
    day = as_int(question.as_of)
    posts = OrganizationPost.objects.as_of(question.as_of).filter(
        organization=OuterRef("organization"), person=OuterRef("member__person")
    )
    for name in ("joined", "full_since", "lost_since"):
        number = Cast(f"member__{name}", IntegerField())
        rows = rows.annotate(**{f"{name}_number": number, f"{name}_rest": number % 10000, f"{name}_day": number % 100})
    is_full = Q(member__full_since__lte=day)
    return rows.annotate(
        kind=Case(When(is_full, then=Value("full")), default=Value("probationary"), output_field=CharField()),
        occupation=_occupation(),
        joined_first=_possible(101, 1),
        joined_last=_possible(1231, 31),
        party_years=Case(
            When(~is_full | Q(member__full_since__isnull=True), then=Value(0)),
            When(full_since_rest__gt=0, then=full_months(F("full_since_number"), question.as_of) / 12),
            output_field=IntegerField(),
        ),
        secretary=Exists(posts.filter(post="secretary")),
        head_too=Exists(posts.filter(post="secretary", also_head=True)),
        committee=Exists(posts.filter(post__in=COMMITTEE)),
        lost=yes(Q(member__lost_since__lte=day)),
        lost_months=Case(
            When(lost_since_rest__gt=0, then=full_months(F("lost_since_number"), question.as_of)),
            output_field=IntegerField(),
        ),
    )


def _possible(year_alone: int, month_alone: int):
    """The first or the last day a date of joining can mean, as yyyymmdd; null without one."""
    number = F("joined_number")
    return Case(
        When(joined_rest=0, then=number + year_alone), When(joined_day=0, then=number + month_alone), default=number,
        output_field=IntegerField(),
    )  # fmt: skip


def _occupation():
    """The wordings there are, sorted once by the rule and asked for as they stand."""
    sorted_words: dict[tuple[str, bool], list[str]] = {}
    for text in PartyMember.objects.order_by().values_list("occupation", flat=True).distinct():
        for private in (False, True):
            code = occupation_code(text, private=private)
            if code != UNSORTED:
                sorted_words.setdefault((code, private), []).append(text)
    whens = [
        When(Q(member__occupation__in=words, organization__sector__in=PRIVATE) if private
             else Q(member__occupation__in=words) & ~Q(organization__sector__in=PRIVATE), then=Value(code))
        for (code, private), words in sorted(sorted_words.items())
    ]  # fmt: skip
    return Case(*whens, default=Value(UNSORTED), output_field=CharField())
