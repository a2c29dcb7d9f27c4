"""A person's records as the appointment form (.lrmx) carries them."""

from cadres.exporting.form_values import form_values
from cadres.exporting.lrmx import FormValues
from cadres.models import AppointmentForm, Person, Photo, Resume
from portal.crypto import open_id_number
from portal.files import read_file
from portal.queries.codes import code_names
from portal.rules.dates import PartialDate
from portal.rules.roles import Permission


def appointment_form(person: Person, user) -> FormValues:
    """The form's values; the full ID number and the family only by their rights, else left empty."""
    resume = Resume.objects.filter(person=person).first()
    form = AppointmentForm.objects.filter(person=person).first()
    photo = Photo.objects.filter(person=person).select_related("file").first()
    number = ""
    if person.id_cipher and user.can(Permission.VIEW_FULL_ID):
        number = open_id_number(person.id_cipher, person.id_index)
    # The highest of each mode is printed: lower codes of ZB64 and GB6864 are the higher ones.
    educations = sorted(person.educations.all(), key=lambda one: (not one.shown, one.level or "9", one.degree or "9"))
    return form_values(
        person=_plain(person), names=code_names(), id_number=number, resume=resume.text if resume else "",
        educations=[_plain(one) for one in educations],
        family=[_plain(one) for one in person.family.all()] if user.can(Permission.VIEW_FAMILY) else [],
        form=_plain(form) if form else None, photo=read_file(photo.file) if photo else b"",
    )  # fmt: skip


def _plain(record) -> dict:
    values = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
    return {name: value.as_int() if isinstance(value, PartialDate) else value for name, value in values.items()}
