"""The steps that many journeys share, named as the person would say them."""

import re
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, expect

TURNOVER_DAY = "2026-06-30"


def sign_in(page: Page, site, username: str, password: str | None = None) -> None:
    page.goto("/sign-in/")
    page.get_by_label("账号").fill(username)
    page.get_by_label("密码").fill(password or site.sign_ins[username])
    page.get_by_role("button", name="登录").click()


def go_to(page: Page, group: str, entry: str | None = None) -> None:
    """Follow the main navigation as a person does: the group, then the entry in its second row."""
    page.get_by_role("navigation", name="主导航").get_by_role("link", name=group, exact=True).click()
    if entry:
        page.locator(".sub-nav").get_by_role("link", name=entry, exact=True).click()


def open_board(page: Page, day: str = TURNOVER_DAY) -> None:
    page.goto(f"/figures/?as_of={day}")


def card(page: Page, title: str):
    """One figure of the board."""
    return page.locator(".figure-card").filter(has=page.get_by_role("heading", name=title))


def sides(page: Page, title: str) -> tuple[int, int]:
    """Numerator and denominator that the card prints."""
    text = card(page, title).locator(".sides").inner_text()
    numerator, denominator = re.match(r"\s*(\d+)\s*/\s*(\d+)", text).groups()
    return int(numerator), int(denominator)


def upload(page: Page, *files: Path) -> None:
    """Choose files on the import page and wait until the portal has read what was uploaded."""
    page.goto("/cadres/batches/")
    page.locator("input[type=file]").set_input_files([str(file) for file in files])
    page.get_by_role("button", name="上传并预演").click()
    settled(page)


def settled(page: Page) -> None:
    """Wait until no work is shown in progress; the page goes on by itself."""
    expect(page.locator(".job progress")).to_have_count(0, timeout=60_000)
    expect(page.locator(".job")).to_have_count(0, timeout=10_000)


def accept_mapping(page: Page) -> None:
    """Take the columns as suggested when the portal asks, and wait until the rehearsal lies open."""
    asked = page.get_by_role("button", name="按此读取并预演")
    rehearsed = page.get_by_text("这是预演，还没有写入")
    expect(asked.or_(rehearsed).first).to_be_visible(timeout=60_000)
    if asked.is_visible():
        asked.click()
        settled(page)
    expect(rehearsed).to_be_visible(timeout=60_000)


def apply(page: Page) -> None:
    page.get_by_role("button", name="入库", exact=True).click()
    settled(page)
    expect(page.get_by_text("已由")).to_be_visible()


def undo(page: Page) -> None:
    page.get_by_role("button", name="撤销本批次").click()
    settled(page)
    expect(page.get_by_text("信息恢复为入库之前的样子")).to_be_visible()


def total(page: Page, state: str) -> int:
    """How many rows of the batch are in a state, as its page counts them."""
    found = page.locator(".stats .stat").filter(has=page.locator(".stat-label", has_text=state))
    return int(re.match(r"\d+", found.locator(".stat-value").inner_text()).group())


def record_figures(page: Page, day: str, chapter: str) -> dict[str, tuple[int, ...]]:
    """Figures over records as the board of a chapter prints them: numerator and denominator, or the one number."""
    page.goto(f"/figures/records/?as_of={day}&chapter={quote(chapter)}")
    lines = page.locator(".record-figures tbody tr").evaluate_all(
        "rows => rows.map(row => [row.querySelector('td:last-child a').pathname, row.cells[1].innerText,"
        " row.cells[2].innerText])"
    )
    found = {}
    for address, value, parts in lines:
        numbers = re.findall(r"-?\d+(?:\.\d+)?", parts) or re.findall(r"-?\d+(?:\.\d+)?", value)[:1]
        found[address.rstrip("/").rsplit("/", 1)[-1]] = tuple(round(float(number)) for number in numbers)
    return found


def counted_records(page: Page, identity: str, day: str):
    """The rows of the records a figure counts, one level below it."""
    page.goto(f"/figures/records/{identity}/rows/?as_of={day}")
    return page.locator("table.data tbody tr")


def take_step(page: Page, label: str, **answers: str) -> None:
    """Take a step of the record that is open; `answers` by the names of the columns it asks for."""
    box = page.locator(".step").filter(has=page.get_by_text(label, exact=True))
    if answers or box.locator("summary").count():
        box.locator("summary").click()
    for name, value in answers.items():
        field = box.locator(f'[name$="-{name}"]')
        field.select_option(value) if field.evaluate("e => e.tagName") == "SELECT" else field.fill(value)
    box.get_by_role("button", name=label, exact=True).click()
    expect(page.get_by_text(f"已办理：{label}。")).to_be_visible()


def choose(page: Page, label: str, text: str) -> None:
    """Choose in a select by the first option that holds the text."""
    field = page.get_by_label(label)
    field.select_option(field.locator("option").filter(has_text=text).first.get_attribute("value"))
