"""The steps a record has taken, and whether an account may take the next."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from portal.models import StepTaken
from portal.registers.declaration import Register
from portal.rules.flow import Step

ENTRY = "entered"


def previous_steps(record: Model) -> QuerySet:
    """The steps the record took, its entry first."""
    return StepTaken.objects.filter(record_type=record._meta.label_lower, record_id=record.pk).order_by("id")


def state_names(register: Register) -> dict[str, str]:
    """State → its Chinese word, in the order of the flow."""
    return {code: str(label) for code, label in register.model._meta.get_field(register.flow.field).flatchoices}


def right_of(register: Register, step: Step):
    """The right a step asks for: its own, otherwise that of editing the register."""
    return step.right or register.edit


def allowed_step(register: Register, record: Model, name: str, user) -> Step:
    """The step of the name; raises ValidationError when the record cannot take it, PermissionDenied without the right."""
    flow = register.flow
    try:
        step = flow.step(name) if flow else None
    except KeyError:
        step = None
    if step is None:
        raise ValidationError(_("没有这个步骤。"), code="unknown_step")
    if user is not None and not user.can(right_of(register, step)):
        raise PermissionDenied(_("您的账号没有“%(right)s”权限。") % {"right": right_of(register, step).label})
    state = getattr(record, flow.field)
    if state not in step.sources:
        told = {"state": state_names(register).get(state, state), "step": step.label}
        raise ValidationError(_("现在是“%(state)s”，不能办理“%(step)s”。") % told, code="wrong_state")
    if step.second_person and (problem := same_person(record, user)):
        raise ValidationError(problem, code="second_person")
    return step


def same_person(record: Model, user) -> str:
    """Why the account may not be the second person, empty when it may: whoever entered it or took the step before.

    A step the portal took by itself (a hold after an objection) leaves the person before it as the one who took it.
    """
    if user is None:
        return ""
    takers = list(previous_steps(record).exclude(taken_by=None).values_list("origin", "taken_by"))
    barred = {taker for origin, taker in takers if not origin} | {taker for _origin, taker in takers[-1:]}
    return _("经办与复核须由两人办理：您登记了这条记录或办理了上一步。") if user.pk in barred else ""
