"""Everything people can be looked for by: each criterion told once, for the filters and for conditions put together."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, CharField, DecimalField, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual, In, LessThanOrEqual
from django.utils.translation import gettext as _

from cadres.models import Appraisal, Education, Enrolment, Person
from cadres.queries.people import search, team_members
from cadres.rules.conditions import join_of
from portal.models import Unit
from portal.queries.codes import code_names
from portal.queries.rules import RuleMissing, rule_value
from portal.rules.dates import FIRST_YEAR, PartialDate, as_int
from portal.rules.unit_kinds import UnitKind

OLDEST = 120
AGE_BANDS = ((0, 29), (30, 34), (35, 39), (40, 44), (45, 49), (50, 54), (55, 59), (60, OLDEST))


@dataclass(frozen=True)
class Criterion:
    """One thing people differ by; `value` is the column or expression compared, `choices` what it may be.

    Those of a kind of their own give the condition themselves, for a value (`matches`) or a bound (`bound`).
    """

    name: str
    label: str
    kind: str
    value: str | Combinable | None = None
    choices: Callable[[], list[tuple[str, str]]] | None = None
    matches: Callable[[str], Q] | None = None
    bound: Callable[[str, int], Q] | None = None

    def condition(self, how: str, values: list[str]) -> Q:
        """The condition that a person meets; a value nobody has is met by nobody."""
        if self.matches is not None:
            met = Q(pk__in=[])
            for value in values:
                met |= self.matches(value)
            return ~met if how in ("not", "lacks") else met
        if self.bound is not None:
            return self.bound(how, int(values[0]))
        if self.kind == "number":
            expression = F(self.value) if isinstance(self.value, str) else self.value
            bound = Value(min(int(values[0]), 2_000_000), output_field=IntegerField())
            return Q(GreaterThanOrEqual(expression, bound) if how == "least" else LessThanOrEqual(expression, bound))
        met = Q(**{f"{self.value}__in": values}) if isinstance(self.value, str) else Q(In(self.value, values))
        return ~met if how == "not" else met


def criteria(user, as_of: datetime.date) -> dict[str, Criterion]:
    """The criteria by name, in the order in which they are offered; ages, teams and months are those of the day."""

    def names(table: str):
        return lambda: list(code_names().get(table, {}).items())

    def words(text: str) -> Q:
        return Q(pk__in=search(Person.objects.all(), text, user).values("pk"))

    def team(text: str) -> Q:
        members = Q(pk__in=team_members(Person.objects.all(), as_of).values("pk"))
        return members if text == "1" else ~members

    yes_no = [("1", _("是")), ("0", _("否"))]
    return {
        one.name: one
        for one in (
            Criterion("name", _("姓名"), "text", matches=words),
            Criterion("unit", _("单位及下属"), "unit", matches=lambda text: in_unit(text, user)),
            Criterion("sex", _("性别"), "choice", "sex", names("GB2261")),
            Criterion("age", _("年龄"), "number", bound=_age(as_of)),
            Criterion("age_band", _("年龄段"), "choice", _age_band(as_of), _bands),
            Criterion("ethnicity", _("民族"), "choice", "ethnicity", names("GB3304")),
            Criterion("political_status", _("政治面貌"), "choice", "political_status", names("GB4762")),
            Criterion("education", _("全日制学历"), "choice", _education(as_of), names("ZB64")),
            Criterion("unit_kind", _("机构性质"), "choice", "unit__kind", UnitKind.pairs),
            Criterion("management", _("管理类别"), "choice", "management", names("ZB130")),
            Criterion("status", _("管理状态"), "choice", "status", names("ZB126")),
            Criterion("category", _("人员类别"), "choice", "category", names("ZB125")),
            Criterion("post_level", _("职务层次"), "choice", "post_level", names("ZB09")),
            Criterion("rank", _("职级"), "choice", "rank", names("ZB148")),
            Criterion("team", _("班子成员"), "flag", matches=team, choices=lambda: yes_no),
            Criterion("appraisal", _("上年度考核"), "choice", _appraisal(as_of.year - 1), names("ZB18")),
            Criterion("township_months", _("乡镇工作月数"), "number", _township_months(as_of)),
            Criterion("training_hours", _("本年度培训学时"), "number", _training_hours(as_of)),
        )
    }


def in_unit(text: str, user) -> Q:
    """People of the unit of the code or name, and of everything below it; of nobody where the user sees no such unit."""
    visible = Unit.objects.visible_to(user)
    found = visible.filter(code=text).first() or visible.filter(name=text).first()
    found = found or visible.filter(Q(name__contains=text) | Q(short_name__contains=text)).order_by("path").first()
    return Q(unit__in=Unit.objects.under(found)) if found else Q(pk__in=[])


def met(part: dict, known: dict[str, Criterion]) -> Q:
    """The condition of a checked group; an empty group is met by everybody."""
    join = join_of(part)
    if join is None:
        values = part["value"] if isinstance(part["value"], list) else [part["value"]]
        return known[part["what"]].condition(part["how"], values)
    whole = None
    for one in part[join]:
        if one == {join_of(one): []}:
            continue
        condition = met(one, known)
        whole = condition if whole is None else (whole & condition if join == "all" else whole | condition)
    return Q() if whole is None else whole


def words_of(part: dict, known: dict[str, Criterion]) -> tuple[str, str]:
    """(label, value in words) of one condition."""
    criterion = known[part["what"]]
    values = part["value"] if isinstance(part["value"], list) else [part["value"]]
    names = {str(value): str(label) for value, label in criterion.choices()} if criterion.choices else {}
    return str(criterion.label), "、".join(names.get(value, value) for value in values)


def _bands() -> list[tuple[str, str]]:
    return [(str(low), _band_label(low, high)) for low, high in AGE_BANDS]


def _band_label(low: int, high: int) -> str:
    if low == 0:
        return _("%(age)d岁以下") % {"age": high}
    return _("%(low)d岁以上") % {"low": low} if high == AGE_BANDS[-1][1] else f"{low}—{high}岁"


def first_birth_after(as_of: datetime.date, years: int) -> PartialDate:
    """The month after that in which somebody was born who turns the age in the month of the day."""
    year, month = as_of.year - years, as_of.month + 1
    # A day long ago asks for births no record can hold; the earliest year a date can have says the same.
    return PartialDate(max(year + month // 13, FIRST_YEAR), (month - 1) % 12 + 1)


def _age(as_of: datetime.date) -> Callable[[str, int], Q]:
    """The bound on the month of birth that an age is; nobody is older than a hundred and twenty."""

    def bound(how: str, years: int) -> Q:
        if years > OLDEST:
            return Q(pk__in=[]) if how == "least" else Q(born__isnull=False)
        if how == "least":
            return Q(born__lt=first_birth_after(as_of, years))
        return Q(born__gte=first_birth_after(as_of, years + 1))

    return bound


def _age_band(as_of: datetime.date) -> Combinable:
    """The lowest age of the band somebody is in on the day, empty where the birth is not known."""
    bands = [When(born__gte=first_birth_after(as_of, high + 1), then=Value(str(low))) for low, high in AGE_BANDS]
    return Case(When(born__isnull=True, then=Value("")), *bands, default=Value(""), output_field=CharField())


def _education(as_of: datetime.date) -> Combinable:
    """The highest full-time level finished by the day (ZB64 counts downwards: 11 is above 21)."""
    day = PartialDate.from_date(as_of)
    finished = Education.objects.filter(person=OuterRef("pk"), mode="1", outcome="1").exclude(level="")
    finished = finished.filter(Q(ended__isnull=True) | Q(ended__lte=day))
    return Coalesce(Subquery(finished.order_by("level").values("level")[:1]), Value(""))


def _appraisal(year: int) -> Combinable:
    results = Appraisal.objects.filter(person=OuterRef("pk"), year=year)
    return Coalesce(Subquery(results.values("result")[:1]), Value(""))


def _training_hours(as_of: datetime.date) -> Combinable:
    """Hours earned in classes that ended in the year, up to the day."""
    done = Enrolment.objects.filter(
        person=OuterRef("pk"), state="completed", training_class__ended__year=as_of.year, training_class__ended__lte=as_of
    )  # fmt: skip
    hours = Sum(Coalesce("hours", "training_class__hours", Value(0), output_field=DecimalField()))
    summed = done.order_by().values("person").annotate(summed=hours).values("summed")
    return Coalesce(Subquery(summed, output_field=DecimalField()), Value(0, output_field=DecimalField()))


def _township_months(as_of: datetime.date) -> Combinable:
    """Months of township work on the day under the rule in force, as `cadres.rules.township.piece_months` counts them."""
    day = as_int(as_of)
    try:
        _value, setting = rule_value("township_experience", as_of)
    except RuleMissing:
        return Value(0)
    return RawSQL(_TOWNSHIP, [day, day, setting.pk, day, day], output_field=IntegerField())  # noqa: S611 (a constant)


# `e` is the end of a stretch, the day where it is still open; a missing month is January, a missing day the first.
_TOWNSHIP = """
(SELECT coalesce(sum(CASE x.convention
        WHEN 'INCLUSIVE_MONTHS' THEN months + 1
        WHEN 'FULL_MONTHS' THEN greatest(months - CASE
            WHEN greatest(e % 100, 1) < least(greatest(x.began % 100, 1), extract(day FROM
                make_date(e / 10000, greatest(e / 100 % 100, 1), 1) + interval '1 month - 1 day')) THEN 1 ELSE 0 END, 0)
        ELSE greatest(months, 0) END), 0)::int
FROM cadres_townshipperiod x
CROSS JOIN LATERAL (SELECT CASE WHEN x.ended IS NULL OR x.ended > %s THEN %s ELSE x.ended END AS e) clipped
CROSS JOIN LATERAL (SELECT (e / 10000 - x.began / 10000) * 12 + greatest(e / 100 % 100, 1)
                           - greatest(x.began / 100 % 100, 1) AS months) counted
WHERE x.person_id = "cadres_person"."id" AND x.rule_id = %s AND x.began <= %s
  AND (x.counts_from IS NULL OR x.counts_from <= %s))
""".replace("% 100", "%% 100")
