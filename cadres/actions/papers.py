"""Papers about many people: made as one archive, kept sealed until they are fetched."""

import datetime
from collections.abc import Callable, Iterable

from django.db import transaction

from cadres.documents.person_papers import forms_archive
from cadres.models import Person
from portal.audit import record
from portal.files import store_file
from portal.models import StoredFile


def make_forms_archive(
    *, person_ids: Iterable[int], as_of: datetime.date, layout: str, by, progress: Callable[[int, int], None]
) -> tuple[StoredFile, int]:
    """(the stored .zip, how many forms are in it); people who have left the account's scope meanwhile are left out."""
    chosen = Person.objects.visible_to(by).filter(pk__in=list(person_ids)).order_by("pinyin", "pk")
    people = list(chosen)
    progress(0, len(people))
    content = forms_archive(people, by, as_of, layout, lambda ready: progress(ready, len(people)))
    with transaction.atomic():
        stored = store_file(
            name=f"任免审批表-{as_of}.zip", content=content, by=by, content_type="application/zip"
        )  # fmt: skip
        detail = {"people": [person.pk for person in people], "as_of": str(as_of), "layout": layout}
        record("forms.made", by=by, target=stored, detail=detail)
    return stored, len(people)
