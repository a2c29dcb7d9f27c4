"""Weak organizations, score sheets, yearly reviews and stars."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from branches.actions.standing import score_review
from branches.models import (
    PartyOrganization,
    ReviewScore,
    ScoringBand,
    ScoringItem,
    ScoringScheme,
    StandardizationReview,
    StarRating,
    WeakOrganizationCase,
)
from branches.registers.organizations import GROUP
from portal.lists import Sort
from portal.queries.rules import rule_value
from portal.registers.declaration import Register
from portal.rules.flow import Flow, Step
from portal.rules.roles import Permission

_RIGHTS = {"view": Permission.VIEW_ORGANIZATIONS, "edit": Permission.EDIT_ORGANIZATIONS}
_SECOND = {"right": Permission.APPROVE_RECORDS, "second_person": True}


def _reopened(record, *, by, today):
    record.accepted_on = record.closed_on = None
    record.save(update_fields=["accepted_on", "closed_on"])


def _accepted(record, *, by, today):
    if record.accepted_on < record.found_on:
        raise ValidationError({"accepted_on": _("验收日期不能早于确定日期。")}, code="before_found")


def _closed(record, *, by, today):
    if record.closed_on < record.accepted_on:
        raise ValidationError({"closed_on": _("销号日期不能早于验收日期。")}, code="before_accepted")


WEAK_FLOW = Flow(
    (
        Step(
            "plan", _("确定整顿方案"), ("identified", "reopened"), "plan",
            asks=("plan", "plan_on", "deadline", "county_leader"),
        ),
        Step("start", _("开始整顿"), ("plan",), "rectifying"),
        Step(
            "accept", _("县乡验收"), ("rectifying",), "accepted", asks=("accepted_on", "acceptance"),
            requires=_accepted, **_SECOND,
        ),
        Step("close", _("销号"), ("accepted",), "closed", asks=("closed_on",), right=Permission.APPROVE_RECORDS,
             requires=_closed),
        Step("reopen", _("重新整顿"), ("accepted", "closed"), "reopened", reason=True, does=_reopened,
             right=Permission.APPROVE_RECORDS),
    )
)  # fmt: skip

WEAK_ORGANIZATIONS = Register(
    name="weak_organizations",
    model=WeakOrganizationCase,
    group=GROUP,
    purpose=_("登记年度排查出的软弱涣散党组织，一支部一方案，由县级领导联系，整顿验收后销号。"),
    scope="organization__unit",
    **_RIGHTS,
    fields=(
        "organization", ("year", "found_on"), ("reason", "second_reason"), "situation",
        ("county_leader", "first_secretary"), ("helping_unit", "township_contact"),
    ),
    columns=("organization__name", "year", "reason", "state", "county_leader", "deadline", "closed_on"),
    filters=("state", "reason", "year"),
    search=("organization__name", "county_leader", "helping_unit"),
    sorts=(Sort("year", _("年度"), ("year",), descending=True),),
    owners=("organization",),
    flow=WEAK_FLOW,
    sheet=(
        "organization", "year", "found_on", "reason", "second_reason", "situation", "county_leader",
        "first_secretary", "helping_unit", "township_contact",
    ),
    key=("organization", "year"),
    prefill=lambda user, today, values: {"year": today.year, "found_on": today},
)  # fmt: skip

SCORING_SCHEMES = Register(
    name="scoring_schemes",
    model=ScoringScheme,
    group=GROUP,
    purpose=_("登记标准化评审和星级评定的评分办法；修订时新建一个版本，以前的评分仍按原版本。"),
    scope="unit",
    **_RIGHTS,
    fields=(("unit", "kind"), ("name", "version"), ("in_force_from", "pass_mark"), "document_number"),
    columns=("name", "version", "kind", "in_force_from", "pass_mark"),
    filters=("kind",),
    search=("name",),
    sorts=(Sort("from", _("启用日期"), ("in_force_from",), descending=True),),
)
SCORING_ITEMS = Register(
    name="scoring_items",
    model=ScoringItem,
    group=GROUP,
    purpose=_("评分办法的每一项：满分多少，凭什么评分。"),
    scope="scheme__unit",
    **_RIGHTS,
    fields=("scheme", ("position", "weight"), "name", "evidence"),
    columns=("scheme__name", "position", "name", "weight", "evidence"),
    search=("name", "scheme__name"),
    owners=("scheme",),
    sheet=("scheme", "position", "name", "weight", "evidence"),
    key=("scheme", "name"),
)
SCORING_BANDS = Register(
    name="scoring_bands",
    model=ScoringBand,
    group=GROUP,
    purpose=_("多少分以上可评几星，最多占多大比例。"),
    scope="scheme__unit",
    **_RIGHTS,
    fields=("scheme", ("star", "least", "cap")),
    columns=("scheme__name", "star", "least", "cap"),
    owners=("scheme",),
)


def _check_review(record, *, by, today):
    weights = sum(item.weight for item in record.scheme.items.all())
    if record.score is not None and weights and record.score > weights:
        raise ValidationError({"score": _("得分不能超过总分%(most)s。") % {"most": weights}}, code="score_too_high")


def _settle_review(record, *, by):
    if StandardizationReview.objects.filter(pk=record.pk).exists():
        score_review(record)


def _check_points(record, *, by, today):
    if record.item.scheme_id != record.review.scheme_id:
        raise ValidationError({"item": _("这一项不在所用的评分办法里。")}, code="other_scheme")
    if not 0 <= record.points <= record.item.weight:
        told = {"most": record.item.weight}
        raise ValidationError({"points": _("得分应在0至%(most)s之间。") % told}, code="points_out_of_range")


REVIEW_FLOW = Flow((Step("confirm", _("审定"), ("scored",), "confirmed", **_SECOND),))

STANDARDIZATION_REVIEWS = Register(
    name="standardization_reviews",
    model=StandardizationReview,
    group=GROUP,
    purpose=_("登记每个党组织年度标准化规范化评审的得分；分项登记的自动合计，是否达标由评分办法判断。"),
    scope="organization__unit",
    **_RIGHTS,
    fields=("organization", ("scheme", "year"), ("reviewed_on", "score"), "note"),
    columns=("organization__name", "year", "score", "passed", "state"),
    filters=("year", "passed", "state"),
    search=("organization__name",),
    sorts=(Sort("year", _("年度"), ("year",), descending=True),),
    owners=("organization",),
    flow=REVIEW_FLOW,
    sheet=("organization", "scheme", "year", "reviewed_on", "score", "note"),
    key=("organization", "year"),
    check=_check_review,
    settle=_settle_review,
    prefill=lambda user, today, values: {"year": today.year, "reviewed_on": today},
)
REVIEW_SCORES = Register(
    name="review_scores",
    model=ReviewScore,
    group=GROUP,
    purpose=_("标准化评审每一项的得分和扣分原因。"),
    scope="review__organization__unit",
    **_RIGHTS,
    fields=("review", "item", ("points", "note")),
    columns=("review__organization__name", "review__year", "item__name", "points", "note"),
    search=("review__organization__name", "item__name"),
    owners=("review",),
    check=_check_points,
    settle=lambda record, by: _settle_review(record.review, by=by),
)


def _check_star(record, *, by, today):
    """No more stars than the score reaches, and no more organizations with them than the scheme's share allows."""
    if record.scheme is None:
        return
    bands = list(record.scheme.bands.all())
    cap = next((band.cap for band in bands if band.star == record.star), None)
    if cap is not None:
        _within_cap(record, cap)
    if record.score is None:
        return
    reached = max((band.star for band in bands if record.score >= band.least), default=0)
    if record.star > reached:
        told = {"score": record.score, "star": reached}
        problem = _("得分%(score)s按评分办法最多评%(star)d星。") % told
        raise ValidationError({"star": problem}, code="star_too_high")


