"""An organization is set up, renamed and merged with its approval, and the past stays the past; a branch is elected."""

import datetime

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.steps import choose, go_to, sign_in, take_step

TODAY = timezone.localdate()
VILLAGE_BRANCHES = """
    SELECT o.id, o.name, count(m.id) FROM branches_partyorganization o JOIN portal_unit u ON u.id = o.unit_id
    JOIN branches_partymember m ON m.organization_id = o.id AND m.state IN ('full', 'probationary')
    WHERE o.category = 'BR' AND u.kind = 'village' GROUP BY 1, 2, u.path ORDER BY u.path LIMIT 2
"""


def test_a_branch_is_renamed_and_another_merged_into_it_while_the_days_before_stay(page, county):
    sign_in(page, county, "zuzhigu")
    [(one, name, here), (other, gone, there)] = county.ask(VILLAGE_BRANCHES)
    renamed, before = "临溪县茶乡联村党支部", TODAY - datetime.timedelta(days=30)
    _change(page, one, "更名", on=before, approval="临组〔2026〕91号", fill={"名称": renamed})
    page.goto(f"/branches/organizations/{other}/")
    page.get_by_role("link", name="合并", exact=False).first.click()
    field = page.get_by_label("并入哪个党组织")
    field.press_sequentially("茶乡联村")
    page.locator(".chooser-list li", has_text=renamed).click()
    page.get_by_label("批准文号").fill("临组〔2026〕97号")
    page.locator(".form-actions button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(renamed)
    expect(page.locator(".stat", has_text="党员").first).to_contain_text(str(here + there))
    line = page.locator("tbody tr", has_text="临组〔2026〕97号")
    expect(line).to_contain_text(gone)

    page.goto(f"/branches/organizations/{one}/?as_of={before - datetime.timedelta(days=1)}")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.goto(f"/branches/organizations/{one}/?as_of={TODAY - datetime.timedelta(days=1)}")
    expect(page.get_by_role("heading", level=1)).to_have_text(renamed)
    expect(page.locator(".stat", has_text="党员").first).to_contain_text(str(here))
    page.goto(f"/branches/organizations/{other}/?as_of={TODAY - datetime.timedelta(days=1)}")
    expect(page.locator(".stat", has_text="党员").first).to_contain_text(str(there))
    page.goto(f"/branches/organizations/{other}/")
    expect(page.get_by_text("已撤销")).to_be_visible()


def test_a_branch_without_three_members_is_set_up_and_told_what_it_lacks(page, county):
    [(village, code, above)] = county.ask(
        "SELECT u.name, u.code, c.name FROM portal_unit u JOIN branches_partyorganization c ON c.unit_id = u.township_id"
        " AND c.category = 'COM' WHERE u.kind = 'village' ORDER BY u.path LIMIT 1"
    )
    sign_in(page, county, "xiangzhen")
    go_to(page, "党组织")
    page.get_by_role("link", name="新建党组织").click()
    page.get_by_label("党组织名称").fill(f"{village}返乡青年党支部")
    page.get_by_label("党组织类别").select_option(label="党支部")
    page.get_by_label("所在单位类别").select_option("village")
    page.get_by_label("所在单位", exact=False).nth(1).select_option(code)
    choose(page, "上级党组织", above)
    page.get_by_label("起始时间").fill(f"{TODAY:%Y.%m.%d}")
    page.get_by_label("批准文号").fill("白组〔2026〕12号")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{village}返乡青年党支部")
    expect(page.locator("main")).to_contain_text("不符合")
    expect(page.locator("main")).to_contain_text("白组〔2026〕12号")
    page.goto(f"/branches/organizations/?q=返乡青年&as_of={TODAY - datetime.timedelta(days=1)}")
    expect(page.get_by_role("link", name=f"{village}返乡青年党支部")).to_have_count(0)


def test_an_election_needs_its_voters_and_its_approvals_and_begins_a_term(open_page, county):
    [(branch, _name, voters)] = county.ask(
        "SELECT o.id, o.name, count(m.id) FROM branches_partyorganization o JOIN portal_unit u ON u.id = o.unit_id"
        " JOIN branches_partymember m ON m.organization_id = o.id AND m.state = 'full'"
        " WHERE o.category = 'BR' AND u.kind = 'village' AND EXISTS (SELECT 1 FROM branches_organizationterm t"
        " WHERE t.organization_id = o.id AND NOT EXISTS (SELECT 1 FROM branches_organizationelection e"
        " WHERE e.term_id = t.id)) GROUP BY 1, 2, u.path HAVING count(m.id) >= 4 ORDER BY u.path LIMIT 1"
    )
    clerk, section = open_page(), open_page()
    sign_in(clerk, county, "xiangzhen")
    sign_in(section, county, "zuzhigu")
    clerk.goto(f"/registers/organization_elections/new/?organization={branch}")
    clerk.get_by_role("button", name="保存", exact=True).click()
    expect(clerk.get_by_text("已保存")).to_be_visible()
    election = clerk.url
    take_step(clerk, "报送请示")
    section.goto(election)
    take_step(section, "批准换届", approval_number="临组〔2026〕88号")
    clerk.goto(election)
    take_step(clerk, "确定候选人", seats="1", candidates="2")
    _candidate(clerk, county, branch, election, votes=voters - 1, elected=True)
    box = clerk.locator(".step", has_text="登记选举")
    box.locator("summary").click()
    box.locator("[name$=voters_due]").fill(str(voters))
    box.locator("[name$=voters_attended]").fill(str(voters * 4 // 5 - 1))
    box.get_by_role("button", name="登记选举").click()
    expect(clerk.locator(".message-error, .error").first).to_contain_text("80%")
    clerk.goto(election)
    take_step(clerk, "登记选举", voters_due=str(voters), voters_attended=str(voters))
    section.goto(election)
    take_step(section, "批复选举结果", result_number="临组〔2026〕89号")
    clerk.goto(f"/branches/organizations/{branch}/")
    expect(clerk.locator("main")).to_contain_text(f"{TODAY.year}年{TODAY.month}月{TODAY.day}日—")


def _change(page, organization: int, kind: str, *, on: datetime.date, approval: str, fill: dict[str, str]) -> None:
    page.goto(f"/branches/organizations/{organization}/")
    page.get_by_role("link", name=kind, exact=True).click()
    for label, text in fill.items():
        page.get_by_label(label).fill(text)
    page.get_by_label("变动日期").fill(str(on))
    page.get_by_label("批准文号").fill(approval)
    page.get_by_label("批准日期").fill(str(on))
    page.locator(".form-actions button").click()
    expect(page.get_by_text("以前的情况保留")).to_be_visible()


def _candidate(page, county, branch: int, election: str, *, votes: int, elected: bool) -> None:
    [(name,)] = county.ask(
        "SELECT p.name FROM branches_partymember m JOIN cadres_person p ON p.id = m.person_id"
        " WHERE m.organization_id = %s AND m.state = 'full' ORDER BY m.id LIMIT 1", branch,
    )  # fmt: skip
    page.goto(f"/registers/election_candidates/new/?election={election.rstrip('/').rsplit('/', 1)[-1]}")
    page.locator("[name=person]").press_sequentially(name)
    page.locator(".chooser-list li", has_text=name).first.click()
    choose(page, "职务", "书记")
    page.get_by_label("得票数").fill(str(votes))
    if elected:
        page.get_by_label("当选").check()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存")).to_be_visible()
    page.goto(election)
