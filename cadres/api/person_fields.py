"""Fields of a person's row as the API takes them, made from the table itself."""

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.actions.people import CHANGEABLE
from cadres.models import Person
from portal.api.columns import field_of
from portal.api.fields import Nullable, Text
from portal.api.problems import Problem, field_error
from portal.models import Unit

PERSON_FIELDS = (
    *(field_of(Person, Person._meta.get_field(name)) for name in CHANGEABLE),
    Nullable(
        "id_number", gettext_lazy("身份证号"), inner=Text("id_number", gettext_lazy("身份证号"), longest=30)
    ),
)  # fmt: skip


def with_unit(values: dict, user) -> dict:
    """The values with the unit's code replaced by the unit; raises Problem 400 for one the account does not see."""
    if values.get("unit"):
        try:
            values["unit"] = Unit.objects.visible_to(user).get(code=values["unit"])
        except ObjectDoesNotExist:
            message = _("该单位不存在，或者不在您的管理范围内。")
            raise Problem(
                400, "unit_out_of_scope", message, errors=[field_error("unit", "unit_out_of_scope", message)]
            ) from None
    elif "unit" in values:
        values["unit"] = None
    return values
