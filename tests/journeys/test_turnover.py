"""A township's team is put together, judged against what the round asks, elected, and kept as it stood."""

import re

from playwright.sync_api import expect

from tests.journeys.registers import choose, fill, save, share, state
from tests.journeys.steps import card, open_board, sides, sign_in

ROUND, DAY, TOWN = "2026年年末届中调整", "2026-11-30", "柏渡镇"
YOUNG = "至少1名30岁以下班子成员"


def test_a_slate_misses_a_requirement_until_somebody_who_meets_it_is_chosen_and_is_kept_at_completion(page, county):
    older = county.ask(
        "SELECT p.id, p.name, p.post_text FROM cadres_person p WHERE p.post_text LIKE %s AND p.born < 19900000"
        " AND p.status = '1' ORDER BY p.id LIMIT 2", f"临溪县{TOWN}%",
    )  # fmt: skip
    sign_in(page, county, "ganbugu")
    _round_with_one_township(page)
    board = page.url
    page.get_by_role("link", name="登记一条要求").click()
    fill(
        page, {"要求": YOUNG, "条件": "年龄以内", "年龄": "30", "标准（人或%）": "1", "依据文件": "县委组织部工作方案"}
    )
    save(page)

    page.goto(board)
    page.locator(".stages").get_by_role("link", name=re.compile(f"^{TOWN}")).click()
    township = page.url
    _slate(page, [(name, number, post) for number, name, post in older])
    expect(page.get_by_text("人选 2 人")).to_be_visible()
    asked = page.get_by_role("row").filter(has_text=YOUNG)
    expect(asked).to_contain_text("未达到")
    expect(asked).to_contain_text("还差 1 人")

    asked.get_by_role("link", name="可供考虑的人选").click()
    first = page.locator("a.row-link").first
    chosen, number = first.inner_text(), int(first.get_attribute("href").rstrip("/").split("/")[-1])
    [(born,)] = county.ask("SELECT born FROM cadres_person WHERE id = %s", number)
    assert born // 10000 >= 2026 - 31, "the portal proposes somebody who is not under 31 that year"
    assert number not in [one for one, _name, _post in older]
    page.goto(township)
    _slate(page, [(chosen, number, "党委委员")], place=len(older))
    expect(page.get_by_role("row").filter(has_text=YOUNG)).to_contain_text("达到")
    expect(page.get_by_role("row").filter(has_text=YOUNG)).not_to_contain_text("未达到")

    for word in ("方案报批", "考察", "公示"):
        page.get_by_role("button", name=f"进入“{word}”").click()
        expect(state(page)).to_have_text(word)
    fill(page, {"选举日期": "2026-11-20"})
    page.get_by_role("button", name="进入“选举”").click()
    page.get_by_role("button", name="进入“批复”").click()
    open_board(page, DAY)
    assert sides(page, "乡镇领导班子换届完成情况") == (0, 1)
    page.goto(township)
    fill(page, {"批复日期": "2026-11-28", "批复文号": "临组干〔2026〕90号"})
    page.get_by_role("button", name="批复并完成").click()
    expect(state(page)).to_have_text("完成")

    open_board(page, DAY)
    expect(card(page, "乡镇领导班子换届完成情况")).to_be_visible()
    assert sides(page, "乡镇领导班子换届完成情况") == (1, 1)
    assert share(page, "干部队伍", "换届结构要求达到情况") == (1, 1)

    page.goto(f"/cadres/people/{number}/edit/")
    fill(page, {"姓名": f"{chosen}改"})
    page.get_by_role("button", name="保存").click()
    page.goto(township)
    kept = page.locator("section").filter(has=page.get_by_role("heading", name=re.compile("完成时留存的名单")))
    expect(kept.get_by_role("row").filter(has_text="党委委员")).to_contain_text(chosen)
    expect(kept).not_to_contain_text(f"{chosen}改")
    assert page.goto(f"{township}slate/").ok
    expect(page.get_by_text("人选不能再改")).to_be_visible()


def _round_with_one_township(page) -> None:
    page.goto("/figures/turnover/")
    page.locator("summary", has_text="新建一轮换届").click()
    fill(page, {"名称": ROUND, "计算基准日": DAY})
    page.get_by_role("button", name="建立").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ROUND)
    page.get_by_label(TOWN).check()
    page.get_by_role("button", name="加入").click()
    expect(page.locator(".stages")).to_contain_text(TOWN)


def _slate(page, members: list[tuple[str, int, str]], place: int = 0) -> None:
    """People entered in the rows of the slate from a place on."""
    page.get_by_role("link", name="调整名单").click()
    for at, (name, number, post) in enumerate(members, start=place):
        row = page.locator(".slate-row").nth(at)
        choose(row, "人员", f"{name} #{number}", name)
        fill(row, {"职务": post})
    page.get_by_role("button", name="保存名单").click()
    expect(page.get_by_text("名单已保存")).to_be_visible()
