"""The printed forms of people as files: one person's, and many in one archive."""

import datetime
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from cadres.documents.appointment_form import LAYOUTS, write_appointment_form
from cadres.documents.printed_form import printed_form, resume_on
from cadres.exporting.lrmx import write_lrmx
from cadres.exporting.person_form import appointment_form
from cadres.models import Person
from portal.files import safe_name
from portal.rules.roles import Permission

MOST_FORMS = 500
LRMX = "lrmx"
# What an archive of many people may hold.
ARCHIVES = {**LAYOUTS, LRMX: _("任免审批表编辑器格式（.lrmx）")}


def form_docx(person: Person, user, as_of: datetime.date, layout: str) -> bytes:
    """The form of a person on a day as a .docx; the family only by its right, and the form says when it is withheld."""
    values = appointment_form(person, user, as_of)
    values = replace(values, tags=values.tags | {"JianLi": resume_on(values.tags.get("JianLi", ""), as_of)})
    withheld = not user.can(Permission.VIEW_FAMILY)
    return write_appointment_form(printed_form(values, as_of, family_withheld=withheld), layout)


def form_lrmx(person: Person, user) -> bytes:
    """The form of a person as the official editor reads it: what is on file now, the family by its right."""
    return write_lrmx(appointment_form(person, user))


def forms_archive(
    people: Iterable[Person], user, as_of: datetime.date, layout: str, done: Callable[[int], None]
) -> bytes:
    """One .zip of the people's forms in a layout or as .lrmx; `done` hears how many are ready after each."""
    stream, given = io.BytesIO(), Counter()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, person in enumerate(people, 1):
            if layout == LRMX:
                archive.writestr(form_name(person.name, given, LRMX), form_lrmx(person, user))
            else:
                archive.writestr(form_name(person.name, given), form_docx(person, user, as_of, layout))
            done(number)
    return stream.getvalue()


def form_name(name: str, given: Counter | None = None, ending: str = "docx") -> str:
    """姓名.docx, safe on every system; the second of an equal name is 姓名(2).docx."""
    stem = safe_name(name).replace(".", "·")
    count = 1
    if given is not None:
        given[stem] += 1
        count = given[stem]
    return f"{stem}.{ending}" if count == 1 else f"{stem}({count}).{ending}"
