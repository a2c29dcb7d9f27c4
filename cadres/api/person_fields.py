"""Fields of a person's row as the API takes them, made from the table itself."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.actions.people import CHANGEABLE
from cadres.models import Person
from portal.api.fields import Choice, Flag, Nullable, Partial, Refused, Text, Whole
from portal.api.problems import Problem, field_error
from portal.fields import PartialDateField
from portal.models import Unit
from portal.queries.coded import code_table
from portal.queries.codes import code_names


class Code(Text):
    """A code of a table, or empty; the table is named in the label."""

    def check(self, text):
        table = str(self.label).rpartition(" ")[2]
        known = code_names().get(table)
        if text and known and text not in known:
            raise Refused(
                "unknown_code", _("代码表 %(table)s 中没有“%(code)s”。") % {"table": table, "code": text[:20]}
            )
        return super().check(text)


def field_of(record: type[models.Model], field: models.Field) -> Text:
    """The declaration of a column: its kind, longest text and whether null empties it."""
    label = field.verbose_name
    if isinstance(field, PartialDateField):
        inner = Partial(field.name, label, longest=20)
    elif isinstance(field, models.BooleanField):
        inner = Flag(field.name, label)
    elif isinstance(field, models.IntegerField):
        inner = Whole(field.name, label, most=32_767)
    elif field.is_relation:
        inner = Text(field.name, label, longest=68)
    elif table := code_table(record, field):
        inner = Code(field.name, f"{label} {table}", longest=field.max_length)
    elif field.choices:
        inner = Choice(field.name, label, choices=tuple(code for code, _label in field.flatchoices))
    else:
        inner = Text(field.name, label, longest=field.max_length or 100_000)
    if field.null:
        return Nullable(field.name, inner.label, inner=inner)
    return inner


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
