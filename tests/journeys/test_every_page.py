"""Every main page, on a desk and on a phone: accessible, within its width, usable from the keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.steps import TURNOVER_DAY, go_to, open_board, sign_in

AXE = Axe()
WORST = {"serious", "critical"}
# Contrast takes four fifths of the time. Both widths share their colours, and the rows of a table repeat each other's.
ALL_BUT_CONTRAST = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
CONTRAST = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
FIRST_ROWS = {"exclude": [["tbody tr:nth-child(n+16)"]]}
PAGES = {
    "ganbugu": [
        "/", "/account/", "/account/password/", f"/figures/?as_of={TURNOVER_DAY}", "/figures/?as_of=1990-01-01",
        f"/figures/CAD-03/?as_of={TURNOVER_DAY}", f"/figures/CAD-03/people/?as_of={TURNOVER_DAY}",
        f"/figures/CAD-10/people/?as_of={TURNOVER_DAY}", "/figures/CAD-03/people/20/why/?as_of=2026-06-30",
        "/figures/CAD-11.average_age/people/20/why/?as_of=2026-06-30", f"/figures/report/?as_of={TURNOVER_DAY}",
        "/figures/runs/", "/cadres/people/", "/cadres/people/20/?as_of=2026-06-30", "/cadres/people/20/edit/",
        "/cadres/people/20/history/", "/cadres/people/20/resume/", "/cadres/people/20/id-number/",
        "/cadres/people/20/facts/education/", "/cadres/batches/", "/cadres/batches/1/", "/cadres/review/",
        "/cadres/review/125/", "/units/", "/units/4/", "/rules/", "/rules/township_experience/", "/rules/young_age/",
        "/registers/", "/registers/appraisals/", "/registers/appraisals/1/", "/registers/appraisals/1/edit/",
        "/registers/appraisals/1/remove/", "/registers/appraisals/1/history/", "/registers/rank-cases/",
        "/registers/rank-cases/new/",
        f"/cadres/training-hours/?as_of={TURNOVER_DAY}", f"/cadres/people/20/training-hours/?as_of={TURNOVER_DAY}",
        "/cadres/training-classes/1/roster/", f"/cadres/talk-coverage/?as_of={TURNOVER_DAY}",
        f"/reminders/?as_of={TURNOVER_DAY}", f"/reminders/?as_of={TURNOVER_DAY}&by=unit", "/reminders/feed/",
        "/figures/tables/", f"/figures/tables/party-2/?as_of={TURNOVER_DAY}",
        "/registers/training-classes/1/", "/registers/talks/1/", "/registers/secondments/", "/no-such-page/",
    ],
    "xitong": ["/users/", "/users/add/", "/users/3/", "/tokens/"],
    "anquan": ["/users/3/"],
    "shenji": ["/audit/"],
}  # fmt: skip


@pytest.mark.parametrize("username", PAGES)
def test_every_page_is_accessible_and_fits_its_width(page, phone, county, username):
    found = []
    for width, view in (("1280", page), ("390", phone)):
        view.goto("/sign-in/")
        found += [f"{width} /sign-in/: {one}" for one in _faults(view)]
        sign_in(view, county, username)
        expect(view.get_by_role("heading", level=1)).to_have_text("总览")
        for address in PAGES[username]:
            view.goto(address)
            found += [f"{width} {address}: {one}" for one in _faults(view)]
    assert not found, "\n".join(found)


def test_a_list_is_walked_and_a_person_opened_with_the_keyboard_alone(page, county):
    sign_in(page, county, "ganbugu")
    page.goto("/cadres/people/")
    page.keyboard.press("/")
    page.keyboard.type("柏渡镇")
    expect(page.locator("input[type=search]").first).to_be_focused()
    page.goto("/cadres/people/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    for _step in range(3):
        page.keyboard.press("j")
    third = page.locator("table.data a.row-link").nth(2)
    expect(third).to_be_focused()
    name = third.inner_text()
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_the_way_down_works_on_a_phone(phone, county):
    sign_in(phone, county, "ganbugu")
    phone.get_by_role("button", name="菜单").click()
    go_to(phone, "指标")
    open_board(phone)
    phone.get_by_role("link", name="84.2").first.click()
    phone.locator("a.row-link").first.click()
    expect(phone.locator("table.spells tfoot td.num")).to_be_visible()


def _faults(view: Page) -> list[str]:
    """What axe calls serious, and a page wider than its window; contrast is looked at on the desk."""
    violations = AXE.run(view, options=ALL_BUT_CONTRAST).response["violations"]
    if view.viewport_size["width"] > 1000:
        violations += AXE.run(view, context=FIRST_ROWS, options=CONTRAST).response["violations"]
    found = [
        f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:2]]}"
        for one in violations
        if one["impact"] in WORST
    ]
    wider = view.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"{wider} px wider than the window"] if wider > 0 else [])
