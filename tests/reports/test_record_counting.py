"""Counting records: periods, places, people once each, sums, missing columns, lists, and what was known before."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from cadres.models import Award, Person
from portal.models import Unit
from portal.rules.dates import PartialDate
from reports.history import as_known
from reports.problems import BadDefinition
from reports.records.asking import ask_records
from reports.records.counting import plain, record_board
from reports.records.listing import people_behind, record_page
from tests.reports.sample_figures import COUNT, SHARE, read

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def county():
    top = Unit.objects.create(code="C", name="临溪县", kind="county", path="0001")
    towns = [
        Unit.objects.create(code=f"T{n}", name=f"镇{n}", kind="town", parent=top, path=f"0001.000{n}", position=n)
        for n in (1, 2)
    ]
    for town in towns:
        Unit.objects.filter(pk=town.pk).update(township=town)
    office = Unit.objects.create(code="O", name="组织部", kind="county_organ", parent=top, path="0001.0009")
    return top, towns, office


def person(unit, name="张甲", sex="2"):
    return Person.objects.create(name=name, name_key=name, unit=unit, sex=sex)


def award(owner, day, code="01115"):
    return Award.objects.create(person=owner, name="嘉奖", code=code, decided=PartialDate(*day))


def counted(unit, text=COUNT, day=DAY, place=None):
    one = read(text)
    return record_board(ask_records(unit=unit, as_of=day), [one]).figure(one.id, place)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ((2026, 1, 1), 1), ((2025, 12, 31), 0), ((2026, 6, 30), 1), ((2026, 7, 1), 0), ((2026, 6), 1), ((2026, 7), 0),
        ((2026,), 1), ((2025,), 0), ((2025, 12), 0), ((2026, 1), 1),
    ],
)  # fmt: skip
def test_a_year_holds_its_first_day_and_the_as_of_day_and_vague_days_count_from_their_first(county, day, counts):
    award(person(county[1][0]), day)

    assert counted(county[0]).numerator == counts


def test_places_are_townships_and_what_lies_outside_them_stands_apart(county):
    top, (one, two), office = county
    for unit in (one, one, two, office):
        award(person(unit), (2026, 3, 1))

    assert [counted(top, place=place).numerator for place in (None, one.pk, two.pk, 0)] == [4, 2, 1, 1]
    assert counted(one).numerator == 2


def test_a_person_counts_once_where_people_are_counted_and_each_time_where_rows_are(county):
    twice = person(county[1][0])
    award(twice, (2026, 3, 1))
    award(twice, (2026, 4, 1))

    assert counted(county[0]).numerator == 2
    assert counted(county[0], COUNT.replace('measure = "rows"', 'measure = "people"')).numerator == 1
    assert counted(county[0], COUNT.replace('measure = "rows"', 'measure = "sum:number"')).numerator == 2 * twice.pk
    assert counted(county[0], COUNT.replace('measure = "rows"', 'measure = "distinct:code"')).numerator == 1


def test_a_share_counts_inside_its_denominator_and_keeps_the_unknown_in_it(county):
    for sex in ("2", "1", "", "1"):
        award(person(county[1][0], sex=sex), (2026, 3, 1))

    figure = counted(county[0], SHARE)

    assert (figure.numerator, figure.denominator, figure.missing, figure.value) == (1, 4, 1, "25.0")
    assert figure.level == "red"


def test_nothing_of_nothing_has_no_value_and_nought_of_a_count_is_nought(county):
    assert counted(county[0], SHARE).value is None
    assert counted(county[0]).value == "0"


def test_sides_list_every_row_once_by_page_and_say_what_each_is(county):
    for sex in ("2", "1", "", "1"):
        award(person(county[1][0], sex=sex), (2026, 3, 1))
    question, one = ask_records(unit=county[0], as_of=DAY), read(SHARE)

    first = record_page(one, "denominator", question, limit=3)
    second = record_page(one, "denominator", question, limit=3, after=first.next)

    assert [row.standing for row in (*first.rows, *second.rows)] == ["rest", "missing", "rest", "numerator"]
    assert second.next is None and first.rows[0].shown == ["张甲", "嘉奖"]
    assert [len(record_page(one, side, question).rows) for side in ("numerator", "rest", "missing")] == [1, 2, 1]
    assert record_page(one, "numerator", question, place=county[1][1]).rows == []
    assert len(people_behind(one, "denominator", question)) == 4


def test_the_number_of_statements_does_not_grow_with_rows(county, django_assert_num_queries):
    for _number in range(20):
        award(person(county[1][0]), (2026, 3, 1))
    question = ask_records(unit=county[0], as_of=DAY)
    figures = [read(COUNT), read(SHARE.replace("XXX-98", "XXX-97"))]

    with django_assert_num_queries(1):
        record_board(question, figures)


@pytest.mark.django_db(transaction=True)
def test_the_figures_of_an_earlier_moment_read_the_records_as_they_were_known(committed, county):
    first = award(person(county[1][0]), (2026, 3, 1))
    before = timezone.now()
    award(first.person, (2026, 4, 1))
    Award.objects.filter(pk=first.pk).update(code="01114")

    assert counted(county[0]).numerator == 1
    with as_known(before):
        assert counted(county[0]).numerator == 1
        assert Award.objects.get().code == "01115"
    assert Award.objects.count() == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = "01115"\n[[', 'colour = 1\n[[', "numerator.colour"), ('code = "01115"\n[[', 'code = "9"\n[[', "'9'"),
        ('code = "01115"\n[[', 'code = { least = 1 }\n[[', "bounds"), ('code = "01115"\n[[', 'woman = "yes"\n[[', "'yes'"),
        ('"rows"', '"sum:code"', "no number"), ('"rows"', '"mean"', "measure"), ('source = "sample_award"', 'source = "x"', "source"),
        ('unit = "次"', 'unit = "percent"', "denominator"), ('period = "year"', 'period = "week"', "period"),
        ('version = 1', 'version = 1\nmissing = ["x"]', "missing"), ('numerator = 1\n', "", "numerator"),
        ('code = "01115" }]', 'size = 1 }]', "size"), ('version = 1', 'version = 1\nshape = 2', "shape"),
    ],
)  # fmt: skip
def test_a_definition_that_says_what_the_engine_does_not_do_is_refused(old, new, said):
    assert old in COUNT
    with pytest.raises(BadDefinition, match=said):
        read(COUNT.replace(old, new, 1))


def test_sums_are_exact_and_print_without_needless_zeros():
    assert [plain(Decimal(text)) for text in ("12", "12.50", "0", "100", "0.10")] == ["12", "12.5", "0", "100", "0.1"]
