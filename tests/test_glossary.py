"""The glossary and the code use the same words."""

import re
from pathlib import Path

import pytest
from django.apps import apps

GLOSSARY = Path(__file__).parent.parent / "docs" / "glossary.md"
OURS = ("portal", "cadres", "branches", "reports")


def records():
    """Models people meet; the complete images kept of every row have no word of their own."""
    return [
        model
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.endswith("Event") or model.__name__ == "AuditEvent"
    ]


def terms() -> dict[str, str]:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: term.strip() for name, term in rows}


@pytest.mark.parametrize("model", records(), ids=lambda model: model.__name__)
def test_every_record_stands_in_the_glossary_under_its_chinese_term(model):
    assert terms().get(model.__name__) == str(model._meta.verbose_name)


def test_the_glossary_names_no_record_that_is_gone():
    assert set(terms()) - {model.__name__ for model in records()} == set()


TECHNICAL = {
    "id", "source_row", "position", "parent_position", "line_digest", "occurrence", "given_digest", "digest",
}  # fmt: skip


@pytest.mark.parametrize("model", [model for model in records() if model._meta.app_label == "cadres"])
def test_every_field_of_a_cadre_record_has_a_chinese_name(model):
    shown = [field for field in model._meta.fields if field.editable and field.name not in TECHNICAL]

    assert [field.name for field in shown if not re.search("[\u4e00-\u9fff]", str(field.verbose_name))] == []
