"""Turnover of township leadership teams (乡镇领导班子换届): rounds, townships in them, slates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cadres.models.people import Person
from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class TurnoverRound(models.Model):
    """One round; every township's ages are counted on the round's single day."""

    name = models.CharField(_("名称"), max_length=100, unique=True)
    as_of = models.DateField(_("计算基准日"))
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("换届")
        ordering = ["-as_of"]

    def __str__(self):
        return self.name


@tracked
class TurnoverUnit(models.Model):
    """A township in a round and how far it has come; completion freezes its slate."""

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("未启动")
        PLAN = "plan", _("方案报批")
        INSPECTED = "inspected", _("考察")
        NOTICE = "notice", _("公示")
        ELECTED = "elected", _("选举")
        APPROVED = "approved", _("批复")
        COMPLETED = "completed", _("完成")

    round = models.ForeignKey(TurnoverRound, models.CASCADE, related_name="units", verbose_name=_("换届"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("乡镇"))
    state = models.CharField(_("进度"), max_length=12, choices=State.choices, default=State.NOT_STARTED)
    approved_posts = models.PositiveSmallIntegerField(_("核定职数"), null=True, blank=True)
    recommend_voters = models.PositiveIntegerField(_("参加民主推荐人数"), null=True, blank=True)
    discussion_voters = models.PositiveIntegerField(_("参加讨论决定人数"), null=True, blank=True)
    election_voters = models.PositiveIntegerField(_("参加选举人数"), null=True, blank=True)
    held_on = models.DateField(_("选举日期"), null=True, blank=True)
    completed_on = models.DateField(_("完成日期"), null=True, blank=True)
    document_number = models.CharField(_("批复文号"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("换届乡镇")
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="turnoverunit_once")]

    def __str__(self):
        return f"{self.round} {self.unit}"


@tracked
class SlateMember(Sourced):
    """A member of a township's slate in a round, with the votes at each stage; who voted is told by the township."""

    class Result(models.TextChoices):
        ELECTED = "elected", _("当选")
        NOT_ELECTED = "not_elected", _("未当选")

    turnover_unit = models.ForeignKey(TurnoverUnit, models.CASCADE, related_name="slate", verbose_name=_("换届乡镇"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="slates", verbose_name=_("人员"))
    post = models.CharField(_("职务"), max_length=200, blank=True)
    channel = models.CharField(_("来源渠道"), max_length=32, blank=True)
    recommended = models.PositiveIntegerField(_("民主推荐得票"), null=True, blank=True)
    agreed = models.PositiveIntegerField(_("讨论决定同意票"), null=True, blank=True)
    votes = models.PositiveIntegerField(_("选举得票"), null=True, blank=True)
    result = models.CharField(_("选举结果"), max_length=12, choices=Result.choices, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("换届人选")
        constraints = [models.UniqueConstraint(fields=["turnover_unit", "person"], name="slatemember_once")]

    def __str__(self):
        return str(self.person)
