"""Photographs of some people: drawn figures that show nobody, so that forms and rosters have something to print."""

import datetime
import hashlib
import io

from PIL import Image, ImageDraw

from cadres.demo.months import choices_for
from cadres.models import Person, Photo
from portal.files import store_file

WIDE, HIGH = 250, 350  # an inch photograph, 25 × 35 mm
UNITS = ("柏渡镇", "青岩镇", "临溪县统计局")
_BACKGROUNDS = ("#3f7fbf", "#c23b3b", "#dfe7ee")  # blue, red and white as photographers offer them
_COATS = ("#20242c", "#2f3b4c", "#3b3230", "#44506a")


def load(*, by, today: datetime.date) -> None:
    """A photograph for three of four people in service of the units; the others have none."""
    people = Person.objects.filter(unit__name__in=UNITS, status="1").exclude(management="").order_by("pk")
    kept = []
    for number, person in enumerate(people):
        if number % 4 == 3:
            continue
        content = portrait(f"{person.name}{person.pk}", woman=person.sex == "2")
        stored = store_file(name=f"{person.name}.jpg", content=content, by=by, content_type="image/jpeg")
        kept.append(Photo(person=person, file=stored, given_digest=hashlib.sha256(content).hexdigest()))
    Photo.objects.bulk_create(kept)


def portrait(key: str, *, woman: bool) -> bytes:
    """A head and shoulders before a plain background as JPEG, the same for the same key."""
    choices = choices_for(f"照片 {key}")
    picture = Image.new("RGB", (WIDE, HIGH), choices.choice(_BACKGROUNDS))
    draw = ImageDraw.Draw(picture)
    hair, skin, middle = "#1d1a18", choices.choice(("#e8c6a4", "#d9b38c", "#f0d2b4")), WIDE // 2
    if woman:
        draw.rounded_rectangle((middle - 72, 66, middle + 72, 240), 60, fill=hair)
    draw.ellipse((20, 250, WIDE - 20, HIGH + 160), fill=choices.choice(_COATS))
    draw.polygon(((middle - 30, 258), (middle + 30, 258), (middle, 330)), fill="#f5f5f2")
    draw.rectangle((middle - 24, 205, middle + 24, 268), fill=skin)
    draw.ellipse((middle - 60, 82, middle + 60, 240), fill=skin)
    draw.pieslice((middle - 64, 66, middle + 64, 214), 180, 360, fill=hair)
    for side in (-24, 24):
        draw.ellipse((middle + side - 5, 158, middle + side + 5, 166), fill="#2a2522")
    draw.arc((middle - 22, 188, middle + 22, 212), 20, 160, fill="#8a4b3c", width=3)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
