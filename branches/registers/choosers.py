"""How organizations, members and admissions are chosen in forms, and the pages on which they are read."""

from branches.models import AdmissionCase, PartyMember, PartyOrganization
from portal.registers.choosers import Chooser


def _by_name(rows, text: str, _user):
    return rows.filter(name__icontains=text)


def _by_person(rows, text: str, _user):
    plain = text.lower()
    if plain.isascii():
        return rows.filter(person__initials__startswith=plain) | rows.filter(person__pinyin__startswith=plain)
    return rows.filter(person__name_key__contains=text)


CHOOSERS = (
    Chooser(
        PartyOrganization, _by_name, lambda one: str(one.get_category_display()), "branches:organization", ("unit",)
    ),
    Chooser(PartyMember, _by_person, lambda one: str(one.organization), "", ("person", "organization")),
    Chooser(
        AdmissionCase, _by_person, lambda one: str(one.organization), "branches:admission", ("person", "organization")
    ),
)
