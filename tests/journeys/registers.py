"""The steps of a clerk at a register: a record entered, steps taken, a figure of the records read."""

import io
import re
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect


def labelled(page: Page | Locator, label: str):
    """The field of that label on show, whether or not it must be filled in."""
    return page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$")).locator("visible=true")


def choose(page: Page | Locator, label: str, text: str, option: str | None = None) -> None:
    """Type into a box with suggestions and take the one that holds `option` (the text typed, if not told)."""
    box = labelled(page, label)
    suggested = page.locator(".chooser-list li").filter(has_text=option or text).first
    box.click()
    box.fill(text)
    expect(suggested).to_be_visible()
    suggested.click()


def fill(page: Page | Locator, values: dict[str, str]) -> None:
    """Fill in what the form on the page asks, by label: text and days typed, choices taken by their word."""
    for label, value in values.items():
        _fill(labelled(page, label), value)


def open_new(page: Page, register: str, query: str = "") -> None:
    """The empty form of a register."""
    page.goto(f"/registers/{register}/new/{query}")


def save(page: Page, told: str = "已保存") -> None:
    """Send the form and read that it was kept."""
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("status").or_(page.locator(".message, .messages")).first).to_contain_text(told)


def take_step(page: Page, step: str, values: dict[str, str] | None = None) -> None:
    """Take a step of the record on the page, with what it asks, and read that it was taken."""
    send_step(page, step, values)
    expect(page.get_by_text(f"已办理：{step}。")).to_be_visible()


def send_step(page: Page, step: str, values: dict[str, str] | None = None) -> None:
    """Fill in and send a step, whatever the portal answers."""
    asked = page.locator("summary").get_by_text(step, exact=True)
    if values is not None:
        asked.click()
        fill(page, values)
    page.get_by_role("button", name=step, exact=True).locator("visible=true").click()


def state(page: Page):
    """The word of the state in which the record on the page stands."""
    return page.locator(".track [aria-current=step]")


def offered(page: Page) -> list[str]:
    """The steps offered on the page of a record."""
    return [text.strip() for text in page.locator(".step summary, form.step button").all_inner_texts()]


def figure(page: Page, chapter: str, title: str) -> int:
    """The number the board of records prints for a figure today."""
    return int(re.match(r"\d+", _figure_row(page, chapter, title).locator("td.num.strong").inner_text()).group())


def share(page: Page, chapter: str, title: str) -> tuple[int, int]:
    """Numerator and denominator the board of records prints for a share today."""
    numerator, denominator = _figure_row(page, chapter, title).locator("td.num").nth(1).inner_text().split("/")
    return int(numerator), int(denominator)


def drill(page: Page, title: str) -> None:
    """From the board of records down to what a figure counted."""
    page.get_by_role("link", name=title, exact=True).click()


def downloaded(page: Page, name: str, role: str = "link") -> io.BytesIO:
    """The file that a link or button of the page gives."""
    with page.expect_download() as download:
        page.get_by_role(role, name=name, exact=True).click()
    return io.BytesIO(Path(download.value.path()).read_bytes())


def _figure_row(page: Page, chapter: str, title: str) -> Locator:
    page.goto(f"/figures/records/?chapter={quote(chapter)}")
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=title, exact=True)).first


def _fill(box, value: str) -> None:
    if box.evaluate("one => one.tagName") == "SELECT":
        box.select_option(label=value)
    else:
        box.fill(value)
