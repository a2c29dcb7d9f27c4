"""Party organizations as rows to count: those in being, their changes, terms, weak cases, reviews and stars, host units."""

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from branches.models import (
    CoveredUnit,
    Membership,
    OrganizationChange,
    OrganizationSpan,
    OrganizationTerm,
    PartyOrganization,
    StandardizationReview,
    StarRating,
    WeakOrganizationCase,
)
from portal.models import Unit
from portal.models.timebound import as_int
from portal.rules.roles import Permission
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn

CATEGORIES = tuple((code, str(label)) for code, label in PartyOrganization.Category.choices)
SECTORS = tuple((code, str(label)) for code, label in PartyOrganization.Sector.choices)
# Where an organization is set up whatever the number of members (农村基层组织工作条例 Art. 4–5).
ALWAYS = (*TOWNSHIP_ORGANS, UnitKind.VILLAGE, UnitKind.COMMUNITY)
# The organization of its own that a unit has, the highest first.
OWN_CATEGORIES = ("COM", "WC", "GEN", "BR")
SETTINGS = (
    ("street", "城市街道"), ("urban_community", "城市社区（居委会）"), ("township", "乡镇"),
    ("township_community", "乡镇社区（居委会）"), ("village", "建制村"),
)  # fmt: skip
HOSTS = (
    *ALWAYS, UnitKind.COUNTY_ORGAN, UnitKind.COUNTY_INSTITUTION, UnitKind.ENTERPRISE, UnitKind.SCHOOL,
)  # fmt: skip


def yes(condition: Q | Exists):
    """True where the condition holds, otherwise False."""
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _organizations(question: RecordQuestion):
    held = OrganizationSpan.objects.as_of(question.as_of).filter(organization=OuterRef("pk"))
    return (
        PartyOrganization.objects.as_of(question.as_of)
        .filter(counts_in_statistics=True)
        .annotate(
            category_then=Coalesce(Subquery(held.values("category")[:1]), F("category"), output_field=CharField()),
            sector_then=Coalesce(Subquery(held.values("sector")[:1]), F("sector"), output_field=CharField()),
        )
    )


def _terms(question: RecordQuestion):
    ended = Q(organization__ended__isnull=False, organization__ended__lte=as_int(question.as_of))
    return (
        OrganizationTerm.objects.filter(organization__counts_in_statistics=True)
        .exclude(ended)
        .annotate(
            on_time=yes(Q(election__held_on__lte=F("due")) & Q(election__held_on__lte=question.as_of)),
            held=yes(Q(election__held_on__lte=question.as_of)),
        )
    )


def _weak(question: RecordQuestion):
    return WeakOrganizationCase.objects.annotate(closed=yes(Q(closed_on__lte=question.as_of)))


def _hosts(question: RecordQuestion):
    """Units that may have an organization of their own, with the full members whose person belongs to them."""
    day = as_int(question.as_of)
    own = PartyOrganization.objects.as_of(question.as_of).filter(unit=OuterRef("pk"), counts_in_statistics=True)
    covered = CoveredUnit.objects.as_of(question.as_of).filter(
        Q(organization__ended__isnull=True) | Q(organization__ended__gt=day), unit=OuterRef("pk")
    )
    full = (
        Membership.objects.as_of(question.as_of)
        .filter(
            member__person__unit=OuterRef("pk"),
            member__full_since__lte=day,
            organization__counts_in_statistics=True,
        )
        .order_by()
        .values("member__person__unit")
        .annotate(number=Count("pk"))
        .values("number")
    )
    least = int(question.rules["set_up"]["branch_least"])
    inner = Q(kind__in=TOWNSHIP_ORGANS) & ~Q(township=F("pk"))  # the committee, congress, government of a township
    rows = Unit.objects.filter(kind__in=HOSTS).exclude(inner)
    return rows.annotate(
        full_members=Coalesce(Subquery(full, output_field=IntegerField()), 0),
        should=yes(Q(kind__in=ALWAYS) | Q(full_members__gte=least)),
        has=yes(Exists(own) | Exists(covered)),
        own=Case(
            *(When(Exists(own.filter(category=category)), then=Value(category)) for category in OWN_CATEGORIES),
            output_field=CharField(),
        ),
        joint=yes(Exists(covered)),
        setting=Case(
            When(kind=UnitKind.COMMUNITY, township__kind=UnitKind.STREET, then=Value("urban_community")),
            When(kind=UnitKind.COMMUNITY, then=Value("township_community")),
            When(kind=UnitKind.STREET, then=Value("street")),
            When(kind__in=TOWNSHIP_ORGANS, then=Value("township")),
            When(kind=UnitKind.VILLAGE, then=Value("village")),
            output_field=CharField(),
        ),
    )


