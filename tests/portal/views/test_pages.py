"""Pages: strangers go to the sign-in form, accounts see what their rights allow, errors are Chinese and useful."""

import pytest
from django.core.exceptions import BadRequest
from django.urls import reverse

from portal.models import AuditEvent, Job
from portal.rules.roles import Role
from tests.portal.views.conftest import an_account

pytestmark = pytest.mark.django_db
PAGES = ["home", "account", "password", "units", "unit-add", "rules", "audit", "users", "user-add", "tokens"]


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_sent_to_the_sign_in_form(client, name):
    address = reverse(f"portal:{name}")

    assert client.get(address)["Location"] == f"/sign-in/?next={address}"


ALLOWED = {
    Role.CADRE_SECTION: {"units", "unit-add", "rules"},
    Role.LEADER: {"units", "rules"},
    Role.SYSTEM_ADMIN: {"users", "user-add", "tokens"},
    Role.SECURITY_ADMIN: {"users"},
    Role.AUDIT_ADMIN: {"audit"},
    None: set(),
}


@pytest.mark.parametrize("role", ALLOWED)
def test_each_role_opens_its_pages_and_no_other(signed_in, role):
    client = signed_in(role)
    always = {"home", "account", "password"}

    answers = {name: client.get(reverse(f"portal:{name}")).status_code for name in PAGES}

    assert answers == {name: 200 if name in ALLOWED[role] | always else 403 for name in PAGES}


@pytest.mark.parametrize("role", ALLOWED)
def test_the_navigation_offers_only_what_opens(signed_in, role):
    client = signed_in(role)

    items = client.get("/").context["request"]
    from portal.views.navigation import navigation

    entries = [entry for group in navigation(items) for entry in group["entries"]]
    assert {client.get(entry["href"]).status_code for entry in entries} == {200}


def test_the_group_one_is_in_shows_its_entries_and_marks_the_nearest(signed_in):
    page = signed_in(Role.CADRE_SECTION).get("/units/").content.decode()

    assert '<nav class="sub-nav" aria-label="设置">' in page
    assert '<a href="/units/" aria-current="page">机构</a>' in page


def test_every_address_of_the_navigation_exists():
    from portal.views.navigation import GROUPS

    assert all(reverse(route) for _group, entries in GROUPS for route, _label, _right in entries)


def test_the_first_page_tells_each_kind_of_account_where_its_work_begins(signed_in, client, county):
    assert "请从上方栏目开始" in signed_in(Role.SYSTEM_ADMIN).get("/").content.decode()
    assert 'href="/cadres/review/"' in signed_in(Role.CADRE_SECTION).get("/").content.decode()
    client.force_login(
        an_account("branch", Role.BRANCH_SECRETARY, county), backend="django.contrib.auth.backends.ModelBackend"
    )
    branch = client.get("/").content.decode()
    assert all(f'href="{one}"' in branch for one in ("/registers/", "/branches/life/", "/figures/records/"))


def test_what_a_signed_in_user_saw_is_kept_nowhere(signed_in):
    assert signed_in(Role.LEADER).get("/units/")["Cache-Control"] == "no-store"


def test_no_page_carries_inline_scripts_or_styles(signed_in):
    client = signed_in(Role.CADRE_SECTION)
    for name in ("home", "account", "units", "unit-add", "rules"):
        page = client.get(reverse(f"portal:{name}")).content.decode()
        assert " style=" not in page and "<style" not in page and "<script>" not in page
        assert "onclick" not in page


def test_a_missing_page_says_so_in_chinese(signed_in):
    response = signed_in(Role.LEADER).get("/nothing-here/")

    assert response.status_code == 404
    assert "不在您的管理范围内" in response.content.decode()


def test_a_refusal_names_the_right_that_is_missing(signed_in):
    assert "维护账号" in signed_in(Role.LEADER).get("/users/").content.decode()


def test_a_form_without_its_token_is_refused_with_what_to_do(county):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "x", "password": "y"})

    assert response.status_code == 403
    assert "刷新后重新提交" in response.content.decode()


