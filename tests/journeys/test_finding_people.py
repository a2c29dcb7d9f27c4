"""Finding people: by a few letters, by conditions put together, kept for colleagues; many changed at once and taken back."""


import io
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.journeys.registers import labelled
from tests.journeys.steps import TURNOVER_DAY, apply, sign_in, undo

DAY = int(TURNOVER_DAY.replace("-", ""))


def add_condition(page: Page, what: str, how: str, value: str, group: str | None = None) -> None:
    """One more condition, into the outermost group or the one named."""
    page.get_by_label("再加一个条件").select_option(label=what)
    if group:
        page.get_by_label("加到哪一组").select_option(label=group)
    page.get_by_role("button", name="填写条件").click()
    page.get_by_label("怎样比较").select_option(label=how)
    field = labelled(page, "值")
    if field.evaluate("one => one.tagName") == "SELECT":
        field.select_option(label=value)
    else:
        field.fill(value)
    page.get_by_role("button", name="加上这个条件").click()


def exported(page: Page) -> list[str]:
    """Names in the workbook of the list on screen, in its order."""
    with page.expect_download() as file:
        page.get_by_role("link", name="导出当前名单").locator("visible=true").click()
    sheet = openpyxl.load_workbook(io.BytesIO(Path(file.value.path()).read_bytes())).worksheets[0]
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    head = next(number for number, row in enumerate(rows) if "姓名" in row)
    return [name for row in rows[head + 1 :] if (name := row[rows[head].index("姓名")])]


def test_a_few_letters_find_somebody_and_a_question_with_and_and_or_is_kept_for_a_colleague(open_page, county):
    clerk, leader = open_page(), open_page()
    [(name, letters)] = county.ask("SELECT name, initials FROM cadres_person WHERE initials <> '' ORDER BY id LIMIT 1")
    sign_in(clerk, county, "ganbugu")
    clerk.goto(f"/cadres/people/?as_of={TURNOVER_DAY}")
    clerk.get_by_role("searchbox").fill(letters)
    clerk.keyboard.press("Enter")
    expect(clerk.locator("table.data a.row-link").filter(has_text=name).first).to_be_visible()

    clerk.goto(f"/cadres/people/?as_of={TURNOVER_DAY}")
    clerk.get_by_role("link", name="组合条件").locator("visible=true").click()
    add_condition(clerk, "性别", "为", "女")
    clerk.get_by_role("button", name="里面加一组“或”").click()
    add_condition(clerk, "年龄", "不多于", "30", group="第 1 组（或）")
    add_condition(clerk, "政治面貌", "不为", "中共党员", group="第 1 组（或）")
    clerk.get_by_role("link", name="看符合条件的人员").click()
    rows = county.ask("SELECT name, born, political_status FROM cadres_person WHERE sex = '2'")
    wanted = [
        name for name, born, party in rows if party != "01" or (born is not None and (DAY - born) // 10_000 <= 30)
    ]  # fmt: skip
    assert sorted(exported(clerk)) == sorted(wanted) and 0 < len(wanted) < len(rows)

    clerk.get_by_role("link", name="保存查询").locator("visible=true").click()
    clerk.get_by_label("名称").fill("年轻或党外女干部")
    clerk.get_by_label("与同事共用").check()
    clerk.get_by_role("button", name="保存", exact=True).click()
    sign_in(leader, county, "buzhang")
    leader.goto("/cadres/people/searches/")
    expect(leader.locator("tbody tr")).to_contain_text("性别为女 且 （年龄不多于30 或 政治面貌不为中共党员）")
    leader.get_by_role("link", name="年轻或党外女干部").click()
    leader.goto(f"{leader.url}&as_of={TURNOVER_DAY}")  # a kept question is asked anew of whatever day
    assert sorted(exported(leader)) == sorted(wanted)


def test_the_people_on_screen_are_changed_together_after_a_preview_and_taken_back(page, county):
    def texts() -> list[tuple]:
        return county.ask("SELECT id, specialty FROM cadres_person ORDER BY id")

    before = texts()
    sign_in(page, county, "ganbugu")
    page.goto(f"/cadres/people/?as_of={TURNOVER_DAY}&sex=2")
    shown = page.locator("table.data a.row-link").count()
    page.get_by_role("link", name="批量修改").locator("visible=true").click()
    page.get_by_label("熟悉专业有何特长").check()
    page.get_by_role("button", name="下一步：填写新值").click()
    expect(page.get_by_text(f"下面的内容将写入 {shown} 人")).to_be_visible()
    labelled(page, "熟悉专业有何特长").fill("农业技术推广")
    page.get_by_role("button", name="预演").click()
    expect(page.get_by_text("这是预演，还没有写入")).to_be_visible(timeout=60_000)
    assert texts() == before
    apply(page)
    changed = [number for (number, old), (_same, new) in zip(before, texts(), strict=True) if old != new]
    assert len(changed) == shown and {new for number, new in texts() if number in changed} == {"农业技术推广"}
    undo(page)
    assert texts() == before
