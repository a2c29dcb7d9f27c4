"""An industry chain with members of every kind, a matter raised and closed; members who lead; 双培双带 both ways."""

import re

from playwright.sync_api import expect

from tests.journeys.registers import choose, fill, labelled, open_new, save, state, take_step
from tests.journeys.steps import record_figures, sign_in

DAY, CHAPTER = "2026-06-30", "产业链和带富"
CHAIN = """
    SELECT o.id, o.name, u.id, u.name FROM branches_partyorganization o JOIN portal_unit u ON u.id = o.unit_id
    WHERE o.category = 'CHN' AND u.kind = 'village' AND u.name LIKE '白塘镇%%'
"""
# A member of the village's branch who leads nobody, and two members in no plan, by name.
MEMBERS = """
    SELECT p.id, p.name FROM branches_partymember m JOIN cadres_person p ON p.id = m.person_id
    JOIN branches_partyorganization o ON o.id = m.organization_id
    WHERE o.unit_id = %s AND m.state = 'full' AND NOT EXISTS (
        SELECT 1 FROM branches_leadingmember l WHERE l.person_id = p.id
    ) AND NOT EXISTS (SELECT 1 FROM branches_dualcultivation d WHERE d.person_id = p.id) ORDER BY p.id LIMIT 2
"""
UNLED = """
    SELECT h.id, h.number FROM branches_household h WHERE h.unit_id = %s AND NOT EXISTS (
        SELECT 1 FROM branches_householdlink l WHERE l.household_id = h.id
    ) ORDER BY h.number LIMIT 2
"""
ACCEPTED = """
    SELECT c.id, p.name, u.id, s.done_on::text FROM branches_admissioncase c JOIN cadres_person p ON p.id = c.person_id
    JOIN branches_partyorganization o ON o.id = c.organization_id JOIN portal_unit u ON u.id = o.unit_id
    JOIN branches_admissionstep s ON s.case_id = c.id AND s.number = 15
    WHERE c.state = 'probationary' AND u.kind IN ('village', 'community') AND s.done_on BETWEEN '2022-01-01' AND '2026-06-30'
    AND NOT EXISTS (SELECT 1 FROM branches_dualcultivation d WHERE d.person_id = p.id) ORDER BY c.id LIMIT 1
"""


def test_a_chain_takes_in_every_kind_of_member_and_closes_what_was_raised(open_page, county):
    clerk, section = open_page(), open_page()
    [(chain, name, village, _place)] = county.ask(CHAIN)
    sign_in(clerk, county, "xiangzhen")
    sign_in(section, county, "dangjianban")
    before = record_figures(section, DAY, CHAPTER)
    clerk.goto(f"/branches/organizations/{chain}/")
    expect(clerk.get_by_role("heading", level=1)).to_have_text(name)
    expect(clerk.get_by_role("link", name="登记党员")).to_have_count(0)  # a chain has no members of its own
    (_household, number), _other = county.ask(UNLED, village)
    for kind, title in (("合作社", "杏岭药材合作社"), ("企业", "白塘药业"), ("农户", f"{number}号农户")):
        open_new(clerk, "chain-members", f"?organization={chain}")
        fill(clerk, {"成员类别": kind, "成员名称": title, "起始时间": "2026.06.01"})
        if kind == "农户":
            clerk.get_by_role("button", name="保存", exact=True).click()
            expect(clerk.get_by_text("成员是农户的，请选择农户").first).to_be_visible()
            choose(clerk, "农户", number, number)
        save(clerk)
    open_new(clerk, "chain-issues", f"?organization={chain}")
    fill(clerk, {"事项类别": "土地流转", "提出日期": "2026-06-03", "事项内容": "流转坡地三十亩种植黄精"})
    save(clerk)
    raised = record_figures(section, DAY, CHAPTER)
    clerk.get_by_role("link", name="修改").click()
    fill(clerk, {"办结日期": "2026-06-25", "办理结果": "已签流转合同。", "流转土地（亩）": "30"})
    save(clerk)
    closed = record_figures(section, DAY, CHAPTER)
    clerk.goto(f"/branches/organizations/{chain}/")
    expect(clerk.locator("#register-chain-members")).to_contain_text("白塘药业")

    moves = {"IND-07.cooperatives": 1, "IND-07.enterprises": 1, "IND-07.households": 1, "IND-08.closed": 0}
    assert {one: raised[one][0] - before[one][0] for one in moves} == moves
    assert [raised["IND-08.closed"][1] - before["IND-08.closed"][1]] == [1]
    moves = {"IND-08.closed": 1, "IND-08.land": 30}
    assert {one: closed[one][0] - raised[one][0] for one in moves} == moves


