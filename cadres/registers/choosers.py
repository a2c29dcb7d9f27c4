"""How people are chosen in the forms of registers: by name, pinyin, initials or the last digits of the ID number."""

import re

from cadres.models import Person
from cadres.queries.people import search
from portal.registers.choosers import Chooser
from portal.rules.roles import Permission

_LAST_DIGITS = re.compile(r"[0-9]{3}[0-9Xx]", re.ASCII)


def _search(people, text: str, user):
    if _LAST_DIGITS.fullmatch(text):
        return people.filter(id_masked__endswith=text.upper())  # what a masked number shows anyway
    return search(people, text, user)


def _describe(person: Person) -> str:
    born = f"{person.born}生" if person.born else ""
    return "，".join(one for one in (str(person.unit or ""), born, person.id_masked[-4:]) if one)


CHOOSERS = (Chooser(Person, _search, _describe, "cadres:person", ("unit",), Permission.VIEW_RECORDS),)
