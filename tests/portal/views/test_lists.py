"""List pages: the address holds everything, every page costs the same, and no row is lost or shown twice."""

from itertools import chain

import pytest
from django.http import QueryDict

from portal.lists import Choice, Day, Listing, Search, Sort
from portal.models import AuditEvent

pytestmark = pytest.mark.django_db
EVENTS = Listing(
    filters=(
        Search("q", "账号", fields=("username",)),
        Choice("ok", "结果", "succeeded", [("True", "成功"), ("False", "失败")], facet=True),
        Day("from", "起", "at__date__gte"),
    ),
    sorts=(Sort("name", "账号", ("username",)), Sort("new", "时间", (), descending=True)),
    limit=3,
)  # fmt: skip


def page(address=""):
    return EVENTS.page(AuditEvent.objects.all(), QueryDict(address.lstrip("?")))


@pytest.fixture(autouse=True)
def _events():
    for number in range(10):
        AuditEvent.objects.create(username=f"u{number // 4}", action="x", succeeded=number % 2 == 0)


@pytest.mark.parametrize("start", ["", "?sort=-name", "?sort=new", "?sort=-new"])
def test_walking_forward_and_back_shows_every_row_once(start):
    here, seen = page(start), []
    while True:
        seen.append([row.pk for row in here])
        if not here.after_href:
            break
        here = page(here.after_href)
    back = [[row.pk for row in here]]
    while here.before_href:
        here = page(here.before_href)
        back.append([row.pk for row in here])

    flat = list(chain.from_iterable(seen))
    assert len(flat) == len(set(flat)) == 10
    assert back[::-1] == seen
    assert page(start).before_href == ""


def test_a_page_far_away_costs_one_query(django_assert_num_queries):
    second = page("?ok=True&limit=2").after_href
    plain = Listing(sorts=EVENTS.sorts)

    with django_assert_num_queries(1):
        plain.page(AuditEvent.objects.all(), QueryDict(second.lstrip("?")))


def test_nothing_is_counted_unless_asked():
    assert page().count is None
    assert page("?count=1").count == 10


def test_a_filter_stays_on_every_page_and_can_be_removed():
    filtered = page("?ok=True&q=u&sort=-name&extra=1")

    assert "ok=True" in filtered.after_href and "sort=-name" in filtered.after_href
    assert [chip["label"] for chip in filtered.chips] == ["账号：u", "结果：成功"]
    assert "ok=" not in filtered.chips[1]["href"]
    assert filtered.kept == [("sort", "-name"), ("extra", "1")]


def test_a_choice_shows_how_many_it_would_leave():
    options = next(one for one in page("?q=u0").filters if one["name"] == "ok")["options"]

    assert [(option["label"], option["count"]) for option in options] == [("成功", 2), ("失败", 2)]


def test_percent_and_underscore_stand_for_themselves():
    assert not page("?q=%25").rows
    assert not page("?q=u_").rows


@pytest.mark.parametrize("address", ["?after=broken", "?before=%00", "?sort=nope", "?limit=99999999", "?limit=-3"])
def test_what_cannot_be_read_gives_the_first_page(address):
    assert page(address).rows


def test_a_date_that_is_none_gives_an_empty_list_and_says_so():
    wrong = page("?from=2026-02-30")

    assert not wrong.rows
    assert wrong.problems
