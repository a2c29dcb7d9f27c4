"""Résumés read into spells; what a person confirmed stays as long as the line reads the same."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from cadres.actions.resume import confirm_spell, read_resumes, read_resumes_naming, rebuild_township_periods
from cadres.models import Person, Resume, TownshipPeriod
from cadres.queries.why import township_reason
from portal.actions.rules import set_rule
from portal.actions.units import change_unit, create_unit
from portal.actions.users import create_user
from portal.queries.rules import rule_value
from portal.rules.dates import PartialDate

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def county():
    return create_unit(code="001", name="临溪县", kind="county", by=None)


@pytest.fixture
def clerk():
    return create_user(username="clerk", full_name="陈测一", password=None, by=None)


def person_with(text, name="测甲"):
    person = Person.objects.create(name=name, name_key=name)
    Resume.objects.create(person=person, text=text, digest=text[:64])
    read_resumes(person_ids=[person.pk], by=None)
    return person


def test_twenty_four_months_to_the_day_are_enough(county):
    person = person_with("2018.07--2024.06  临溪县财政局科员\n2024.06--         临溪县柏渡镇副镇长")

    reason = township_reason(person, DAY)

    assert (reason.months, reason.enough) == (24, True)
    assert reason.reached_on == datetime.date(2026, 6, 1)


def test_the_shares_of_the_spells_add_up_to_the_months(county):
    person = person_with(
        "2010.07--2012.01  临溪县柏渡镇科员\n"
        "                  (其间:2011.01--2011.06借调临溪县委组织部工作)\n"
        "2012.01--         临溪县财政局科员"
    )

    reason = township_reason(person, DAY)

    assert reason.months == 13
    assert sum(share.months for share in reason.shares) == 13


def test_a_person_without_a_resume_is_unknown_not_zero(county):
    assert township_reason(Person.objects.create(name="测乙", name_key="测乙"), DAY).known is False


def test_a_unit_is_found_by_the_name_it_bore_then(county):
    unit = create_unit(code="001.1", name="云岭公社管理区", kind="township", parent=county, by=None)
    change_unit(unit=unit, from_day=PartialDate(2000), name="云岭开发区", kind="other", by=None)

    person = person_with("1990.01--1995.01  云岭公社管理区干事\n2001.01--2002.01  云岭公社管理区干事")

    then, later = person.spells.order_by("position")
    assert (then.unit, then.kind, then.state) == (unit, "township_organ", "certain")
    assert later.unit is None


def test_a_doubtful_line_waits_and_a_confirmed_one_survives_reading_again(county, clerk):
    person = person_with("2010.07--2014.07  某某驻点工作专班成员")
    spell = person.spells.get()
    assert spell.state == "doubtful"
    assert Resume.objects.get(person=person).needs_review

    confirm_spell(spell=spell, kind="township_organ", nature="post", began=spell.began, ended=spell.ended, by=clerk)
    Resume.objects.filter(person=person).update(
        text="2010.07--2014.07   某某驻点工作专班成员\n2014.07--  临溪县财政局科员"
    )
    read_resumes(person_ids=[person.pk], by=clerk)

    assert person.spells.get(position=0).state == "confirmed"
    assert township_reason(person, DAY).months == 48
    assert not Resume.objects.get(person=person).needs_review


def test_a_changed_line_is_read_afresh(county, clerk):
    person = person_with("2010.07--2014.07  某某驻点工作专班成员")
    spell = person.spells.get()
    confirm_spell(spell=spell, kind="township_organ", nature="post", began=spell.began, ended=spell.ended, by=clerk)

    Resume.objects.filter(person=person).update(text="2010.07--2015.07  某某驻点工作专班成员")
    read_resumes(person_ids=[person.pk], by=clerk)

    assert person.spells.get().state == "doubtful"


def test_a_confirmation_that_cannot_be_names_what_is_wrong(county, clerk):
    spell = person_with("2010.07--2014.07  某某驻点工作专班成员").spells.get()

    with pytest.raises(ValidationError) as refused:
        confirm_spell(spell=spell, kind="x", nature="post", began=None, ended=None, by=clerk)

    assert set(refused.value.message_dict) == {"kind", "began"}


def test_a_rule_changed_from_a_day_counts_from_that_day_and_the_days_before_keep_theirs(county, clerk):
    person = person_with("2010.07--2014.07  临溪县城东街道办事处科员")
    value, _setting = rule_value("township_experience", DAY)
    kinds = [*value["unit_kinds"], "street"]
    set_rule(
        key="township_experience", value=value | {"unit_kinds": kinds},
        in_force_from=datetime.date(2026, 1, 1), source="本部门", by=clerk,
    )  # fmt: skip

    rebuild_township_periods(by=clerk)

    assert township_reason(person, datetime.date(2025, 12, 31)).months == 0
    assert township_reason(person, datetime.date(2026, 1, 1)).months == 48
    assert TownshipPeriod.objects.filter(person=person).count() == 1


def test_reading_many_resumes_takes_no_more_queries_than_reading_a_few(county, django_assert_max_num_queries):
    people = [Person(name=f"测{n}", name_key=f"测{n}") for n in range(50)]
    Person.objects.bulk_create(people)
    Resume.objects.bulk_create(
        Resume(person=person, text="2010.07--  临溪县柏渡镇科员", digest="x") for person in people
    )

    with django_assert_max_num_queries(14):
        read_resumes(person_ids=[person.pk for person in people], by=None)


def test_a_line_across_the_day_a_town_turned_street_counts_up_to_that_day(county):
    town = create_unit(code="121", name="临江镇", kind="town", parent=county, by=None)
    change_unit(unit=town, from_day=PartialDate(2019, 6), name="临江街道", kind="street", by=None)

    person = person_with("2018.06--2020.06  临溪县临江镇副镇长\n2020.06--         临溪县财政局副局长")

    reason = township_reason(person, DAY)
    assert reason.months == 12
    assert [share.months for share in reason.shares] == [12, 0]
    assert reason.shares[0].reason == "乡镇机关，计12个月；此后“街道”不计入乡镇工作经历"
    stored = TownshipPeriod.objects.get(person=person)
    assert (str(stored.began), str(stored.ended)) == ("2018.06", "2019.06")


def test_a_line_in_the_middle_without_an_end_ends_where_the_next_begins_and_is_doubtful(county):
    person = person_with("2009.07--         临溪县柏渡镇干部\n2010.07--         临溪县财政局科员")

    assert township_reason(person, DAY).months == 12
    first, last = person.spells.order_by("position")
    assert (str(first.ended), first.state) == ("2010.07", "doubtful")
    assert (last.ended, last.state) == (None, "certain")


def test_a_line_until_now_is_believed_beside_a_later_one(county):
    person = person_with("2020.06--至今  临溪县柏渡镇副镇长\n2021.06--至今  临溪县财政局副局长")

    assert person.spells.order_by("position")[0].ended is None


def test_old_work_written_with_the_name_of_today_is_judged_as_the_unit_was_then(county):
    town = create_unit(code="121", name="临江镇", kind="town", parent=county, by=None)
    change_unit(unit=town, from_day=PartialDate(2019, 6), name="临江街道", kind="street", by=None)

    person = person_with("2017.06--         临溪县临江街道干部")

    spell = person.spells.get()
    assert (spell.unit, spell.kind, spell.state) == (town, "township_organ", "doubtful")
    assert township_reason(person, DAY).months == 24


def test_after_a_unit_was_changed_the_lines_read_as_it_are_read_again(county, clerk):
    town = create_unit(code="121", name="临江镇", kind="town", parent=county, by=None)
    person = person_with("2017.06--         临溪县临江镇干部")
    other = person_with("2017.06--         临溪县财政局科员", "测乙")
    assert township_reason(person, DAY).months == 108
    change_unit(unit=town, from_day=PartialDate(2019, 6), name="临江街道", kind="street", by=None)

    assert read_resumes_naming(unit_id=town.pk, by=clerk) == 1

    assert str(TownshipPeriod.objects.get(person=person).ended) == "2019.06"
    assert not TownshipPeriod.objects.filter(person=other).exists()
