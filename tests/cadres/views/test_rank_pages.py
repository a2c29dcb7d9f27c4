"""Pages of ranks and of a year's appraisal: who may be promoted, why, how many places, what follows from results."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from cadres.models import AssessmentConsequence, AwardCase, PromotionBar
from portal.actions.units import set_quota
from portal.models import AuditEvent
from portal.registers.actions import take_step
from portal.registers.catalogue import registers
from portal.rules.dates import PartialDate
from portal.rules.roles import Role
from tests.cadres.rank_records import clerk, ranked, result

DAY = "2026-06-30"
TODAY = datetime.date(2026, 6, 30)


@pytest.fixture
def ready(county):
    """A 四级主任科员 whose years are reached, in a department with places."""
    set_quota(unit=county["LX90"], from_day=PartialDate(2020), administrative=10, by=None)
    person = clerk(county["LX90"], "赵砚禾")
    ranked(person, "1A", "202401")
    result(person, 2024, "1", datetime.date(2025, 2, 10))
    result(person, 2025, "2", datetime.date(2026, 2, 10))
    return person


def page(client, path, **query):
    response = client.get(f"/cadres/{path}", {"as_of": DAY} | query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_says_who_may_be_promoted_and_is_narrowed_by_its_address(sign_in, ready, county):
    other = clerk(county["LX01"], "钱岫舟")
    ranked(other, "1A", "202601")
    client = sign_in()

    assert "赵砚禾" in page(client, "ranks/") and "钱岫舟" in page(client, "ranks/")
    assert "钱岫舟" not in page(client, "ranks/", state="eligible")
    assert "赵砚禾" not in page(client, "ranks/", state="not_yet")
    assert "赵砚禾" not in page(client, "ranks/", unit="青石镇")
    assert "赵砚禾" not in page(client, "ranks/", rank="19")


def test_the_list_holds_only_the_accounts_units(sign_in, ready):
    assert "赵砚禾" not in page(sign_in(Role.TOWNSHIP_OFFICER, "LX01"), "ranks/")


def test_the_account_of_a_person_names_every_fact(sign_in, ready):
    PromotionBar.objects.create(person=ready, kind="investigation", began=PartialDate(2026, 5))
    text = page(sign_in(), f"ranks/{ready.pk}/")

    assert "24 − 6×1 = 18 个月" in text
    assert "2025.07" in text and "缩短6个月" in text
    assert "立案审查调查" in text and "现在不能确定" in text
    assert "三级主任科员" in text and "有空缺" in text


def test_a_person_outside_the_scope_has_no_account(sign_in, ready):
    assert sign_in(Role.TOWNSHIP_OFFICER, "LX01").get(f"/cadres/ranks/{ready.pk}/").status_code == 404


def test_the_number_of_statements_does_not_grow_with_the_list(sign_in, ready, county, django_assert_max_num_queries):
    for number in range(30):
        ranked(clerk(county["LX90"], f"某{number}"), "1A", "202301")
    client = sign_in()
    page(client, "ranks/")

    with django_assert_max_num_queries(40):
        page(client, "ranks/")


def cells(response):
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(response.content)).active.iter_rows()]


def test_the_lists_are_exported_as_shown_and_the_export_is_recorded(sign_in, ready):
    client = sign_in()
    people = cells(client.get("/cadres/ranks/export.xlsx", {"as_of": DAY, "state": "eligible"}))
    places = cells(client.get("/cadres/ranks/places/export.xlsx", {"as_of": DAY}))

    assert [row[1] for row in people[3:]] == ["赵砚禾"]
    assert ["临溪县民政局", "10", "一级至四级主任科员", "10×60%", "6", "1", "5"] in places
    assert {"ranks.exported", "rank_places.exported"} <= set(AuditEvent.objects.values_list("action", flat=True))


def test_the_table_of_places_shows_only_what_is_full_when_asked(sign_in, ready, county):
    ranked(clerk(county["LX90"], "钱岫舟"), "16", "202401")
    client = sign_in()

    assert "一级至四级主任科员" in page(client, "ranks/places/")
    short = page(client, "ranks/places/", short="1")
    assert "三级、四级调研员" in short and "一级至四级主任科员" not in short


def test_proposals_are_made_on_the_page_and_reviewed_by_somebody_else(sign_in, ready):
    result(ready, 2023, "1", datetime.date(2024, 2, 10))
    client = sign_in()
    client.post("/cadres/assessment/propose/awards/", {"year": "2024"})
    client.post("/cadres/assessment/propose/tasks/", {"year": "2024"})

    case = AwardCase.objects.get()
    assert (case.kind, case.award_year) == ("01115", 2024)
    assert AssessmentConsequence.objects.filter(year=2024).count() == 3
    assert "拟奖励 1" in page(client, "assessment/", year="2024")
    step = {"register": registers()["award-cases"], "record": case, "step": "review", "today": TODAY}
    with pytest.raises(Exception, match="两人"):
        take_step(by=client.user, **step)
    assert take_step(by=sign_in(name="other").user, **step).state == "reviewed"


def test_a_unit_with_too_many_excellent_is_marked(sign_in, county):
    for number in range(5):
        result(clerk(county["LX90"], f"某{number}"), 2025, "1" if number < 2 else "2")

    assert "超过比例" in page(sign_in(), "assessment/", year="2025")


def test_the_list_of_certificates_holds_decided_awards_only(sign_in, ready):
    values = {"person": ready, "unit": ready.unit, "basis": "excellent_year"}
    AwardCase.objects.create(
        kind="01115",
        award_year=2025,
        state="certificate_issued",
        decided_on=TODAY,
        certificate_number="临奖001",
        **values,
    )
    AwardCase.objects.create(kind="01115", award_year=2024, **values)
    client = sign_in()

    assert [
        row[9] for row in cells(client.get("/cadres/assessment/certificates.xlsx", {"year": "2025", "as_of": DAY}))[3:]
    ] == ["临奖001"]
    assert cells(client.get("/cadres/assessment/certificates.xlsx", {"year": "2024", "as_of": DAY}))[3:] == []


def test_a_case_goes_through_every_step_to_the_new_rank(sign_in, ready):
    maker, checker = sign_in(name="maker").user, sign_in(name="checker").user
    from portal.registers.actions import add_record

    register = registers()["rank-cases"]
    case = add_record(
        register=register, by=maker, today=TODAY,
        values={"person": ready, "unit": ready.unit, "held": "1A", "target": "19"},
    )  # fmt: skip
    day = datetime.date
    for step, by, on, values in (
        ("check", maker, TODAY, {}), ("poll", maker, TODAY, {"voters": 20, "votes": 18}),
        ("submit_plan", maker, TODAY, {"plan_submitted_on": TODAY}),
        ("approve_plan", checker, TODAY, {"plan_number": "临组〔2026〕30号"}),
        ("give_notice", maker, TODAY, {"notice_from": day(2026, 7, 1), "notice_to": day(2026, 7, 7)}),
        ("approve", checker, day(2026, 7, 10), {"approved_on": day(2026, 7, 9), "approval_number": "临组〔2026〕31号"}),
        ("file", maker, day(2026, 7, 20), {"filed_on": day(2026, 7, 20)}),
        ("pay", maker, day(2026, 8, 1), {"paid_from": day(2026, 8, 1)}),
    ):  # fmt: skip
        case = take_step(register=register, record=case, step=step, by=by, today=on, values=values)

    assert case.state == "paid"
    assert [(one.code, str(one.ended or "")) for one in ready.ranks.order_by("began")] == [
        ("1A", "2026.07.09"),
        ("19", ""),
    ]
    assert case.trace["excellent_years"] == [2024]
