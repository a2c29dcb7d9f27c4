"""What falls due is told by month and by unit with its reason, and stands in the clerk's own calendar."""

import datetime
import re
import urllib.error
import urllib.request

import icalendar
import pytest
from playwright.sync_api import expect

from tests.journeys.registers import fill, open_new, save
from tests.journeys.steps import go_to, sign_in

HOST, ENDS = "海澜市发展和改革委员会", "2027-01-29"


def test_a_secondment_that_ends_is_told_by_month_and_unit_with_its_reason_and_in_the_calendar(page, county):
    [(number, name, unit)] = county.ask(
        "SELECT p.id, p.name, u.name FROM cadres_person p JOIN portal_unit u ON u.id = p.unit_id WHERE p.status = '1'"
        " AND u.name = '沙洲镇' AND p.id NOT IN (SELECT person_id FROM cadres_secondment) ORDER BY p.id LIMIT 1"
    )
    sign_in(page, county, "ganbugu")
    open_new(page, "secondments", f"?person={number}")
    told = {"类型": "上派", "状态": "进行中", "接收单位名称": HOST, "实际开始日期": "2026-08-03", "计划结束日期": ENDS}
    fill(page, told)
    save(page)

    go_to(page, "提醒")
    due = page.get_by_role("row").filter(has_text=f"{name}上派（{HOST}）期满")
    expect(due).to_contain_text(ENDS)
    expect(due).to_contain_text("人事关系仍在派出单位")
    expect(_group(page, due)).to_contain_text("2027年1月")
    page.get_by_role("link", name="按单位").click()
    due = page.get_by_role("row").filter(has_text=f"{name}上派（{HOST}）期满")
    expect(_group(page, due)).to_contain_text(unit)

    page.get_by_role("link", name="日历订阅").click()
    page.get_by_role("button", name="开通").click()
    address = page.get_by_label(re.compile("订阅地址")).input_value()
    calendar = icalendar.Calendar.from_ical(urllib.request.urlopen(address).read())
    entries = {str(one["SUMMARY"]): one for one in calendar.walk("VEVENT")}
    [mine] = [entry for summary, entry in entries.items() if name in summary and HOST in summary]
    assert mine["DTSTART"].dt == datetime.date.fromisoformat(ENDS)
    assert len(entries) > 1
    written = calendar.to_ical().decode()
    [(masked,)] = county.ask("SELECT id_masked FROM cadres_person WHERE id = %s", number)
    assert not masked or masked not in written

    page.get_by_role("button", name="停用").click()
    expect(page.get_by_role("button", name="开通")).to_be_visible()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(address)


def _group(page, row):
    """The heading of the table in which a row stands."""
    return page.locator("table").filter(has=row).locator("caption")
