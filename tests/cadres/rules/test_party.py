import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.rules.party import STATUSES, PartyFact, PartyStatus, joined_too_young, parse_party, print_party, store_party
from portal.rules.dates import PartialDate


@pytest.mark.parametrize(
    ("stored", "facts", "printed"),
    [
        ("20020303", [("01", (2002, 3, 3))], "2002.03.03"),
        ("200203", [("01", (2002, 3))], "2002.03"),
        ("1998.06", [("01", (1998, 6))], "1998.06"),
        ("200108；民建", [("06", (2001, 8))], "民建（2001.08）"),
        ("民建2001.08", [("06", (2001, 8))], "民建（2001.08）"),
        ("民建（2001.08）", [("06", (2001, 8))], "民建（2001.08）"),
        ("民盟；民革", [("05", None), ("04", None)], "（民盟、民革）"),
        ("(民盟)", [("05", None)], "（民盟）"),
        ("无党派", [("12", None)], "无党派"),
        ("", [], ""),
        ("（无）", [], ""),
    ],
)
def test_the_field_is_read_and_printed(stored, facts, printed):
    status = parse_party(stored)
    assert status.problems == ()
    assert [(one.code, one.joined) for one in status.facts] == [
        (code, PartialDate(*date) if date else None) for code, date in facts
    ]
    assert print_party(status) == printed


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("191203", "party_early"),
        ("无党派、民盟", "party_conflict"),
        ("老党派", "party_word"),
        ("200213", "date_month"),
        ("85.03", "date_ambiguous"),
    ],
)
def test_what_cannot_be_is_named(text, code):
    assert code in [found for found, _ in parse_party(text).problems]


def test_joining_before_18_is_noticed():
    status = parse_party("200203")
    assert joined_too_young(status, PartialDate(1984, 4))
    assert not joined_too_young(status, PartialDate(1984, 3))


_FACTS = st.lists(
    st.builds(
        PartyFact,
        st.sampled_from([code for code in STATUSES if code < "12"]),
        st.none() | st.builds(PartialDate, st.integers(1950, 2026), st.integers(1, 12)),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda fact: fact.code,
)


@given(_FACTS)
def test_what_is_written_is_read_back(facts):
    status = PartyStatus(tuple(facts))
    assert parse_party(print_party(status)).facts == status.facts
    assert parse_party(store_party(status)).facts == status.facts


@given(st.text(max_size=40))
def test_any_text_is_read_without_breaking(text):
    parse_party(text)
