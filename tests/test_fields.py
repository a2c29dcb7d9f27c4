"""Every column is classed: sealed, personal or plain; sealed ones are shown nowhere."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin

FILES = sorted((Path(__file__).parent.parent / "docs/personal_fields").glob("*.toml"))
CLASSES = {label: columns for file in FILES for label, columns in tomllib.loads(file.read_text("utf-8")).items()}
# The images of rows (history) have the columns of the row they are of.
MODELS = {
    model._meta.label: model
    for app in ("portal", "cadres", "branches", "reports")
    for model in apps.get_app_config(app).get_models()
    if not hasattr(model, "pgh_tracked_model")
}


def test_the_table_names_the_tables_there_are():
    assert set(CLASSES) == set(MODELS)


@pytest.mark.parametrize("label", sorted(MODELS))
def test_every_column_is_classed_exactly_once(label):
    classed = [name for names in CLASSES.get(label, {}).values() for name in names]
    columns = [field.name for field in MODELS[label]._meta.concrete_fields]
    assert set(CLASSES.get(label, {})) <= {"sealed", "personal", "plain"}
    assert sorted(classed) == sorted(columns)


def test_no_sealed_column_is_in_the_admin_or_the_api():
    from cadres.api.person_fields import PERSON_FIELDS
    from cadres.queries.card import _NOT_SHOWN
    from cadres.queries.people import LIST_COLUMNS

    for model, page in admin.site._registry.items():
        sealed = set(CLASSES.get(model._meta.label, {}).get("sealed", ()))
        shown = {*page.list_display, *(page.fields or ()), *page.search_fields, *page.list_filter}
        assert not sealed & shown, model
    sealed = set(CLASSES["cadres.Person"]["sealed"])
    assert sealed <= _NOT_SHOWN
    assert not sealed & {*LIST_COLUMNS, *(field.name for field in PERSON_FIELDS)}
