"""Somebody entered in a village: the person of the files, found by number or by name and birth, or made."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from branches.models import PartyOrganization
from cadres.actions.people import create_person
from cadres.models import Person
from cadres.rules.id_number import birth_date, normalise_id_number, sex
from cadres.rules.names import normalise_name
from portal.crypto import blind_index
from portal.rules.dates import DateProblem, parse_partial_date


@transaction.atomic
def person_entered(
    *, organization: PartyOrganization, name: str, by, id_number: str = "", sex_given: str = "", born: str = ""
) -> Person:
    """The person of the scope with the ID number, or with the name and birth month; a new one at the host unit.

    Raises ValidationError by field for what cannot be read, a number that belongs to somebody of another name or
    outside the scope, or several people of the name and month.
    """
    number, wanted = normalise_id_number(id_number), normalise_name(name)
    try:
        month = birth_date(number) or (parse_partial_date(born) if born else None)
    except DateProblem as problem:
        raise ValidationError({"born": problem.message}, code=problem.code) from problem
    people = Person.objects.all() if by is None else Person.objects.visible_to(by)
    if number:
        found = people.filter(id_index=blind_index(number)).first()
        if found and found.name_key != wanted:
            raise ValidationError({"name": _("这个身份证号已登记在另一姓名之下，请核对。")}, code="other_name")
        if found:
            return found
    elif month:
        same = [
            one for one in people.filter(name_key=wanted)
            if one.born and (one.born.year, one.born.month) == (month.year, month.month)
        ]  # fmt: skip
        if len(same) > 1:
            raise ValidationError({"id_number": _("有几个同名同出生年月的人，请填身份证号。")}, code="several")
        if same:
            return same[0]
    else:
        raise ValidationError({"born": _("请填身份证号或出生年月。")}, code="required")
    values = {"name": name, "unit": organization.unit, "sex": sex(number) or sex_given, "born": month}
    if number:
        values["id_number"] = number
    return create_person(values=values, by=by)
