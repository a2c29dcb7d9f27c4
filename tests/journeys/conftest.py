"""Journeys: what a person does in a browser, on the whole portal with web server, worker and database."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

HERE = Path(__file__).parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter) -> None:
    if not CHROMIUM:
        terminalreporter.section("NOT TESTED", red=True, bold=True)
        terminalreporter.line("The journeys in a browser: chromium is not installed.")


@pytest.fixture(scope="module")
def browser(site):
    if not CHROMIUM:
        pytest.skip("NOT TESTED in a browser: chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, county, request):
    """Opens pages of separate people (own cookies); what their browsers complain about fails the journey."""
    complaints: list[str] = []
    pages: list[Page] = []

    def opened(viewport: dict = DESK) -> Page:
        page = _page(browser, county.url, viewport, complaints)
        pages.append(page)
        return page

    yield opened
    if getattr(request.node, "failed", False):
        for number, page in enumerate(pages):
            picture = county.data / f"{request.node.name}-{number}.png"
            try:
                page.screenshot(path=picture, full_page=True)
                print(f"{page.url}\n{picture}\n{page.inner_text('main')[:3000]}")
            except Error as error:
                print(f"no picture of {page.url}: {error}")
    for page in pages:
        page.context.close()
    assert not complaints


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def phone(open_page):
    return open_page(PHONE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.failed = report.failed
    return report


def _page(browser: Browser, url: str, viewport: dict, complaints: list[str]) -> Page:
    context = browser.new_context(
        base_url=url, viewport=viewport, locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=True
    )
    context.set_default_timeout(10_000)

    def heard(message: ConsoleMessage) -> None:
        # A refused page (403, 404, 422) is an answer; its status is judged by the journey.
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(f"console: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((url, "data:", "blob:")):
            complaints.append(f"another host: {request.url}")

    context.on("console", heard)
    context.on("request", asked)
    context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))
    context.on("response", lambda answer: answer.status >= 500 and complaints.append(f"{answer.status} {answer.url}"))
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    return page
