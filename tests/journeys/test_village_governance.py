"""A village decides: a compact adopted, an assembly, a decision by its six steps, disclosure, council and committee."""

from playwright.sync_api import expect

from tests.journeys.registers import fill, open_new, save, send_step, state, take_step
from tests.journeys.steps import record_figures, sign_in

DAY, CHAPTER = "2026-06-30", "党建促乡村治理"
MOVES = {
    "GOV-09": (1, 2), "GOV-10": (1, 2), "GOV-11.meetings": (1,),
    "GOV-11.adopted": (1, 2), "GOV-11.villages": (1, 0), "GOV-12.sectors": (1, 1), "GOV-12.solved": (1,),
}  # fmt: skip


def test_a_compact_is_examined_by_the_township_voted_with_a_quorum_and_takes_the_place_of_the_last(open_page, county):
    secretary, clerk = open_page(), open_page()
    sign_in(secretary, county, "cunshuji")
    sign_in(clerk, county, "xiangzhen")
    open_new(secretary, "village-compacts")
    fill(secretary, {"起草日期": "2026-04-01"})
    save(secretary)
    compact = secretary.url
    take_step(secretary, "征求意见", {"征求意见日期": "2026-04-10"})
    expect(secretary.locator("form.step button, .step summary").filter(has_text="乡镇审核")).to_have_count(0)
    clerk.goto(compact)
    take_step(clerk, "乡镇审核", {"乡镇审核日期": "2026-04-15"})
    secretary.goto(compact)
    asked = {"表决会议": "村民会议（户代表）", "表决日期": "2026-04-20", "应到人数": "90", "实到人数": "40", "赞成票数": "40"}
    send_step(secretary, "表决通过", asked)
    expect(secretary.get_by_text("到会人数未达到法定人数").first).to_be_visible()
    secretary.goto(compact)
    take_step(secretary, "表决通过", asked | {"实到人数": "72", "赞成票数": "70"})
    clerk.goto(compact)
    take_step(clerk, "备案", {"备案日期": "2026-04-28"})
    secretary.goto(compact)
    take_step(secretary, "公示施行", {"公示日期": "2026-05-01", "施行日期": "2026-05-10"})
    expect(state(secretary)).to_have_text("公示施行")
    secretary.goto("/registers/village-compacts/")
    rows = secretary.locator("table.data tbody tr")
    expect(rows.filter(has_text="2026-05-10")).to_have_count(2)  # one begins on the day the other ends


def test_what_a_village_decides_and_discloses_moves_the_figures_of_governance(open_page, county):
    secretary, section = open_page(), open_page()
    sign_in(secretary, county, "cunshuji")
    sign_in(section, county, "zuzhigu")
    before = record_figures(section, DAY, CHAPTER)
    open_new(secretary, "village-assemblies")
    fill(secretary, {"会议类别": "村民代表会议", "召开日期": "2026-06-20", "议题": "讨论蓄水池维修"})
    fill(secretary, {"应到人数": "30", "实到人数": "26"})
    save(secretary)
    secretary.get_by_role("link", name="登记民主决策事项").click()
    expect(secretary.get_by_label("村民（代表）会议决议日期")).to_have_value("2026-06-20")
    days = {"村党组织提议日期": "2026-05-02", "村“两委”会议商议日期": "2026-05-06", "党员大会审议日期": "2026-05-12"}
    fill(secretary, {"决策事项": "维修蓄水池"} | days | {"决议公开日期": "2026-06-21", "实施结果公开日期": "2026-06-28"})
    save(secretary)
    expect(secretary.locator("main")).to_contain_text("六步齐全")
    open_new(secretary, "decision-items")
    fill(secretary, {"决策事项": "更换广播", "村党组织提议日期": "2026-05-02"})
    save(secretary)
    for title, published in (("蓄水池维修费用", "2026-06-15"), ("集体林出租", "2026-06-21")):
        open_new(secretary, "disclosures")
        fill(secretary, {"公开内容": "工程项目", "公开事项": title, "应公开日期": "2026-06-20", "公开日期": published})
        save(secretary)
    _council(secretary)
    _committee(secretary)
    after = record_figures(section, DAY, CHAPTER)
    moved = {one: tuple(a - b for a, b in zip(after[one], before[one], strict=True)) for one in MOVES}
    assert moved == MOVES


def _council(secretary) -> None:
    open_new(secretary, "village-councils")
    fill(secretary, {"名称": "梅湾村村民议事会", "成立日期": "2026-01-08", "成员人数": "13"})
    save(secretary)
    secretary.get_by_role("link", name="登记议事会会议").click()
    fill(secretary, {"召开日期": "2026-05-15", "到会人数": "11", "议题": "商议蓄水池维修"})
    save(secretary)
    meeting = secretary.url.rstrip("/").rsplit("/", 1)[-1]
    for title, result in (("维修蓄水池", "形成意见并采纳"), ("出租集体林", "继续商议")):
        open_new(secretary, "council-items", f"?meeting={meeting}")
        fill(secretary, {"议事事项": title, "议定结果": result})
        save(secretary)


def _committee(secretary) -> None:
    open_new(secretary, "governance-committees")
    fill(secretary, {"名称": "梅湾村乡村治理委员会", "成立日期": "2026-01-08"})
    save(secretary)
    committee = secretary.url.rstrip("/").rsplit("/", 1)[-1]
    for sector, name in (("村“两委”成员", "李春"), ("村民代表", "周平"), ("社会组织负责人", "吴芳")):
        open_new(secretary, "committee-seats", f"?committee={committee}")
        fill(secretary, {"界别": sector, "姓名": name, "任职日期": "2026-01-08"})
        save(secretary)
    open_new(secretary, "committee-problems", f"?committee={committee}")
    fill(secretary, {"问题": "路灯不亮", "提出日期": "2026-03-02", "解决日期": "2026-03-20"})
    save(secretary)
