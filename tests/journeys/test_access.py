"""Who may see what: the scope of a township, sign-out, lock-out, and two people at one record."""

import re

from playwright.sync_api import expect

from tests.journeys.steps import open_board, sign_in


def test_a_township_clerk_sees_only_the_own_township(page, county):
    sign_in(page, county, "xiangzhen")
    page.goto("/")
    scope = page.locator("p.lead").inner_text()
    [(inside,)] = county.ask(
        "SELECT count(*) FROM cadres_person p JOIN portal_unit u ON u.id = p.unit_id WHERE u.path LIKE"
        " (SELECT path || '%%' FROM portal_unit WHERE name = %s)", re.split(r"[·、\s]", scope)[0],
    )  # fmt: skip
    page.goto("/cadres/people/?count=1")
    expect(page.locator(".pager")).to_contain_text(str(inside))
    [(foreign,)] = county.ask("SELECT id FROM cadres_person WHERE post_text = %s", "临溪县青岩镇党委书记")
    for address in (
        f"/cadres/people/{foreign}/",
        f"/cadres/people/{foreign}/edit/",
        f"/cadres/people/{foreign}/form.lrmx",
    ):
        assert page.goto(address).status == 404
    expect(page.get_by_text("没有找到")).to_be_visible()
    open_board(page)
    expect(page.locator(".by-township tbody tr")).to_have_count(1)


def test_signing_out_ends_the_session_and_back_shows_nothing(page, county):
    sign_in(page, county, "ganbugu")
    page.goto("/cadres/people/")
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("button", name="登录")).to_be_visible()
    page.goto("/cadres/people/")
    expect(page.get_by_role("button", name="登录")).to_be_visible()
    page.go_back()
    expect(page.locator("table.data")).to_have_count(0)


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(page, county):
    for _time in range(5):
        sign_in(page, county, "ganbugu", "wrong-Password-1")
        expect(page.get_by_role("alert")).to_contain_text("锁定 30 分钟")
    sign_in(page, county, "ganbugu")
    expect(page.get_by_role("alert")).to_contain_text("账号已锁定")
    sign_in(page, county, "buzhang")
    expect(page.get_by_role("heading", level=1)).to_have_text("总览")


def test_the_second_editor_is_told_what_the_first_one_changed(open_page, county):
    first, second = open_page(), open_page()
    [(number,)] = county.ask("SELECT id FROM cadres_person WHERE post_text = %s", "临溪县柏渡镇党委书记")
    for page in (first, second):
        sign_in(page, county, "ganbugu")
        page.goto(f"/cadres/people/{number}/edit/")
    first.get_by_label("熟悉专业").fill("农业经济")
    first.get_by_role("button", name="保存").click()
    expect(first.get_by_text("农业经济")).to_be_visible()
    second.get_by_label("熟悉专业").fill("水利工程")
    second.get_by_role("button", name="保存").click()
    told = second.get_by_role("alert")
    expect(told).to_contain_text("别人保存了这条信息")
    expect(told).to_contain_text("农业经济")
    expect(told).to_contain_text("水利工程")
    second.get_by_role("button", name="保存").click()
    expect(second.get_by_text("水利工程").first).to_be_visible()
