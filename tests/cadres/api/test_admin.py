"""The admin pages: the reader's scope, masked numbers, an event for every write, queries that do not grow."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.models import AuditEvent
from portal.rules.roles import Role

OURS = [model for model in admin.site._registry if model._meta.app_label in ("portal", "cadres", "reports")]


@pytest.fixture
def browser(account):
    def make(role, unit):
        client = Client()
        client.force_login(account(role, unit), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


def address(model, page="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_list_opens_for_who_may_see_it_and_for_nobody_else(browser, county, person, model):
    person("周平")
    seen = set()
    for role, unit in ((Role.CADRE_SECTION, "LX"), (Role.SYSTEM_ADMIN, None), (Role.AUDIT_ADMIN, None)):
        seen.add(browser(role, unit).get(address(model), {"q": "周%_\\"}).status_code)
    assert seen <= {200, 403}
    assert 403 in seen and 200 in seen


def test_a_township_sees_its_own_people_only(browser, person):
    own, other = person("周平"), person("马力", "LX02")
    client = browser(Role.TOWNSHIP_OFFICER, "LX01")
    model = type(own)
    page = client.get(address(model)).content.decode()
    assert "周平" in page and "马力" not in page
    assert client.get(address(model, "change", own.pk)).status_code == 200
    assert client.get(address(model, "change", other.pk)).status_code == 302  # "does not exist", back to the index
    assert reverse("cadres:batches") in page


def test_a_longer_list_costs_no_more_queries(browser, person):
    client = browser(Role.CADRE_SECTION, "LX")
    model = apps.get_model("cadres", "Person")

    def queries():
        with CaptureQueriesContext(connection) as seen:
            client.get(address(model))
        return len(seen)

    person("周平")
    client.get(address(model))
    few = queries()
    for name in ("安静", "马力", "任远", "王岚"):
        person(name, "LX02")
    assert queries() == few


def test_a_person_saved_in_the_admin_is_written_by_the_action(browser, person):
    someone = person("周平")
    client = browser(Role.CADRE_SECTION, "LX")
    page = client.get(address(type(someone), "change", someone.pk))
    form = page.context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in data.items() if value is not False}
    for formset in page.context["inline_admin_formsets"]:
        data |= {f"{formset.formset.prefix}-TOTAL_FORMS": 0, f"{formset.formset.prefix}-INITIAL_FORMS": 0}
    response = client.post(address(type(someone), "change", someone.pk), {**data, "name": "周平平", "born": "198604"})
    assert response.status_code == 302, response.context["errors"]
    someone.refresh_from_db()
    assert (someone.name, someone.pinyin, str(someone.born)) == ("周平平", "zhoupingping", "1986.04")
    assert AuditEvent.objects.get(action="person.changed").detail["fields"] == ["born", "name"]


def test_the_audit_trail_cannot_be_written_there(browser, county):
    client = browser(Role.AUDIT_ADMIN, None)
    event = AuditEvent.objects.first()
    assert client.get(address(AuditEvent, "change", event.pk)).status_code == 200
    assert client.get(address(AuditEvent, "add")).status_code == 403
    assert client.post(address(AuditEvent, "delete", event.pk), {"post": "yes"}).status_code == 403


def test_rounds_and_slates_belong_to_those_who_set_quotas(browser, person):
    """They hold for the whole county, so that a township can neither make nor remove them."""
    someone = person("周平")
    township, section = browser(Role.TOWNSHIP_OFFICER, "LX01"), browser(Role.CADRE_SECTION, "LX")
    for name in ("TurnoverRound", "TurnoverUnit", "SlateMember"):
        model = apps.get_model("cadres", name)
        assert township.get(address(model, "add")).status_code == 403
        assert section.get(address(model, "add")).status_code == 200
    assert township.get(address(type(someone), "add")).status_code == 200
