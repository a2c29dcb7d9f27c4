"""How people came to be members here and ceased to be, as rows to count: table 1 of the Party's yearly statistics.

A row is a membership that began, or ended, on a day. Whether somebody came or went depends on who asks: a move between
two branches of one township is no change for the township, but an arrival and a departure for the branches.
"""

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast

from branches.models import Membership, MembershipChange
from branches.rules.membership import INTERNAL_MOVE
from portal.rules.roles import Permission
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn
from reports.sources.expressions import day_number
from reports.sources.membership_facts import MEMBERSHIP_COLUMNS, with_membership_facts
from reports.sources.party_organizations import yes
from reports.sources.person_facts import PERSON_COLUMNS, with_person_facts

ARRIVALS = (
    ("developed", "发展党员"), ("readmitted", "重新入党"), ("restored", "恢复党籍"), ("moved_in", "转入组织关系"),
    ("unexplained", "没有登记变动"),
)  # fmt: skip
DEPARTURES = (
    ("left", "出党"), ("suspended", "停止党籍"), ("died", "死亡"), ("moved_out", "转出组织关系"), ("unexplained", "没有登记变动"),
)  # fmt: skip
# Ways of leaving (ZB59), without the dead and the suspended.
LEAVING = (
    ("251", "开除党籍"), ("232", "退党除名"), ("241", "劝退"), ("242", "劝而不退除名"), ("231", "自行脱党除名"),
    ("221", "取消预备党员资格"), ("222", "预备期未满取消预备党员资格"),
)  # fmt: skip


def arrivals(question: RecordQuestion) -> QuerySet:
    """Memberships that began here on a known day and came from outside the unit asked about."""
    rows, change = _moves(question, "began", before=True)
    developed = Q(began_number=F("joined_number")) | _starts(("111", "121", "141")) | Q(change_relation="001")
    return rows.annotate(
        how=Case(
            When(elsewhere=True, then=Value("moved_in")),
            When(_starts(("112", "122")), then=Value("readmitted")),
            When(Q(change_way="131") | Q(change_relation="002"), then=Value("restored")),
            When(change_relation__startswith="1", then=Value("moved_in")),
            When(developed, then=Value("developed")),
            default=Value("unexplained"), output_field=CharField(),
        ),
        after_suspension=yes(Exists(change.filter(Q(way="261") | Q(relation="004"), on_number__lt=OuterRef("began")))),
    )  # fmt: skip


def departures(question: RecordQuestion) -> QuerySet:
    """Memberships that ended here and went outside the unit asked about."""
    rows, _change = _moves(question, "ended", before=False)
    left = Q(change_relation="003") | _starts(("22", "23", "24", "25"))
    return rows.annotate(
        how=Case(
            When(elsewhere=True, then=Value("moved_out")),
            When(Q(change_relation="005") | _starts(("21",)), then=Value("died")),
            When(Q(change_relation="004") | Q(change_way="261"), then=Value("suspended")),
            When(left, then=Value("left")),
            When(Q(change_relation__startswith="2") | Q(change_relation=INTERNAL_MOVE), then=Value("moved_out")),
            default=Value("unexplained"), output_field=CharField(),
        )
    )  # fmt: skip


def _moves(question: RecordQuestion, edge: str, *, before: bool):
    """Memberships with a day at that edge that do not merely touch another one inside the unit."""
    counted = Q(organization__counts_in_statistics=True)
    other = Membership.objects.filter(
        counted, member=OuterRef("member"), **{"ended" if before else "began": OuterRef(edge)}
    )
    change = MembershipChange.objects.annotate(on_number=day_number("on")).filter(member=OuterRef("member"))
    of_day = change.filter(on_number=OuterRef(edge)).order_by("id")
    rows = (
        Membership.objects.filter(counted, **{f"{edge}__isnull": False})
        .annotate(
            inside=Exists(other.filter(organization__unit__path__startswith=question.unit.path)),
            elsewhere=Exists(other),
            change_way=Subquery(of_day.values("way")[:1]),
            change_relation=Subquery(of_day.values("relation")[:1]),
            began_number=Cast("began", IntegerField()),
        )
        .filter(inside=False)
    )
    return with_membership_facts(with_person_facts(rows, "member__person", question), question), change


def _starts(beginnings: tuple[str, ...]) -> Q:
    found = Q()
    for beginning in beginnings:
        found |= Q(change_way__startswith=beginning)
    return found


_SHOWN = (("member__person__name", "姓名"), ("organization__name", "党支部"))
SOURCES = (
    Source(
        "party_arrival",
        "新增党员",
        arrivals,
        "organization__unit",
        (
            SourceColumn("how", "增加方式", values=ARRIVALS),
            SourceColumn("after_suspension", "停止党籍后", "flag"),
            *PERSON_COLUMNS,
            *MEMBERSHIP_COLUMNS,
        ),
        day="began",
        person="member__person",
        shown=(*_SHOWN, ("began", "增加日期")),
        right=Permission.VIEW_ORGANIZATIONS,
    ),
    Source(
        "party_departure",
        "减少党员",
        departures,
        "organization__unit",
        (
            SourceColumn("how", "减少方式", values=DEPARTURES),
            SourceColumn("way", "出党方式", lookup="change_way", values=LEAVING),
            *PERSON_COLUMNS,
            *MEMBERSHIP_COLUMNS,
        ),
        day="ended",
        person="member__person",
        shown=(*_SHOWN, ("ended", "减少日期")),
        right=Permission.VIEW_ORGANIZATIONS,
    ),
)
