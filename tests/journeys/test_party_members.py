"""Members: an admission that keeps its times, dues and who is behind with them, a roster that comes in and goes out again."""

import datetime
import io
import re

import openpyxl
from django.utils import timezone
from playwright.sync_api import expect

from tests.files.rosters import id_number
from tests.journeys.steps import apply, settled, sign_in, total, undo

TODAY = timezone.localdate()
BRANCH = (
    "SELECT o.id, o.name FROM branches_partyorganization o JOIN portal_unit u ON u.id = o.unit_id"
    " WHERE o.category = 'BR' AND u.kind = 'village' ORDER BY u.path LIMIT 1"
)


def test_an_applicant_is_led_from_step_to_step_and_an_early_one_is_refused_with_its_day(phone, county):
    [(branch, _name)] = county.ask(BRANCH)
    applied = TODAY - datetime.timedelta(days=40)
    sign_in(phone, county, "xiangzhen")
    phone.goto(f"/branches/organizations/{branch}/")
    phone.get_by_role("link", name="登记入党申请人").click()
    phone.get_by_label("姓名").fill("钟晚秋")
    phone.get_by_label("身份证号").fill(id_number("19990412", 32))
    phone.get_by_label("申请入党日期").fill(str(applied))
    phone.get_by_role("button", name="登记", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("钟晚秋")
    expect(phone.locator("main")).to_contain_text("下一步：第2步 党组织派人谈话")
    expect(phone.get_by_text("已逾期").first).to_be_visible()  # a month is allowed, forty days have gone
    for _step in range(2, 6):
        phone.get_by_role("button", name="登记这一步").click()
        expect(phone.get_by_text("已登记第")).to_be_visible()
    [(case, activist)] = county.ask(
        "SELECT s.case_id, s.done_on FROM branches_admissionstep s JOIN branches_admissioncase c ON c.id = s.case_id"
        " JOIN cadres_person p ON p.id = c.person_id WHERE p.name = '钟晚秋' AND s.number = 3"
    )
    first = activist.replace(year=activist.year + 1)  # a year of cultivation
    phone.goto(f"/registers/admission_steps/new/?case={case}")
    phone.get_by_label("步骤").select_option("7")
    phone.get_by_role("button", name="保存", exact=True).click()
    expect(phone.locator(".message-error")).to_contain_text(f"{first.year}年{first.month}月{first.day}日")
    assert county.ask("SELECT count(*) FROM branches_admissionstep WHERE case_id = %s AND number = 7", case) == [(0,)]


def test_dues_are_worked_out_and_whoever_paid_nothing_for_three_months_is_told(page, county):
    [(branch, _name)] = county.ask(BRANCH)
    [(member, person, due)] = county.ask(
        "SELECT m.id, p.name, max(d.due) FROM branches_partymember m JOIN cadres_person p ON p.id = m.person_id"
        " JOIN branches_duespayment d ON d.member_id = m.id WHERE m.organization_id = %s AND m.state = 'full'"
        " GROUP BY 1, 2 ORDER BY 1 LIMIT 1", branch,
    )  # fmt: skip
    sign_in(page, county, "xiangzhen")
    page.goto(f"/registers/dues_payments/new/?member={member}")
    assert float(page.get_by_label("应交", exact=False).first.input_value()) == float(due)
    page.get_by_label("应交", exact=False).first.fill(str(due + 7))
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".message-error")).to_contain_text(f"按党费标准应为{due.normalize():f}元")
    for back in (3, 2, 1):
        month = (TODAY.replace(day=1) - datetime.timedelta(days=1 + 31 * (back - 1))).replace(day=1)
        page.goto(f"/registers/dues_payments/new/?member={member}")
        page.get_by_label("所属月份").fill(f"{month:%Y-%m}")
        page.get_by_label("实交", exact=False).first.fill("0")
        page.get_by_label("交纳日期").fill("")
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.get_by_text("已保存")).to_be_visible()
    [(another,)] = county.ask(
        "SELECT id FROM branches_partymember WHERE organization_id = %s AND id <> %s ORDER BY id LIMIT 1", branch, member
    )
    page.goto(f"/registers/dues_payments/new/?member={another}")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存")).to_be_visible()
    page.goto("/reminders/")
    line = page.locator("main").get_by_text(f"{person}连续")
    expect(line.first).to_be_visible()


def test_a_roster_of_members_is_rehearsed_applied_and_taken_back(page, county, tmp_path):
    [(branch, branch_name)] = county.ask(BRANCH)
    [(township,)] = county.ask(
        "SELECT t.code FROM portal_unit t JOIN portal_unit u ON u.township_id = t.id JOIN branches_partyorganization o"
        " ON o.unit_id = u.id WHERE o.id = %s", branch,
    )  # fmt: skip
    people = county.ask(
        "SELECT p.name, u.name FROM cadres_person p JOIN portal_unit u ON u.id = p.unit_id"
        " WHERE u.path LIKE (SELECT path || '%%' FROM portal_unit WHERE code = %s) AND p.born < 19950000"
        " AND NOT EXISTS (SELECT 1 FROM branches_partymember m WHERE m.person_id = p.id)"
        " AND NOT EXISTS (SELECT 1 FROM cadres_person q WHERE q.name = p.name AND q.id <> p.id) ORDER BY p.id LIMIT 2",
        township,
    )
    before = county.ask("SELECT count(*) FROM branches_partymember WHERE organization_id = %s", branch)[0][0]
    sign_in(page, county, "xiangzhen")
    page.goto("/registers/party_members/import/")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载空白表").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = book.worksheets[0]
    head = next(row[0].row for row in sheet.iter_rows(max_row=5) if "姓名" in {cell.value for cell in row})
    columns = {cell.value: cell.column for cell in sheet[head]}
    rows = [
        {"姓名": people[0][0], "所在单位": people[0][1], "所在党支部": branch_name, "入党时间": "2012.07.01", "转正时间": "2013.07.01"},
        {"姓名": people[1][0], "所在单位": people[1][1], "所在党支部": branch_name, "入党时间": f"{TODAY.year + 1}.07.01"},
    ]  # fmt: skip
    for number, row in enumerate(rows, head + 1):
        for name, text in row.items():
            sheet.cell(number, columns[name], text)
    file = tmp_path / "党员名册.xlsx"
    book.save(file)
    page.locator("input[type=file]").set_input_files(str(file))
    expect(page.get_by_label("导入单位")).to_have_value(re.compile(re.escape(township)))
    page.get_by_role("button", name="上传并预演").click()
    settled(page)
    expect(page.get_by_text("这是预演，还没有写入")).to_be_visible()
    assert (total(page, "新增"), total(page, "有误")) == (1, 1)
    page.get_by_role("navigation", name="按结果").get_by_role("link", name=re.compile("有误")).click()
    expect(page.locator("table.rows")).to_contain_text("不能晚于今天")
    apply(page)
    counted = "SELECT count(*) FROM branches_partymember WHERE organization_id = %s"
    assert county.ask(counted, branch) == [(before + 1,)]
    batch = page.url
    page.goto(f"/branches/organizations/{branch}/")
    expect(page.locator(".stat", has_text="党员").first).to_contain_text(str(before + 1))
    page.goto(batch)
    undo(page)
    assert county.ask(counted, branch) == [(before,)]
