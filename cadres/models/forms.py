"""What an appointment form (干部任免审批表) says beside the person's own record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cadres.models.people import Person
from portal.fields import PartialDateField
from portal.models.timebound import Sourced, tracked


@tracked
class AppointmentForm(Sourced):
    """The latest form of a person; tags this portal does not know are kept and written back."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="form", verbose_name=_("人员"))
    proposed_post = models.CharField(_("拟任职务"), max_length=400, blank=True)
    proposed_removal = models.CharField(_("拟免职务"), max_length=400, blank=True)
    reason = models.TextField(_("任免理由"), blank=True)
    reporting_unit = models.CharField(_("呈报单位"), max_length=300, blank=True)
    age_as_of = PartialDateField(_("计算年龄时间"), null=True, blank=True)
    filled = PartialDateField(_("填表时间"), null=True, blank=True)
    filled_by = models.CharField(_("填表人"), max_length=50, blank=True)
    retires = PartialDateField(_("到龄年月"), null=True, blank=True)
    former_age_limit = models.CharField(_("改革前任职年龄界限"), max_length=60, blank=True)
    version = models.CharField(_("版本"), max_length=20, blank=True)
    extra = models.JSONField(_("其他标签"), default=dict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("任免审批表")

    def __str__(self):
        return str(self.person)