def test_a_member_leads_households_and_each_household_counts_once(open_page, county):
    clerk, section = open_page(), open_page()
    [(_chain, _name, village, _place)] = county.ask(CHAIN)
    (_person, leader), *_ = county.ask(MEMBERS, village)
    (_first, number), (_second, other) = county.ask(UNLED, village)
    sign_in(clerk, county, "xiangzhen")
    sign_in(section, county, "dangjianban")
    before = record_figures(section, DAY, CHAPTER)
    open_new(clerk, "industry-projects", f"?unit={village}")
    fill(clerk, {"产业项目名称": "黄精种植园", "产业类型": "特色种植", "经营主体类型": "个人", "起始时间": "2025.03"})
    save(clerk)
    open_new(clerk, "leading-members", f"?unit={village}")
    choose(clerk, "党员", leader)
    assert "黄精种植园" in labelled(clerk, "创办产业项目").inner_text()
    fill(clerk, {"创办产业项目": "黄精种植园", "技术和经验": "药材种植", "起始时间": "2025.04"})
    save(clerk)
    leading = clerk.url
    for one in (number, other, number):
        clerk.goto(leading)
        clerk.get_by_role("link", name=re.compile("^(登记|新增)\\s*带动农户$")).click()
        choose(clerk, "农户", one, one)
        fill(clerk, {"带动方式": "吸纳务工" if one == other else "技术帮带", "起始时间": "2025.05"})
        clerk.get_by_role("button", name="保存", exact=True).click()
        expect(clerk.locator("main")).to_contain_text(one)
    after = record_figures(section, DAY, CHAPTER)
    moves = {"IND-10": 1, "IND-11.ever": 2, "IND-11.now": 2}
    assert {one: after[one][0] - before[one][0] for one in moves} == moves


def test_a_member_becomes_a_leader_and_a_leader_a_member_as_the_admission_says(open_page, county):
    clerk, section = open_page(), open_page()
    [(_chain, _name, village, _place)] = county.ask(CHAIN)
    _leader, (_person, member) = county.ask(MEMBERS, village)
    [(_case, outsider, place, accepted)] = county.ask(ACCEPTED)
    sign_in(clerk, county, "zuzhigu")
    sign_in(section, county, "dangjianban")
    before = record_figures(section, DAY, CHAPTER)
    for name, unit, direction in ((member, village, "把党员培养成致富带头人"), (outsider, place, "把致富带头人培养成党员")):
        open_new(clerk, "dual-cultivations", f"?unit={unit}")
        choose(clerk, "培养对象", name)
        fill(clerk, {"培养方向": direction, "列入计划日期": "2022-01-01"})
        if name == outsider:
            fill(clerk, {"接收预备党员日期": "2021-12-31"})
            expect(labelled(clerk, "发展党员台账").locator("option")).to_have_count(2)
            labelled(clerk, "发展党员台账").select_option(index=1)
            clerk.get_by_role("button", name="保存", exact=True).click()
            expect(clerk.get_by_text(f"发展党员台账上是{accepted}").first).to_be_visible()
            fill(clerk, {"接收预备党员日期": ""})
        save(clerk)
        plan = clerk.url
        take_step(clerk, "开始培养", {"开始培养日期": "2022-01-02"})
        section.goto(plan)
        take_step(section, "达成", {"达成日期": "2026-06-20", "培养成效": "带动十户增收。"})
        expect(state(section)).to_have_text("达成")
    expect(section.locator("main")).to_contain_text(accepted)
    after = record_figures(section, DAY, CHAPTER)
    assert {one: after[one][0] - before[one][0] for one in ("IND-12", "IND-13")} == {"IND-12": 1, "IND-13": 1}
