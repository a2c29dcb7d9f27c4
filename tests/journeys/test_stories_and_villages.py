"""A story with a person's consent goes into the report by the name 张某; villages by figures; what forms ask for."""

import re

import docx
from playwright.sync_api import expect

from tests.journeys.registers import choose, downloaded, fill, labelled, open_new, save, send_step, state, take_step
from tests.journeys.steps import go_to, sign_in

DAY = "2026-06-30"
NAMED = """
    SELECT p.name, u.id, u.name FROM branches_partymember m JOIN cadres_person p ON p.id = m.person_id
    JOIN branches_partyorganization o ON o.id = m.organization_id JOIN portal_unit u ON u.id = o.unit_id
    WHERE u.kind = 'village' AND u.name LIKE '白塘镇%%' AND m.state = 'full' AND EXISTS (
        SELECT 1 FROM branches_industryproject x WHERE x.unit_id = u.id AND x.jobs > 0
    ) ORDER BY p.name LIKE '张%%' DESC, p.id LIMIT 1
"""


def test_a_story_needs_consent_and_stands_in_the_report_without_the_name(open_page, county):
    clerk, reviewer, office = open_page(), open_page(), open_page()
    [(name, village, place)] = county.ask(NAMED)
    shown = f"{name[0]}某"
    sign_in(clerk, county, "xiangzhen")
    sign_in(reviewer, county, "zuzhigu")
    sign_in(office, county, "dangjianban")
    open_new(clerk, "case-stories", f"?unit={village}")
    text = "党员{}办起茶园，手把手教剪枝。"
    fill(clerk, {"做法类别": "党员带富", "案例标题": "一片茶园一方人", "案例正文": text.format(name)})
    fill(clerk, {"成稿日期": "2026-06-20"})
    choose(clerk, "涉及人员", name)
    clerk.get_by_role("button", name="保存", exact=True).click()
    expect(clerk.get_by_text(f"请不要写全名，改为“{shown}”").first).to_be_visible()
    fill(clerk, {"案例正文": text.format(shown)})
    save(clerk)
    story = clerk.url
    clerk.get_by_role("link", name="登记案例数据").click()
    fill(clerk, {"数据": "产业项目带动就业（人）"})
    save(clerk)
    jobs = re.search(r"成稿时的值\s*(\d+)", clerk.locator("main").inner_text()).group(1)

    clerk.goto(f"{story}edit/")
    fill(clerk, {"案例正文": text.format(shown) + f"带动就业{jobs}人。"})
    save(clerk)
    reviewer.goto(story)
    take_step(reviewer, "乡镇审核", {"乡镇审核日期": "2026-06-22"})
    office.goto(story)
    send_step(office, "县级审定", {"县级审定日期": "2026-06-25"})
    expect(office.get_by_text("须有本人同意并填写同意日期").first).to_be_visible()
    clerk.goto(f"{story}edit/")
    clerk.get_by_label("本人同意使用").check()
    fill(clerk, {"同意日期": "2026-06-24"})
    save(clerk)
    office.goto(story)
    take_step(office, "县级审定", {"县级审定日期": "2026-06-25"})
    expect(state(office)).to_have_text("县级已审定")

    office.goto(f"/figures/report/full/?as_of={DAY}")
    expect(office.locator(".paper").filter(has_text=f"如{place}党员{shown}办起茶园")).to_have_count(1)
    for reason in office.locator("form.sheet textarea").all():
        reason.fill("已与台账核对")
    paper = docx.Document(downloaded(office, "下载 .docx", "button"))
    words = "\n".join(one.text for one in paper.paragraphs)
    told = f"如{place}党员{shown}办起茶园，手把手教剪枝。带动就业{jobs}人。"
    assert told in words and name not in words
    assert "（二）强化基层党组织建设" in words and "（三）推动党建与乡村振兴深度融合" in words


def test_the_villages_by_a_figure_lead_to_a_village_and_what_happened_there(page, phone, county):
    sign_in(page, county, "zuzhigu")
    go_to(page, "指标", "分布图")
    page.goto("/figures/records/grid/?as_of=2026-06-30")
    page.get_by_role("combobox", name="指标").select_option(label="综合服务中心")
    expect(page.get_by_role("heading", level=1)).to_contain_text("综合服务中心")
    expect(page.locator(".tiles a, svg a, a:has(svg.tile)").first).to_be_visible()
    page.get_by_role("link", name="白塘镇杏岭村").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("白塘镇杏岭村")
    dot = page.locator(".timeline a").first
    told = dot.get_attribute("aria-label")
    dot.click()
    expect(page.locator("main")).to_contain_text(told.rpartition("：")[2][:8])

    sign_in(phone, county, "cunshuji")
    phone.get_by_role("link", name="本村党员").click()
    phone.get_by_text("登记……").click()
    expect(phone.get_by_role("link", name="登记选拔任用")).to_have_count(0)
    phone.get_by_role("link", name="登记矛盾纠纷").click()
    expect(labelled(phone, "村（社区）").locator("option:checked")).to_have_text("白塘镇梅湾村")


def test_what_forms_asked_and_already_knew_is_told_by_branch(open_page, county):
    secretary, section = open_page(), open_page()
    sign_in(secretary, county, "cunshuji")
    sign_in(section, county, "zuzhigu")
    asked = _asked(section)
    open_new(secretary, "disclosures")
    known = secretary.locator("form.wide [name=unit] option:checked").inner_text()
    fill(secretary, {"公开内容": "财务收支", "公开事项": "五月收支", "应公开日期": "2026-05-31", "公开方式": "公开栏"})
    save(secretary)
    now = _asked(section)
    assert known == "白塘镇梅湾村" and now[0] == asked[0] + 1 and now[1] > asked[1] and now[2] > asked[2]
    row = section.locator("table.burden tr").filter(has_text="白塘镇梅湾村")
    expect(row.first).to_be_visible()


def _asked(section) -> list[int]:
    """Records, columns asked for, and those filled in, of the month on the page."""
    section.goto("/registers/burden/")
    return [int(re.match(r"\d+", text).group()) for text in section.locator(".stat-value").all_inner_texts()[:3]]
