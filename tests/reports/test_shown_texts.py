"""Texts of a list, read from values and from what a frozen run kept of them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from branches.models import CeremonyRecord, HeritageSite, PartyOrganization
from portal.rules.dates import PartialDate
from reports.records.shown_texts import text_readers
from reports.sources import SOURCES

pytestmark = pytest.mark.django_db  # words of codes
BY_NAME = {one.name: one for one in SOURCES}


def reader(source: str, model, head: int):
    return text_readers(BY_NAME[source], model)[head]


@pytest.mark.parametrize(
    ("source", "model", "head", "value", "text"),
    [
        ("ceremony", CeremonyRecord, 3, "62.0000", "62"),
        ("ceremony", CeremonyRecord, 3, Decimal("62.5000"), "62.5"),
        ("ceremony", CeremonyRecord, 0, "wedding", "婚事"),
        ("ceremony", CeremonyRecord, 2, None, ""),
        ("heritage_site", HeritageSite, 0, "3.10", "3.10"),
    ],
)
def test_codes_become_words_and_numbers_lose_needless_zeros_and_names_stay(source, model, head, value, text):
    assert reader(source, model, head)(value) == text


def test_a_date_kept_as_a_number_is_read_as_a_date():
    source = replace(BY_NAME["heritage_site"], shown=(("began", "起始时间"),))
    [read] = text_readers(source, PartyOrganization)
    assert (read("20240600"), read(None)) == ("2024.06", "")
    assert (read(PartialDate(2026)), read("2026")) == ("2026", "2026")