def _within_cap(record, cap: int) -> None:
    sectors = rule_value("star_ratings", record.decided_on)[0]["sectors"]
    everyone = PartyOrganization.objects.filter(
        counts_in_statistics=True, sector__in=sectors, unit__path__startswith=record.scheme.unit.path
    )
    total = everyone.as_of(record.decided_on).count()
    given = StarRating.objects.filter(scheme=record.scheme, year=record.year, star=record.star).exclude(pk=record.pk)
    if (given.count() + 1) * 100 > cap * total:
        told = {
            "star": record.get_star_display(),
            "cap": cap,
            "total": total,
            "given": given.count(),
            "most": cap * total // 100,
        }
        problem = _("%(star)s不超过%(cap)s%%：%(total)s个参评党组织最多%(most)s个，已评%(given)s个。") % told
        raise ValidationError({"star": problem}, code="too_many_stars")


STAR_RATINGS = Register(
    name="star_ratings",
    model=StarRating,
    group=GROUP,
    purpose=_("登记年度星级评定结果；没有评上星级的也登记为“未评星”，这样比例才准。"),
    scope="organization__unit",
    **_RIGHTS,
    fields=("organization", ("year", "decided_on"), ("scheme", "score", "star"), "document_number"),
    columns=("organization__name", "year", "star", "score", "decided_on"),
    filters=("year", "star"),
    search=("organization__name",),
    sorts=(Sort("year", _("年度"), ("year",), descending=True),),
    owners=("organization",),
    sheet=("organization", "year", "decided_on", "scheme", "score", "star", "document_number"),
    key=("organization", "year"),
    check=_check_star,
    prefill=lambda user, today, values: {"year": today.year, "decided_on": today},
)

REGISTERS = (
    WEAK_ORGANIZATIONS, STANDARDIZATION_REVIEWS, REVIEW_SCORES, STAR_RATINGS, SCORING_SCHEMES, SCORING_ITEMS,
    SCORING_BANDS,
)  # fmt: skip
