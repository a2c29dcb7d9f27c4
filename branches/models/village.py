"""Shapes that the ledgers of villages share: what is recorded, what stands for a time, what gathers people."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.models import Unit
from portal.models.timebound import Sourced, TimeBound, TimeBoundQuerySet


class PlacedQuerySet(TimeBoundQuerySet):
    """Records by who may see the unit they belong to; `place` is the lookup of that unit."""

    place = "unit"

    def visible_to(self, user):
        """Records whose unit lies in the user's scope."""
        if user.sees_everything():
            return self
        return self.filter(**{f"{self.place}__in": Unit.objects.visible_to(user)})


def placed_by(lookup: str):
    """The records' manager where the unit is another record's: `placed_by("project__unit")`."""
    return type("PlacedQuerySet", (PlacedQuerySet,), {"place": lookup}).as_manager()


class VillageRecord(Sourced):
    """A record of one village or community; only the village is never left open."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("村（社区）"))
    note = models.CharField(_("备注"), max_length=500, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        abstract = True


class VillageSpan(VillageRecord, TimeBound):
    """Something a village has from `began` up to, but not on, `ended`."""

    objects = PlacedQuerySet.as_manager()

    class Meta(TimeBound.Meta):
        abstract = True


class VillageActivity(VillageRecord):
    """An activity held on a day, with its attendance by group; one person at two activities is 2 人次."""

    held_on = models.DateField(_("开展日期"))
    title = models.CharField(_("活动名称"), max_length=200)
    members = models.PositiveIntegerField(_("参加党员（人次）"), default=0)
    villagers = models.PositiveIntegerField(_("参加群众（人次）"), default=0)
    students = models.PositiveIntegerField(_("参加学生（人次）"), default=0)

    class Meta:
        abstract = True
        ordering = ["-held_on", "-id"]

    def __str__(self):
        return self.title


def amount_field(label: str, **options) -> models.DecimalField:
    """A sum of money that is never below nought, exact to the yuan when the label says 万元."""
    return models.DecimalField(label, max_digits=14, decimal_places=4, validators=[MinValueValidator(0)], **options)


def year_field() -> models.PositiveSmallIntegerField:
    """A whole calendar year."""
    return models.PositiveSmallIntegerField(_("年度"), validators=[MinValueValidator(1990), MaxValueValidator(2100)])
