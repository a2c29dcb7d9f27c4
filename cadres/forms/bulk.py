"""The columns to change for many people at once, and what to put into them."""

from django import forms
from django.db import models

from cadres.actions.batches.bulk import NOT_TOGETHER
from cadres.forms.records import GROUPS, form_field
from cadres.models import Person

COLUMNS = tuple(name for _title, names in GROUPS for name in names if name not in NOT_TOGETHER)


class BulkForm(forms.Form):
    """One field for each chosen column; an empty one empties the column."""

    def __init__(self, *args, columns: list[str], user, **kwargs):
        super().__init__(*args, **kwargs)
        for name in columns:
            self.fields[name] = form_field(Person(), Person._meta.get_field(name), user)

    def values(self) -> dict:
        """Cleaned values as the columns store them."""
        return {name: self._stored(name, value) for name, value in self.cleaned_data.items()}

    def _stored(self, name: str, value):
        text = isinstance(Person._meta.get_field(name), models.CharField | models.TextField)
        return ("" if text else None) if value in (None, "") else value
