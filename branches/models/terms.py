"""Who holds which post in an organization, its terms, and the elections that end them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from branches.models.organizations import PartyOrganization
from cadres.models import Person
from portal.models.timebound import FOREVER, Sourced, TimeBound, tracked


class PartyPost(models.TextChoices):
    """Posts within an organization; 第一书记 is sent from above and elected by nobody."""

    SECRETARY = "secretary", _("书记")
    DEPUTY = "deputy", _("副书记")
    ORGANIZING = "organizing", _("组织委员")
    PUBLICITY = "publicity", _("宣传委员")
    DISCIPLINE = "discipline", _("纪检委员")
    UNITED_FRONT = "united_front", _("统战委员")
    YOUTH = "youth", _("青年委员")
    MEMBER = "member", _("委员")
    GROUP_LEADER = "group_leader", _("党小组长")
    FIRST_SECRETARY = "first_secretary", _("第一书记")


@tracked
class OrganizationPost(TimeBound):
    """A post somebody holds in an organization, from a day on; one secretary at a time."""

    organization = models.ForeignKey(PartyOrganization, models.CASCADE, related_name="posts", verbose_name=_("党组织"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="party_posts", verbose_name=_("人员"))
    post = models.CharField(_("党内职务"), max_length=16, choices=PartyPost.choices)
    also_head = models.BooleanField(_("兼任村（居）委会主任"), default=False)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("党内任职")
        ordering = ["organization", "began", "id"]
        indexes = [models.Index(fields=["organization"], name="organizationpost_organization")]
        constraints = [
            *TimeBound.Meta.constraints,
            ExclusionConstraint(
                name="organizationpost_one_secretary",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    (
                        Func(Coalesce("began", Value(0)), Coalesce("ended", Value(FOREVER)), function="int4range"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(post="secretary"),
                violation_error_message=_("同一党组织同一时间只能有一名书记，请先填写前任的终止时间。"),
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.get_post_display()}"


@tracked
class OrganizationTerm(Sourced):
    """A term (届) of an organization: from the election to the day it runs out."""

    organization = models.ForeignKey(PartyOrganization, models.CASCADE, related_name="terms", verbose_name=_("党组织"))
    number = models.PositiveSmallIntegerField(_("届次"), null=True, blank=True)
    began = models.DateField(_("当选日期"))
    due = models.DateField(_("届满日期"))

    class Meta:
        verbose_name = verbose_name_plural = _("党组织任期")
        ordering = ["organization", "-began"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "began"], name="organizationterm_once"),
            models.CheckConstraint(
                condition=Q(due__gt=F("began")),
                name="organizationterm_due_after_it_began",
                violation_error_message=_("届满日期必须晚于当选日期。"),
            ),
        ]

    def __str__(self):
        return f"{self.organization} {self.began:%Y.%m}—{self.due:%Y.%m}"


@tracked
class OrganizationElection(Sourced):
    """The election that ends a term: asked for, approved, nominated, held, its result approved; or put off."""

    class State(models.TextChoices):
        DUE_REMINDER = "due_reminder", _("届满提醒")
        REQUESTED = "requested", _("已请示")
        APPROVED = "approved", _("已批准")
        NOMINATED = "nominated", _("已提名")
        ELECTED = "elected", _("已选举")
        RESULT_APPROVED = "result_approved", _("结果已批复")
        POSTPONED = "postponed", _("延期")

    organization = models.ForeignKey(
        PartyOrganization, models.CASCADE, related_name="elections", verbose_name=_("党组织")
    )
    term = models.OneToOneField(OrganizationTerm, models.PROTECT, related_name="election", verbose_name=_("届满的任期"))
    state = models.CharField(_("进度"), max_length=16, choices=State.choices, default=State.DUE_REMINDER)
    requested_on = models.DateField(_("请示日期"), null=True, blank=True)
    request_number = models.CharField(_("请示文号"), max_length=200, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    approval_number = models.CharField(_("批准文号"), max_length=200, blank=True)
    nominated_on = models.DateField(_("候选人确定日期"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("应选人数"), null=True, blank=True)
    candidates = models.PositiveSmallIntegerField(_("候选人数"), null=True, blank=True)
    held_on = models.DateField(_("选举日期"), null=True, blank=True)
    voters_due = models.PositiveIntegerField(_("应到会有选举权人数"), null=True, blank=True)
    voters_attended = models.PositiveIntegerField(_("实到会有选举权人数"), null=True, blank=True)
    result_approved_on = models.DateField(_("选举结果批复日期"), null=True, blank=True)
    result_number = models.CharField(_("选举结果批复文号"), max_length=200, blank=True)
    postponed_until = models.DateField(_("延期至"), null=True, blank=True)
    postponement_number = models.CharField(_("延期批准文号"), max_length=200, blank=True)
    postponement_reason = models.CharField(_("延期理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("党组织换届选举")
        ordering = ["term__due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(voters_attended__isnull=True)
                | Q(voters_due__isnull=True)
                | Q(voters_attended__lte=F("voters_due")),
                name="organizationelection_attended_within_due",
                violation_error_message=_("实到会人数不能多于应到会人数。"),
            )
        ]

    def __str__(self):
        return f"{self.organization} {self.term.due:%Y}"


@tracked
class ElectionCandidate(Sourced):
    """Somebody who stood in an election, with the votes and whether they were elected."""

    election = models.ForeignKey(
        OrganizationElection, models.CASCADE, related_name="standing", verbose_name=_("换届选举")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("人员"))
    post = models.CharField(_("候选职务"), max_length=16, choices=PartyPost.choices)
    votes = models.PositiveIntegerField(_("得票数"), null=True, blank=True)
    elected = models.BooleanField(_("当选"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("选举候选人")
        ordering = ["election", "-votes", "id"]
        constraints = [
            models.UniqueConstraint(fields=["election", "person", "post"], name="electioncandidate_once"),
        ]

    def __str__(self):
        return f"{self.person} {self.get_post_display()}"
