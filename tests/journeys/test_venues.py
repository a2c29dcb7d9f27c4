"""A venue's project from 立项 to operation with two fund sources, and the village's venue brought up to standard."""

import re

from playwright.sync_api import expect

from tests.journeys.registers import fill, open_new, save, send_step, state, take_step
from tests.journeys.steps import record_figures, sign_in

DAY, CHAPTER = "2026-06-30", "阵地建设"
PROJECT = "梅湾村党群服务中心新建项目"
MOVES = {
    "VEN-01.allocated": (40,), "VEN-01.paid": (26,), "VEN-02": (1, 0), "VEN-03.accepted": (1,), "VEN-03.rate": (1, 1),
    "VEN-04.items": (12,),
}  # fmt: skip


def test_a_project_is_paid_from_two_sources_accepted_and_counted(open_page, county):
    clerk, section = open_page(), open_page()
    sign_in(clerk, county, "cunshuji")
    sign_in(section, county, "dangjianban")
    before = record_figures(section, DAY, CHAPTER)
    clerk.get_by_role("link", name="本村党员").click()
    clerk.get_by_text("登记……").click()
    clerk.get_by_role("link", name="登记阵地建设项目").click()
    fill(clerk, {"项目名称": PROJECT, "建设性质": "新建", "总投资（万元）": "40", "立项日期": "2026-03-02"})
    fill(clerk, {"计划验收日期": "2026-06-20"})
    save(clerk)
    project = clerk.url
    section.goto(project)
    take_step(section, "批准", {"批准日期": "2026-03-10", "批准文号": "临组〔2026〕41号"})

    _allocate(clerk, project, "县级财政", "26", paid="26")
    clerk.goto(project)
    send_step(clerk, "落实资金", {"资金落实日期": "2026-03-20"})
    expect(clerk.get_by_text("各项资金合计 26 万元，与总投资 40 万元不一致")).to_be_visible()
    _allocate(clerk, project, "组织部门党费", "15", refused="各项资金合计将为 41 万元，超过总投资 40 万元")
    _allocate(clerk, project, "组织部门党费", "14")
    clerk.goto(project)
    take_step(clerk, "落实资金", {"资金落实日期": "2026-03-20"})
    take_step(clerk, "开工", {"开工日期": "2026-04-01"})
    section.reload()
    take_step(section, "验收", {"验收日期": "2026-06-18"})
    clerk.reload()
    take_step(clerk, "投入运行", {"投入运行日期": "2026-06-25", "活动阵地": "白塘镇梅湾村党群服务中心"})
    expect(state(clerk)).to_have_text("已运行")

    clerk.get_by_role("link", name="白塘镇梅湾村党群服务中心").first.click()
    clerk.get_by_role("link", name=re.compile("^(登记|新增)\\s*设施设备$")).click()
    fill(clerk, {"设备名称": "会议桌椅", "设备类别": "办公设备", "配备日期": "2026-06-26", "数量（件）": "12"})
    save(clerk)
    clerk.get_by_role("link", name="白塘镇梅湾村党群服务中心").first.click()
    clerk.get_by_role("link", name="修改").click()
    fill(clerk, {"党员活动室面积（㎡）": "120"})
    save(clerk)

    after = record_figures(section, DAY, CHAPTER)
    moved = {one: tuple(a - b for a, b in zip(after[one], before[one], strict=True)) for one in MOVES}
    assert moved == MOVES


def _allocate(clerk, project: str, source: str, amount: str, *, paid: str = "", refused: str = "") -> None:
    open_new(clerk, "fund-allocations", f"?project={project.rstrip('/').rsplit('/', 1)[-1]}")
    fill(clerk, {"资金来源": source, "安排金额（万元）": amount, "下达日期": "2026-03-15"})
    if paid:
        fill(clerk, {"已支付金额（万元）": paid, "支付日期": "2026-05-30"})
    if refused:
        clerk.get_by_role("button", name="保存", exact=True).click()
        expect(clerk.get_by_text(refused).first).to_be_visible()
    else:
        save(clerk)
