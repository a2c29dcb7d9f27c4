"""A person's records as the appointment form carries them: as .lrmx holds them, or as they stood on a day."""

import datetime

from cadres.exporting.form_values import form_values
from cadres.exporting.lrmx import FormValues
from cadres.models import AppointmentForm, Person, Photo, Resume
from cadres.queries.people_list import posts_on
from portal.crypto import open_id_number
from portal.files import read_file
from portal.models.timebound import as_int
from portal.queries.codes import code_names
from portal.rules.dates import PartialDate
from portal.rules.roles import Permission


def appointment_form(person: Person, user, as_of: datetime.date | None = None) -> FormValues:
    """The form's values; the full ID number and the family only by their rights, else left empty.

    With a day, education finished later is left out, and the present post gives way to the posts held that day
    where these are others. Texts that summarise (奖惩, 年度考核) stay as they are on file.
    """
    resume = Resume.objects.filter(person=person).first()
    form = AppointmentForm.objects.filter(person=person).first()
    photo = Photo.objects.filter(person=person).select_related("file").first()
    number = ""
    if person.id_cipher and user.can(Permission.VIEW_FULL_ID):
        number = open_id_number(person.id_cipher, person.id_index)
    # The highest of each mode is printed: lower codes of ZB64 and GB6864 are the higher ones.
    educations = sorted(person.educations.all(), key=lambda one: (not one.shown, one.level or "9", one.degree or "9"))
    plain = _plain(person)
    if as_of is not None:
        educations = [one for one in educations if not (one.ended and one.ended.as_int() > as_int(as_of))]
        plain["post_text"] = _post_text(person, as_of)
    return form_values(
        person=plain, names=code_names(), id_number=number, resume=resume.text if resume else "",
        educations=[_plain(one) for one in educations],
        family=[_plain(one) for one in person.family.all()] if user.can(Permission.VIEW_FAMILY) else [],
        form=_plain(form) if form else None, photo=read_file(photo.file) if photo else b"",
    )  # fmt: skip


def _post_text(person: Person, day: datetime.date) -> str:
    """The written post while the posts of the day are those still held; the posts of the day where they are not."""
    held = posts_on([person.pk], day)[person.pk]
    still = {post.pk for post in person.appointments.all() if post.ended is None}
    if person.post_text and (not held or {post.pk for post in held} == still):
        return person.post_text
    return "，".join(f"{post.unit_text}{post.title}" for post in held) or person.post_text


def _plain(record) -> dict:
    values = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
    return {name: value.as_int() if isinstance(value, PartialDate) else value for name, value in values.items()}
