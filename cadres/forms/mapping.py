"""What each column of a roster means, as a person says it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class MappingForm(forms.Form):
    """One select a column; `cleaned_data["mapping"]` is {head: target}."""

    def __init__(self, *args, columns, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = columns
        known = {value for _label, options in groups for value, _text in options}
        for column in columns:
            more = [] if column.chosen in known else [(column.chosen, column.chosen)]
            self.fields[f"column_{column.position}"] = forms.ChoiceField(
                label=column.head, choices=[*more, *groups], initial=column.chosen, required=False,
                widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
            )  # fmt: skip

    def clean(self):
        """One target is filled by one column only, and somebody must be named."""
        cleaned = super().clean()
        mapping = {column.head: cleaned.get(f"column_{column.position}") or "" for column in self.columns}
        taken: dict[str, str] = {}
        for column in self.columns:
            target = mapping[column.head]
            if target and target in taken:
                self.add_error(
                    f"column_{column.position}", _("与“%(head)s”列选了同一信息项。") % {"head": taken[target]}
                )
            taken.setdefault(target, column.head)
        if "person.name" not in mapping.values():
            raise ValidationError(_("请指定哪一列是姓名。"), code="name_missing")
        cleaned["mapping"] = mapping
        return cleaned

    def lines(self):
        """(column, bound field) pairs in the order of the file."""
        return [(column, self[f"column_{column.position}"]) for column in self.columns]
