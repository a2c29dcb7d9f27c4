"""What was said in a talk is seen nowhere without its right, by whoever wrote it either; every opening is recorded."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from cadres.models import CareAction, TalkIssue, TalkRecord
from cadres.registers.talks import CARE, ISSUES, TALKS
from portal.models import AuditEvent
from portal.registers.actions import add_record, change_record
from portal.rules.roles import Role
from tests.api_county import _fresh_counts, account, api, county, person  # noqa: F401

TODAY = datetime.date(2026, 6, 30)
SECRET = "想调到县城照顾老人"
OTHER = "想去市里发展"
WORDS = (SECRET, OTHER, "有波动")


@pytest.fixture
def section(account):  # noqa: F811
    """May see talks."""
    return account(Role.CADRE_SECTION, "LX")


@pytest.fixture
def teacher(account):  # noqa: F811
    """Enters and exports records of the whole county, sees no talk."""
    return account(Role.TRAINING_SECTION, "LX")


@pytest.fixture
def records(section, person):  # noqa: F811
    """A talk, a difficulty and a care action with the secret in each, changed once so that history holds it twice."""
    who = person("赵谈")
    talk = add_record(
        register=TALKS, by=section, today=TODAY,
        values={
            "person": who, "talker_text": "部长", "occasion": "routine", "held_on": TODAY, "mode": "face",
            "summary": OTHER, "mood": "steady",
        },
    )  # fmt: skip
    change_record(
        register=TALKS, record=talk, changes={"summary": SECRET, "mood": "watch"}, by=section, today=TODAY
    )
    issue = add_record(
        register=ISSUES, by=section, today=TODAY,
        values={
            "person": who, "talk": talk, "category": "family", "content": SECRET, "raised": TODAY, "measures": OTHER,
        },
    )  # fmt: skip
    care = add_record(
        register=CARE, by=section, today=TODAY,
        values={"person": who, "issue": issue, "kind": "visit", "done_on": TODAY, "content": SECRET},
    )  # fmt: skip
    return {"talks": talk, "talk-issues": issue, "care-actions": care}


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def pages_of(name, record):
    base = f"/registers/{name}/"
    return (base, f"{base}{record.pk}/", f"{base}{record.pk}/history/", f"{base}{record.pk}/edit/")


def told_by(client, addresses) -> str:
    found = ""
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        found += answer.content.decode()
    return found


def exported(client, name) -> str:
    answer = client.get(f"/registers/{name}/export/")
    assert answer.status_code == 200
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


@pytest.mark.parametrize("name", ["talks", "talk-issues", "care-actions"])
def test_no_page_and_no_export_tells_it_without_the_right(client, records, teacher, name):
    visitor = sign_in(client, teacher)

    told = told_by(visitor, pages_of(name, records[name])) + exported(visitor, name)

    assert "赵谈" in told
    assert [word for word in WORDS if word in told] == []


@pytest.mark.parametrize("name", ["talks", "talk-issues", "care-actions"])
def test_rest_and_admin_do_not_tell_it_either(client, api, records, teacher, name):  # noqa: F811
    rest = api(user=teacher)
    record = records[name]
    told = rest.get(f"registers/{name}/").content.decode() + rest.get(f"registers/{name}/{record.pk}/").content.decode()
    visitor = sign_in(client, teacher)
    model = record._meta.model_name
    told += told_by(visitor, [f"/admin/cadres/{model}/", f"/admin/cadres/{model}/{record.pk}/change/"])

    assert [word for word in WORDS if word in told] == []


def test_it_is_not_found_by_searching_for_it(client, records, teacher, section):
    address = "/registers/talks/?q=照顾老人"

    assert "赵谈" not in told_by(sign_in(client, teacher), [address])
    assert "赵谈" in told_by(sign_in(client, section), [address])


def test_who_wrote_it_does_not_see_it_after_the_right_is_gone(client, records, section):
    section.grants.all().delete()
    author = type(section).objects.get(pk=section.pk)
    from portal.actions.users import grant_role

    grant_role(user=author, role=Role.TRAINING_SECTION, unit=records["talks"].person.unit.parent, by=None)
    author = type(section).objects.get(pk=section.pk)

    told = told_by(sign_in(client, author), pages_of("talks", records["talks"]))

    assert [word for word in WORDS if word in told] == []


def test_the_person_s_page_and_history_do_not_tell_it(client, records, section):
    who = records["talks"].person_id

    told = told_by(sign_in(client, section), [f"/cadres/people/{who}/", f"/cadres/people/{who}/history/"])

    assert [word for word in WORDS if word in told] == []


def test_every_opening_is_recorded_with_columns_and_never_with_words(client, records, section):
    earlier = set(AuditEvent.objects.values_list("pk", flat=True))
    talk = records["talks"]
    visitor = sign_in(client, section)

    assert SECRET in told_by(visitor, [f"/registers/talks/{talk.pk}/"])
    told_by(visitor, [f"/registers/talks/{talk.pk}/history/", f"/registers/talks/{talk.pk}/edit/"])

    opened = AuditEvent.objects.filter(action="talkrecord.viewed", target_id=str(talk.pk), user=section)
    opened = opened.exclude(pk__in=earlier)
    assert opened.count() == 3
    assert {tuple(event.detail["fields"]) for event in opened} == {("mood", "summary")}


def test_no_event_of_the_trail_holds_a_word_of_it(records, client, section):
    told_by(sign_in(client, section), pages_of("talks", records["talks"]))

    trail = str(list(AuditEvent.objects.values_list("detail", flat=True)))

    assert [word for word in WORDS if word in trail] == []


def test_a_talk_written_without_the_right_cannot_carry_content(records, teacher):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        change_record(register=TALKS, record=records["talks"], changes={"summary": "别的"}, by=teacher, today=TODAY)

    assert TalkRecord.objects.get().summary == SECRET
    assert TalkIssue.objects.get().content == CareAction.objects.get().content == SECRET