def test_a_broken_request_and_a_broken_server_have_their_pages(rf, signed_in):
    from portal.views.errors import bad_request, server_error

    request = signed_in(Role.LEADER).get("/").context["request"]

    assert bad_request(request, BadRequest()).status_code == 400
    assert "系统出错" in server_error(request).content.decode()


def test_an_empty_portal_shows_the_three_steps(signed_in):
    page = signed_in(Role.CADRE_SECTION).get("/").content.decode()

    assert all(step in page for step in ("导入", "核对", "指标"))


def test_an_account_without_roles_is_told_whom_to_ask(signed_in):
    assert "安全管理员" in signed_in().get("/").content.decode()


def test_the_audit_page_finds_events_by_account_action_and_object(signed_in):
    client = signed_in(Role.AUDIT_ADMIN)
    AuditEvent.objects.create(username="chen", action="person.viewed", target_type="cadres.person", target_id="7")

    page = client.get("/audit/?user=chen&action=person.viewed&target=cadres.person+7&count=1").context["page"]

    assert (page.count, page.rows[0].word) == (1, "查看个人信息")


def a_job(user, **values):
    return Job.objects.create(kind="read_batch", created_by=user, state=Job.State.RUNNING, **values)


def test_progress_is_asked_for_until_the_job_is_done(signed_in):
    client = signed_in(Role.CADRE_SECTION)
    job = a_job(client.user, progress_done=3, progress_total=10, message="正在读取")
    address, headers = reverse("portal:job", args=[job.pk]) + "?next=/units/", {"HX-Request": "true"}

    running = client.get(address, headers=headers).content.decode()
    Job.objects.update(state=Job.State.DONE)
    done = client.get(address, headers=headers)

    assert "every 1s" in running and 'value="30"' in running
    assert done["HX-Redirect"] == "/units/"


def test_a_failed_job_stays_on_the_page_with_its_reason(signed_in):
    client = signed_in(Role.CADRE_SECTION)
    job = a_job(client.user)
    Job.objects.update(state=Job.State.FAILED, message="任务失败,数据未改动")

    page = client.get(reverse("portal:job", args=[job.pk]), headers={"HX-Request": "true"}).content.decode()

    assert "数据未改动" in page and "every 1s" not in page


def test_progress_never_leads_to_another_host(signed_in):
    client = signed_in(Role.CADRE_SECTION)
    job = a_job(client.user)
    Job.objects.update(state=Job.State.DONE)

    done = client.get(f"/jobs/{job.pk}/?next=//evil.example", headers={"HX-Request": "true"})

    assert done["HX-Redirect"] == "/"


def test_a_job_of_somebody_else_is_not_there(signed_in):
    client = signed_in(Role.CADRE_SECTION)
    job = a_job(an_account("zhou"))

    assert client.get(f"/jobs/{job.pk}/").status_code == 404
    assert client.post(f"/jobs/{job.pk}/cancel/").status_code == 404


def test_a_job_can_be_cancelled_by_whoever_began_it(signed_in):
    client = signed_in(Role.CADRE_SECTION)
    job = a_job(client.user)

    client.post(f"/jobs/{job.pk}/cancel/", {"next": "/units/"})

    job.refresh_from_db()
    assert job.cancel_requested


def test_a_fragment_asked_for_after_the_session_ended_sends_the_whole_page_to_sign_in(client):
    assert client.get("/jobs/1/", headers={"HX-Request": "true"})["HX-Redirect"] == "/sign-in/"


def test_the_first_page_says_when_there_is_no_figure_yet(signed_in):
    cards = {card["label"]: card for card in signed_in(Role.CADRE_SECTION).get("/").context["cards"]}

    assert set(cards) == {"待入库批次", "待我复核", "在册人员", "履历待核对", "缺数据的指标", "本月到期"}
    assert cards["缺数据的指标"]["note"] == "还没有数据"
