"""Party members: the person, the organization, and how both came together and parted."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from branches.models.organizations import PartyOrganization
from cadres.models import Person
from portal.fields import PartialDateField
from portal.models import Unit
from portal.models.timebound import FOREVER, Sourced, TimeBound, tracked


class PartyMemberQuerySet(models.QuerySet):
    """Members by who may see them, and by being members at all."""

    def visible_to(self, user):
        """Members whose organization stands in the user's scope."""
        if user.sees_everything():
            return self
        return self.filter(organization__unit__in=Unit.objects.visible_to(user))

    def present(self):
        """Those who are full or probationary members today."""
        return self.filter(state__in=(PartyMember.State.FULL, PartyMember.State.PROBATIONARY))


@tracked
class PartyMember(Sourced):
    """A person of the files as a Party member: once, for the member is the human being.

    `organization` is where the formal relation lies today, or lay last. `state` is today's; what happened on which day
    is in the changes (`MembershipChange`), where the relation lay on which day in the memberships (`Membership`).
    """

    class State(models.TextChoices):
        FULL = "full", _("正式党员")
        PROBATIONARY = "probationary", _("预备党员")
        SUSPENDED = "suspended", _("停止党籍")
        LEFT = "left", _("出党")
        TRANSFERRED = "transferred", _("转出")
        DIED = "died", _("去世")

    class DuesKind(models.TextChoices):
        """How the month's dues are worked out (关于中国共产党党费收缴、使用和管理的规定)."""

        WAGE = "wage", _("按月领取工资")
        RETIRED = "retired", _("离退休")
        FARMER = "farmer", _("农民")
        LOW = "low", _("学生、下岗失业、困难党员")
        EXEMPT = "exempt", _("经批准免交")

    class LostCircumstance(models.TextChoices):
        """The seven of table 43 of the Party's yearly statistics."""

        WORK_AWAY = "work_away", _("外出务工经商")
        FIRM_ENDED = "firm_ended", _("单位改制或破产")
        GRADUATED = "graduated", _("毕业后去向不明")
        JOB_CHANGED = "job_changed", _("工作单位改变")
        ABROAD = "abroad", _("出国（境）")
        MOVED_HOME = "moved_home", _("居住地改变")
        OTHER = "other", _("其他")

    person = models.OneToOneField(Person, models.PROTECT, related_name="party_member", verbose_name=_("人员"))
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="members", verbose_name=_("所在党支部")
    )
    first_organization = models.ForeignKey(
        PartyOrganization,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("最初登记的党支部"),
    )
    state = models.CharField(_("党员状态"), max_length=12, choices=State.choices, default=State.FULL)
    joined = PartialDateField(_("入党时间"), null=True, blank=True, help_text=_("支部大会接收为预备党员之日。"))
    full_since = PartialDateField(_("转正时间"), null=True, blank=True)
    phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    occupation = models.CharField(_("工作岗位"), max_length=40, blank=True)
    address = models.CharField(_("现居住地"), max_length=200, blank=True)
    floating = models.BooleanField(_("流动党员"), default=False)
    floating_since = PartialDateField(_("外出时间"), null=True, blank=True)
    floating_to = models.CharField(_("外出流向"), max_length=100, blank=True)
    contacted_on = models.DateField(_("最近联系日期"), null=True, blank=True)
    lost_since = PartialDateField(_("失去联系时间"), null=True, blank=True)
    lost_circumstance = models.CharField(_("失去联系情形"), max_length=12, choices=LostCircumstance.choices, blank=True)
    dues_kind = models.CharField(_("党费交纳类别"), max_length=8, choices=DuesKind.choices, blank=True)
    dues_base = models.DecimalField(_("党费计算基数（元／月）"), max_digits=10, decimal_places=2, null=True, blank=True)

    objects = PartyMemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("党员")
        ordering = ["person__pinyin", "id"]
        indexes = [models.Index(fields=["organization", "state"], name="partymember_organization")]
        constraints = [
            models.CheckConstraint(
                condition=Q(full_since__isnull=True) | ~Q(state="probationary"),
                name="partymember_probationary_is_not_yet_full",
                violation_error_message=_("预备党员没有转正时间。"),
            ),
            models.CheckConstraint(
                condition=Q(full_since__isnull=True) | Q(joined__isnull=True) | Q(full_since__gte=models.F("joined")),
                name="partymember_full_after_joined",
                violation_error_message=_("转正时间不能早于入党时间。"),
            ),
        ]

    def __str__(self):
        return str(self.person)


@tracked
class Membership(TimeBound):
    """Where a member's formal relation lay, from a day up to, but not on, another: one organization at a time."""

    member = models.ForeignKey(PartyMember, models.CASCADE, related_name="memberships", verbose_name=_("党员"))
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="memberships", verbose_name=_("所在党支部")
    )

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("组织关系")
        ordering = ["member", "began"]
        indexes = [models.Index(fields=["organization"], name="membership_organization")]
        constraints = [
            *TimeBound.Meta.constraints,
            ExclusionConstraint(
                name="membership_one_at_a_time",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    (
                        Func(Coalesce("began", Value(0)), Coalesce("ended", Value(FOREVER)), function="int4range"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("同一党员的组织关系时间重叠：一名党员同一时间只能在一个党支部。"),
            ),
        ]

    def __str__(self):
        return f"{self.member} {self.organization}"


@tracked
class MembershipChange(Sourced):
    """Something that happened to a membership: joining, leaving, moving (code tables ZB59 and ZB60)."""

    member = models.ForeignKey(PartyMember, models.CASCADE, related_name="changes", verbose_name=_("党员"))
    on = models.DateField(_("变动日期"))
    way = models.CharField(_("入党／离党方式"), max_length=5, blank=True, help_text="ZB59")
    relation = models.CharField(_("组织关系变动"), max_length=3, blank=True, help_text="ZB60")
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("党组织")
    )
    counterpart = models.CharField(_("转出或转入的党组织"), max_length=200, blank=True)
    document_number = models.CharField(_("介绍信号或批准文号"), max_length=200, blank=True)
    note = models.CharField(_("备注"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("党员变动")
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(way="") | ~Q(relation=""),
                name="membershipchange_says_what",
                violation_error_message=_("请填写入党离党方式或组织关系变动中的一项。"),
            )
        ]

    def __str__(self):
        return f"{self.member} {self.on}"
