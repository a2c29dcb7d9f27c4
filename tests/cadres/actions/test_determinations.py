"""三龄两历: a date the archive check decided holds against every mouth, and is taken back whole."""

import datetime

import pytest
from batch_rows import account, codes, rehearsed, row, states
from django.core.exceptions import ValidationError

from cadres.actions.batches import apply
from cadres.actions.people import change_person, create_person
from cadres.models import Person
from cadres.registers.determinations import DETERMINATIONS
from portal.registers.actions import add_record, change_record, take_step
from portal.rules.dates import PartialDate

TODAY = datetime.date(2026, 6, 30)
NUMBER = "999999198503020017"


@pytest.fixture
def leader(units):
    """The second person."""
    return account("county_second", units["county"])


@pytest.fixture
def person(units, clerk):
    values = {"name": "张三", "sex": "1", "unit": units["county"], "id_number": NUMBER}
    return create_person(values=values | {"born": PartialDate(1985, 3)}, by=clerk)


@pytest.fixture
def determination(person, clerk):
    """A decision about the day of birth, entered by the clerk."""

    def make(**values):
        given = {
            "person": person, "item": "born", "recorded": "档案1984.12，身份证1985.03", "decided": PartialDate(1984, 12),
            "material": "1999年高校学生登记表，第1类第3页",
        }  # fmt: skip
        return add_record(register=DETERMINATIONS, values=given | values, by=clerk, today=TODAY)

    return make


def decide(one, by):
    values = {"decided_on": datetime.date(2026, 5, 20)}
    return take_step(register=DETERMINATIONS, record=one, step="determine", values=values, by=by, today=TODAY)


def test_a_decision_takes_effect_by_a_second_person_and_is_taken_back_whole(determination, person, clerk, leader):
    one = determination()
    with pytest.raises(ValidationError, match="两人"):
        decide(one, clerk)
    one = decide(one, leader)
    assert Person.objects.get(pk=person.pk).born == PartialDate(1984, 12) and one.before == PartialDate(1985, 3)
    take_step(register=DETERMINATIONS, record=one, step="revoke", reason="材料有误", by=leader, today=TODAY)
    assert Person.objects.get(pk=person.pk).born == PartialDate(1985, 3)


def test_the_decided_date_is_not_changed_in_a_form_or_over_rest_and_other_columns_are(
    determination, person, clerk, leader
):
    decide(determination(), leader)
    with pytest.raises(ValidationError, match=r"已认定为1984\.12"):
        change_person(person=person, changes={"born": PartialDate(1985, 3)}, by=clerk)
    change_person(person=person, changes={"born": PartialDate(1984, 12), "native_place": "湖南临溪"}, by=clerk)
    assert Person.objects.get(pk=person.pk).native_place == "湖南临溪"


def test_a_file_that_says_otherwise_gets_its_row_refused_with_the_document(determination, person, clerk, leader, units):
    decide(determination(), leader)

    def load(born):
        rows = [row("person", 3, "张三", {"born": born, "native_place": "湖南"}, id_number=NUMBER, born=born // 100)]
        return rehearsed(rows, by=clerk, unit=units["county"])

    wrong = load(19850300)
    assert codes(wrong) == {("person", 3): {"determined"}} and states(wrong) == {("person", 3): "wrong"}
    [problem] = wrong.rows.get().problems
    assert "已认定为1984.12" in problem["message"] and "高校学生登记表" in problem["message"]
    right = load(19841200)
    assert states(right) == {("person", 3): "changed"}
    apply(batch=right, by=clerk)
    assert Person.objects.get(pk=person.pk).native_place == "湖南"


def test_a_decision_in_force_is_not_rewritten_and_there_is_one_for_an_item(determination, clerk, leader):
    one = decide(determination(), leader)
    with pytest.raises(ValidationError, match="认定已经生效"):
        change_record(register=DETERMINATIONS, record=one, changes={"material": "另一份"}, by=clerk, today=TODAY)
    with pytest.raises(ValidationError, match="已有生效的认定"):
        decide(determination(), leader)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"decided": None}, "decided"), ({"item": "full_time", "decided": None}, "decided_text"),
     ({"decided_on": datetime.date(2026, 7, 1)}, "decided_on")],
)  # fmt: skip
def test_what_is_missing_is_asked_for(determination, values, field):
    with pytest.raises(ValidationError) as refused:
        determination(**values)
    assert field in refused.value.message_dict
