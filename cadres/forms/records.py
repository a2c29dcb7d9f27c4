"""Forms over a person's own row and over dated facts, built from the models: codes become selects."""

from django import forms
from django.db import models

from cadres.actions.facts import fact_fields, fact_model
from cadres.actions.people import CHANGEABLE
from cadres.models import Person
from cadres.rules.source_category import SourceCategory, SourceSubcategory
from portal.fields import PartialDateField
from portal.form_fields import PartialDateFormField
from portal.forms.units import UnitField
from portal.models import Unit
from portal.queries.coded import code_table
from portal.queries.codes import code_names

DATE_HELP = "可填年、年月或年月日，如 2021、2021.06"
LONGEST_SELECT = 320
GROUPS = (
    ("基本情况", ("name", "sex", "born", "ethnicity", "native_place", "birth_place", "growth_place", "health", "unit", "status", "category", "management", "establishment")),
    ("工作与党派", ("work_began", "political_status", "party_joined", "party_text", "second_party", "third_party")),
    ("职务职级", ("post_text", "post_short", "post_level", "post_level_since", "rank", "rank_since", "civil_level", "professional_title", "technical_grade", "registered")),
    ("其他", ("specialty", "two_years_grassroots", "recruited_by_exam", "recruited", "selected_graduate", "selected_graduate_since", "awards_text", "appraisals_text", "note")),
)  # fmt: skip


class RecordForm(forms.Form):
    """The columns of one record; `changes` holds those that differ from it. `version` is that of the page shown."""

    version = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, record: models.Model, fields, user, **kwargs):
        self.record = record
        kwargs.setdefault("initial", {field.name: getattr(record, field.name) for field in fields})
        super().__init__(*args, **kwargs)
        for field in fields:
            self.fields[field.name] = form_field(record, field, user)

    def changes(self) -> dict:
        """Cleaned values of the columns that differ from the record, empty ones as the column stores them."""
        changed = {}
        for name in self.changed_data:
            if name in ("version", "id_number"):
                continue
            field = self.record._meta.get_field(name)
            value = self.cleaned_data[name]
            if value in (None, "") and isinstance(field, models.CharField | models.TextField):
                value = ""
            elif value == "":
                value = None
            if value != getattr(self.record, name):
                changed[name] = value
        return changed


class PersonForm(RecordForm):
    """A person's own row; `id_number` replaces the number when filled."""

    id_number = forms.CharField(label="身份证号", required=False, max_length=18, help_text="留空不改；填写则替换现有号码。",
                                widget=forms.TextInput(attrs={"autocomplete": "off"}))  # fmt: skip

    def __init__(self, *args, record: Person, user, **kwargs):
        fields = [Person._meta.get_field(name) for name in CHANGEABLE]
        super().__init__(*args, record=record, fields=fields, user=user, **kwargs)

    def groups(self):
        """(title, bound fields) in the order of the form."""
        for at, (title, names) in enumerate(GROUPS):
            yield title, [self[name] for name in (*names, *(("id_number",) if at == 0 else ())) if name in self.fields]


class FactForm(RecordForm):
    """One dated fact of a person."""

    def __init__(self, *args, kind: str, record: models.Model | None, user, **kwargs):
        super().__init__(*args, record=record or fact_model(kind)(), fields=fact_fields(kind), user=user, **kwargs)


def form_field(record: models.Model, field: models.Field, user) -> forms.Field:
    """The form field of a column: a select for codes and choices, a date of any precision, a unit, a text."""
    common = {"label": str(field.verbose_name), "required": not (field.blank or field.null) and not field.has_default()}
    if isinstance(field, PartialDateField):
        return PartialDateFormField(help_text=DATE_HELP, **common)
    if field.is_relation and field.related_model is Unit:
        return UnitField(user=user, **common)
    if isinstance(field, models.BooleanField):
        if field.null:
            return forms.TypedChoiceField(
                choices=[("", "—"), ("True", "是"), ("False", "否")],
                coerce=lambda text: text == "True",
                empty_value=None,
                **common,
            )
        return forms.BooleanField(label=common["label"], required=False)
    if pairs := _pairs(record, field):
        return forms.ChoiceField(choices=[("", "—"), *pairs], **common)
    if isinstance(field, models.TextField):
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **common)
    if isinstance(field, models.IntegerField):
        return forms.IntegerField(min_value=0, max_value=9999, **common)
    return forms.CharField(max_length=field.max_length, **common)


def _pairs(record: models.Model, field: models.Field) -> list[tuple[str, str]]:
    if field.choices:
        return [(str(value), str(label)) for value, label in field.flatchoices]
    if record._meta.model_name == "sourcetag":
        return {"category": SourceCategory.pairs(), "subcategory": SourceSubcategory.pairs()}.get(field.name, [])
    if record._meta.model_name == "rankspan" and field.name == "code":
        return [*code_names().get("ZB148", {}).items(), *code_names().get("ZB09", {}).items()]
    table = code_names().get(code_table(record, field), {})
    pairs = list(table.items()) if len(table) <= LONGEST_SELECT else []
    held = getattr(record, field.name, "")
    return [*pairs, (held, held)] if pairs and held and held not in table else pairs
