"""Unit pages: the tree of a day, and changes that leave the past as it was."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from portal.actions.units import set_quota
from portal.forms.units import UnitField
from portal.models import Job, Unit, UnitQuota, UnitSpan
from portal.rules.dates import PartialDate
from portal.rules.roles import Role

pytestmark = pytest.mark.django_db


def test_a_renamed_unit_keeps_its_old_name_before_the_day(signed_in, townships):
    client = signed_in(Role.CADRE_SECTION)
    township = townships[0]

    client.post(
        f"/units/{township.pk}/change/",
        {"from_day": "2024.06", "name": "松坪镇", "kind": "town", "parent": "999999", "short_name": "", "note": ""},
    )

    assert "松坪乡" in client.get("/units/?as_of=2024-05-31").content.decode()
    assert "松坪镇" in client.get("/units/?as_of=2024-06-01").content.decode()
    assert township.spans.count() == 2
    assert Job.objects.get(kind="rebuild_township_periods").arguments == {"unit": township.pk}


def test_a_new_unit_appears_below_its_parent(signed_in, townships):
    client = signed_in(Role.CADRE_SECTION)

    client.post("/units/add/", {"parent": "松坪乡", "code": "X1", "name": "松坪村", "kind": "village", "position": "0"})

    assert Unit.objects.get(code="X1").parent == townships[0]
    assert "松坪村" in client.get(f"/units/{townships[0].pk}/children/").content.decode()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"code": "999999"}, "已被使用"),
        ({"parent": "没有的乡"}, "没有找到"),
        ({"began": "2024.13"}, "月份13不存在"),
        ({"name": ""}, "必填"),
        ({"kind": "palace"}, "palace"),
    ],
)
def test_a_unit_that_cannot_be_is_refused_with_the_reason(signed_in, townships, changed, reason):
    filled = {"parent": "999999", "code": "X1", "name": "新村", "kind": "village", "position": "0"} | changed

    page = signed_in(Role.CADRE_SECTION).post("/units/add/", filled).content.decode()

    assert reason in page
    assert not Unit.objects.filter(code="X1").exists()


def test_a_unit_cannot_be_put_below_itself(signed_in, townships, county):
    client = signed_in(Role.CADRE_SECTION)
    client.post("/units/add/", {"parent": "松坪乡", "code": "X1", "name": "松坪村", "kind": "village", "position": "0"})

    page = client.post(
        f"/units/{townships[0].pk}/change/",
        {"from_day": "2024", "name": "松坪乡", "kind": "township", "parent": "X1"},
    ).content.decode()

    assert "不能是本机构或其下级机构" in page


def test_a_quota_begins_on_its_day_and_empty_is_not_nought(signed_in, townships):
    client = signed_in(Role.CADRE_SECTION)

    client.post(f"/units/{townships[0].pk}/quota/", {"from_day": "2024.01.01", "chief_posts": "2", "deputy_posts": ""})

    quota = townships[0].quotas.get()
    assert (quota.began, quota.chief_posts, quota.deputy_posts) == (PartialDate(2024, 1, 1), 2, None)


def test_one_number_holds_on_every_day_though_the_first_has_no_beginning_and_one_is_entered_late(townships):
    UnitQuota.objects.create(unit=townships[0], deputy_posts=5)
    for day, number in ((PartialDate(2026), 7), (PartialDate(2024, 3), 6)):
        set_quota(unit=townships[0], from_day=day, by=None, deputy_posts=number)

    def holding(*day):
        return [one.deputy_posts for one in townships[0].quotas.as_of(datetime.date(*day))]

    assert [holding(2024, 2, 29), holding(2024, 3, 1), holding(2025, 12, 31), holding(2026, 1, 1)] == [
        [5],
        [6],
        [6],
        [7],
    ]


def test_a_township_officer_sees_their_township_and_nothing_beside_it(signed_in, townships):
    client = signed_in(Role.TOWNSHIP_OFFICER, townships[0])

    page = client.get("/units/").content.decode()

    assert "松坪乡" in page and "白鹭乡" not in page
    assert client.get(f"/units/{townships[1].pk}/").status_code == 404
    assert client.get(f"/units/{townships[1].pk}/children/").status_code == 404
    assert "白鹭乡" not in client.get("/units/search/?q=乡").content.decode()
    assert client.post(f"/units/{townships[0].pk}/change/").status_code == 403


def test_a_form_holds_a_unit_by_name_and_code_and_reads_it_back(signed_in, townships):
    client = signed_in(Role.CADRE_SECTION)
    field = UnitField(user=client.get("/").wsgi_request.user)
    text = field.prepare_value(townships[0])
    assert text == f"{townships[0].name}（{townships[0].code}）"
    assert text in client.get("/units/search/", {"q": text}).content.decode()
    assert [field.clean(one) for one in (text, townships[0].code, townships[0].name)] == [townships[0]] * 3
    with pytest.raises(ValidationError, match="没有找到"):
        field.clean(f"{townships[0].name}（没有）")


def test_a_unit_is_found_by_the_name_it_bore_on_the_day(signed_in, townships):
    client = signed_in(Role.LEADER)
    UnitSpan.objects.filter(unit=townships[0]).update(ended=PartialDate(2020))
    UnitSpan.objects.create(
        unit=townships[0], began=PartialDate(2020), name="松坪镇", kind="town", parent=townships[0].parent
    )

    assert [span.name for span in client.get("/units/?q=松坪&as_of=2019-12-31").context["hits"]] == ["松坪乡"]
    assert [span.name for span in client.get("/units/?q=松坪&as_of=2020-01-01").context["hits"]] == ["松坪镇"]


def test_a_unit_with_units_below_cannot_be_dissolved(signed_in, townships, county):
    page = signed_in(Role.CADRE_SECTION).post(f"/units/{county.pk}/dissolve/", {"on": "2024"}).content.decode()

    assert "2 个下级机构" in page


@pytest.mark.parametrize("address", ["/units/?as_of=2026-02-30", "/units/?q=%25", "/units/?q=%00", "/units/?as_of="])
def test_odd_words_in_the_address_do_no_harm(signed_in, townships, address):
    assert signed_in(Role.LEADER).get(address).status_code == 200