_NAME = (("name", "党组织"), ("unit__name", "所在单位"))
_ORGANIZATION = (("organization__name", "党组织"), ("organization__unit__name", "所在单位"))

SOURCES = (
    Source(
        "party_organization",
        "党组织",
        _organizations,
        "unit",
        (
            SourceColumn("category", "党组织类别", lookup="category_then", values=CATEGORIES),
            SourceColumn("sector", "所在单位类别", lookup="sector_then", values=SECTORS),
        ),
        shown=_NAME,
        register="party_organizations",
    ),
    Source(
        "organization_change",
        "党组织变动",
        lambda question: OrganizationChange.objects.filter(organization__counts_in_statistics=True),
        "organization__unit",
        (
            SourceColumn(
                "kind", "变动类型", values=tuple((c, str(label)) for c, label in OrganizationChange.Kind.choices)
            ),
        ),
        day="on",
        shown=(*_ORGANIZATION, ("on", "变动日期"), ("approval_number", "批准文号")),
        right=Permission.VIEW_ORGANIZATIONS,
    ),
    Source(
        "host_unit",
        "应建党组织的单位",
        _hosts,
        "",
        (
            SourceColumn("should", "应建党组织", "flag"),
            SourceColumn("has", "已建（单独或联合）", "flag"),
            SourceColumn("full_members", "正式党员数", "number"),
            SourceColumn("own", "单独建立的党组织", values=CATEGORIES),
            SourceColumn("joint", "属于联合党支部", "flag"),
            SourceColumn("setting", "法人单位类别", values=SETTINGS),
        ),
        shown=(("name", "单位"),),
        right=Permission.VIEW_ORGANIZATIONS,
    ),
    Source(
        "organization_term",
        "党组织任期",
        _terms,
        "organization__unit",
        (
            SourceColumn("on_time", "按期换届", "flag"),
            SourceColumn("held", "已换届", "flag"),
            SourceColumn("category", "党组织类别", lookup="organization__category", values=CATEGORIES),
            SourceColumn("sector", "所在单位类别", lookup="organization__sector", values=SECTORS),
        ),
        day="due",
        shown=(*_ORGANIZATION, ("due", "届满日期")),
        register="organization_terms",
    ),
    Source(
        "weak_organization",
        "软弱涣散党组织",
        _weak,
        "organization__unit",
        (
            SourceColumn("closed", "已销号", "flag"),
            SourceColumn("sector", "所在单位类别", lookup="organization__sector", values=SECTORS),
            SourceColumn(
                "reason", "主要问题", values=tuple((c, str(label)) for c, label in WeakOrganizationCase.Reason.choices)
            ),
        ),
        day="found_on",
        shown=(*_ORGANIZATION, ("year", "排查年度"), ("closed_on", "销号日期")),
        register="weak_organizations",
    ),
    Source(
        "star_rating",
        "星级评定",
        lambda question: StarRating.objects.filter(organization__counts_in_statistics=True),
        "organization__unit",
        (SourceColumn("star", "星级", "number"),),
        day="decided_on",
        shown=(*_ORGANIZATION, ("year", "评定年度"), ("star", "星级")),
        register="star_ratings",
    ),
    Source(
        "standardization_review",
        "标准化规范化评审",
        lambda question: StandardizationReview.objects.filter(organization__counts_in_statistics=True),
        "organization__unit",
        (SourceColumn("passed", "达标", "flag"),),
        day="reviewed_on",
        shown=(*_ORGANIZATION, ("year", "评审年度"), ("score", "得分")),
        register="standardization_reviews",
    ),
)
