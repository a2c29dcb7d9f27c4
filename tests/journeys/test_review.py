"""A line the rules could not read is decided by a person, and stays decided."""

import re

from playwright.sync_api import expect

from tests.journeys.steps import sign_in


def test_a_confirmed_line_changes_the_months_and_outlives_the_same_text(page, county):
    sign_in(page, county, "ganbugu")
    [(number,)] = county.ask("SELECT id FROM cadres_person WHERE name = %s", "舒嵘谷")
    before = _months(page, number)
    page.goto("/cadres/review/")
    page.get_by_role("link", name="舒嵘谷").click()
    expect(page.get_by_text("为什么拿不准")).to_be_visible()
    page.get_by_label("单位性质").select_option(label="县直")
    page.get_by_label("说明").fill("调令：在县某专班工作")
    page.get_by_role("button", name=re.compile("确认")).click()
    expect(page.get_by_text("舒嵘谷 的履历已核对完")).to_be_visible()
    confirmed = _months(page, number)
    assert confirmed != before

    page.goto(f"/cadres/people/{number}/resume/")
    text = page.get_by_label("简历")
    text.fill(text.input_value() + "\n")
    page.get_by_role("button", name="保存").click()
    assert _months(page, number) == confirmed
    page.goto(f"/cadres/review/{number}/")
    expect(page.get_by_text("已确认的行")).to_be_visible()
    page.get_by_role("button", name="撤回").click()
    expect(page.get_by_text("为什么拿不准")).to_be_visible()
    assert _months(page, number) == before


def _months(page, number: int) -> int:
    page.goto(f"/cadres/people/{number}/?as_of=2026-06-30")
    return int(page.locator("#why tfoot td.num").inner_text())
