"""A talk is entered by whom it concerns, read by nobody else, its opening is recorded, and the difficulty raised is solved."""

from playwright.sync_api import expect

from tests.journeys.registers import fill, open_new, save, share
from tests.journeys.steps import sign_in

CHAPTER, COVERED, SOLVED = "干部管理", "谈心谈话覆盖率", "干部实际困难解决率"
SAID, TROUBLE = "家中老人住院，近来压力较大", "老人需要转院到市里"


def test_somebody_due_is_talked_to_and_covered_and_the_difficulty_raised_is_solved(page, county):
    sign_in(page, county, "ganbugu")
    covered, must = share(page, CHAPTER, COVERED)
    solved, raised = share(page, CHAPTER, SOLVED)
    page.goto("/cadres/talk-coverage/")
    page.get_by_label("谈话情况").select_option(label="还没有谈")
    page.get_by_role("button", name="筛选").click()
    due = page.locator("table.data").filter(has=page.get_by_role("columnheader", name="应由谁谈")).locator("a.row-link")
    name = due.first.inner_text()
    number = int(due.first.get_attribute("href").split("person=")[1])
    assert county.ask("SELECT 1 FROM cadres_talkrecord WHERE person_id = %s AND held_on >= '2026-01-01'", number) == []

    _talk(page, number, held_on="2026-11-20")
    assert share(page, CHAPTER, COVERED) == (covered + 1, must)
    page.goto("/cadres/talk-coverage/")
    page.get_by_label("姓名").fill(name)
    page.get_by_role("button", name="筛选").click()
    row = page.get_by_role("row").filter(has_text=name).filter(has_text="2026-11-20")
    expect(row).to_contain_text("已谈")

    open_new(page, "talk-issues", f"?person={number}")
    fill(page, {"困难类别": "家庭照料", "反映日期": "2026-11-20", "具体情况": TROUBLE, "责任单位（责任人）": "县卫生健康局"})
    fill(page, {"办理期限": "2026-12-20"})
    save(page)
    issue = page.url
    assert share(page, CHAPTER, SOLVED) == (solved, raised + 1)
    page.goto(issue)
    page.get_by_role("link", name="修改").click()
    fill(page, {"解决日期": "2026-11-28", "办理情况": "已协调转院", "满意度": "满意"})
    save(page)
    assert share(page, CHAPTER, SOLVED) == (solved + 1, raised + 1)


def test_what_was_said_is_read_by_right_only_and_every_opening_is_on_record(open_page, county):
    writer, other, auditor = open_page(), open_page(), open_page()
    [(number, name)] = county.ask("SELECT id, name FROM cadres_person WHERE post_text = %s", "临溪县柏渡镇党委书记")
    sign_in(writer, county, "ganbugu")
    _talk(writer, number, held_on="2026-11-23")
    record = writer.url

    sign_in(other, county, "gongwuyuan")
    assert other.goto(record).ok
    expect(other.get_by_role("main")).to_contain_text("2026-11-23")
    for address in (record, f"{record}history/", f"{record}edit/", f"/cadres/people/{number}/"):
        other.goto(address)
        expect(other.get_by_role("main")).to_contain_text(name)
        assert SAID not in other.content() and "有波动" not in other.inner_text("main"), address
    other.goto(f"/registers/talks/?q={SAID[:4]}")
    expect(other.get_by_text("没有符合条件的记录")).to_be_visible()
    writer.goto(f"/registers/talks/?q={SAID[:4]}")
    expect(writer.locator("table.data")).to_contain_text(name)

    talk = int(record.rstrip("/").split("/")[-1])
    openings = (
        "SELECT username FROM portal_auditevent WHERE action = 'talkrecord.viewed' AND target_id = %s ORDER BY id"
    )
    before = county.ask(openings, str(talk))
    writer.goto(record)
    expect(writer.get_by_text(SAID)).to_be_visible()
    assert county.ask(openings, str(talk)) == [*before, ("ganbugu",)]
    sign_in(auditor, county, "shenji")
    auditor.goto("/audit/")
    shown = auditor.get_by_role("row").filter(has_text="查看谈话记录").first
    expect(shown).to_contain_text("ganbugu")
    expect(shown).to_contain_text(str(talk))
    assert SAID not in auditor.content()
    assert auditor.goto(record).status == 403


def _talk(page, number: int, held_on: str) -> None:
    open_new(page, "talks", f"?person={number}")
    fill(page, {"谈话人（不在册）": "县委组织部部长"})
    fill(page, {"谈话情形": "日常谈心", "谈话日期": held_on, "谈话内容": SAID, "思想动态": "有波动"})
    save(page)
