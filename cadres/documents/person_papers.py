"""The printed forms of people as files: one person's, and many in one archive."""

import datetime
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from cadres.documents.appointment_form import write_appointment_form
from cadres.documents.printed_form import printed_form, resume_on
from cadres.exporting.person_form import appointment_form
from cadres.models import Person
from portal.files import safe_name
from portal.rules.roles import Permission

MOST_FORMS = 500


def form_docx(person: Person, user, as_of: datetime.date, layout: str) -> bytes:
    """The form of a person on a day as a .docx; the family only by its right, and the form says when it is withheld."""
    values = appointment_form(person, user, as_of)
    values = replace(values, tags=values.tags | {"JianLi": resume_on(values.tags.get("JianLi", ""), as_of)})
    withheld = not user.can(Permission.VIEW_FAMILY)
    return write_appointment_form(printed_form(values, as_of, family_withheld=withheld), layout)


def forms_archive(
    people: Iterable[Person], user, as_of: datetime.date, layout: str, done: Callable[[int], None]
) -> bytes:
    """One .zip of the people's forms; `done` hears how many are ready after each."""
    stream, given = io.BytesIO(), Counter()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, person in enumerate(people, 1):
            archive.writestr(form_name(person.name, given), form_docx(person, user, as_of, layout))
            done(number)
    return stream.getvalue()


def form_name(name: str, given: Counter | None = None) -> str:
    """姓名.docx, safe on every system; the second of an equal name is 姓名(2).docx."""
    stem = safe_name(name).replace(".", "·")
    count = 1
    if given is not None:
        given[stem] += 1
        count = given[stem]
    return f"{stem}.docx" if count == 1 else f"{stem}({count}).docx"
