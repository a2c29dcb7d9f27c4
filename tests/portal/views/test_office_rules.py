"""Rules declared as data: their defaults, their form, their words."""

import datetime

import pytest
from django.utils import timezone

from portal.actions.rules import put_defaults
from portal.forms.office_rules import form_class
from portal.forms.rules import form_for
from portal.models import RuleSetting
from portal.presenters.rule_words import in_words
from portal.queries.office_rules import office_rules
from portal.queries.rules import rule_value
from portal.rules.office import OfficeRule, RuleField
from portal.rules.roles import Role

pytestmark = pytest.mark.django_db
RULE = OfficeRule(
    "sample_rule", "样例口径", "怎样算。", "无",
    (
        RuleField("days", "天数", unit="天", least=1, most=30),
        RuleField("share", "比例", "decimal", unit="%"),
        RuleField("strict", "从严", "flag"),
        RuleField("years", "最低年限", "mapping", unit="年", options=(("a", "甲"), ("b", "乙"))),
        RuleField("kinds", "计入", "choices", options=(("x", "一"), ("y", "二"))),
    ),
    {"days": 5, "share": "2.5", "strict": True, "years": {"a": 2}, "kinds": ["x"]},
    "本部门约定",
)  # fmt: skip


@pytest.fixture
def declared(monkeypatch):
    monkeypatch.setitem(office_rules(), RULE.key, RULE)


def test_a_declared_rule_comes_into_force_with_its_default_and_keeps_what_the_office_set(declared):
    put_defaults()
    RuleSetting.objects.filter(key=RULE.key).update(value={"days": 7})
    put_defaults()

    assert [one.value for one in RuleSetting.objects.filter(key=RULE.key)] == [{"days": 7}]


def test_a_stored_value_shown_and_sent_back_is_the_same(declared):
    put_defaults()
    value, setting = rule_value(RULE.key, datetime.date(2026, 1, 1))
    shown = form_for(RULE.key, setting, timezone.localdate()).initial
    data = {name: text for name, text in shown.items() if text is not None} | {"in_force_from": "2026-01-01"}

    form = form_class(RULE)(data | {"source": "部务会"}, today=timezone.localdate())

    assert form.is_valid(), form.errors
    assert form.value == RULE.default == value


def test_the_page_says_the_value_in_words_and_refuses_what_is_out_of_bounds(declared, signed_in):
    put_defaults()
    client = signed_in(Role.CADRE_SECTION)

    page = client.get("/rules/sample_rule/").content.decode()
    refused = client.post("/rules/sample_rule/", {"days": "31"})

    assert "甲 2年" in page and "2.5%" in page
    assert refused.status_code == 200 and RuleSetting.objects.filter(key=RULE.key).count() == 1
    assert in_words(RULE.key, RULE.default)[0] == "天数：5天"


@pytest.mark.parametrize("key", sorted(office_rules()))
def test_every_declared_default_fits_its_own_form(key):
    rule = office_rules()[key]
    kind = form_class(rule)
    shown = {name: value for name, value in kind.initial_of(rule.default).items() if value is not None}
    form = kind(shown | {"in_force_from": "2026-01-01", "source": rule.source}, today=datetime.date(2026, 6, 30))

    assert form.is_valid(), form.errors
    assert form.value == rule.default
    assert in_words(key, rule.default)
