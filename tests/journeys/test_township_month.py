"""A month's work of a township clerk and a branch secretary, from the entry on a phone to the county's figures."""

import calendar
import datetime
import re

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.steps import choose, counted_records, go_to, record_figures, sign_in, take_step

TODAY = timezone.localdate()
QUARTER_END = datetime.date(TODAY.year, (TODAY.month - 1) // 3 * 3 + 3, 1)
QUARTER_END = QUARTER_END.replace(day=calendar.monthrange(QUARTER_END.year, QUARTER_END.month)[1])
MONTH_END = TODAY.replace(day=calendar.monthrange(TODAY.year, TODAY.month)[1])
LIFE, GOVERNANCE, INDUSTRY = "严格组织生活", "党建促乡村治理", "党建+产业"
BOARDS = ((QUARTER_END, LIFE), (QUARTER_END, GOVERNANCE), (QUARTER_END, INDUSTRY), (MONTH_END, LIFE))
MOVES = {
    "LIFE-01.quarter": (1, 0),  # an assembly that was due and is held
    "LIFE-02": (1, 0),  # this month's theme day
    "GOV-03": (10, 0),
    "GOV-04.times": (1,),
    "GOV-05.total": (1,),
    "GOV-05.kind_neighbour": (1,),
    "GOV-05.kind_labour": (0,),
    "GOV-06.rate": (1, 1),
    "GOV-07": (1, 1),
    "IND-01.agriculture": (1,),
    "IND-01.tourism": (0,),
}


def test_a_months_work_of_a_township_moves_the_countys_figures_by_what_was_entered(open_page, phone, county):
    county_desk = open_page()
    sign_in(county_desk, county, "zuzhigu")
    before = _boards(county_desk)

    sign_in(phone, county, "xiangzhen")
    [(branch, branch_name, members)] = county.ask(
        "SELECT o.id, o.name, count(*) FROM branches_partyorganization o"
        " JOIN branches_membership m ON m.organization_id = o.id AND m.ended IS NULL"
        " JOIN portal_unit u ON u.id = o.unit_id JOIN portal_unit t ON t.id = u.township_id"
        " WHERE o.category = 'BR' AND u.kind = 'village' AND t.path = (SELECT min(path) FROM portal_unit WHERE kind IN"
        " ('town', 'township') AND parent_id = (SELECT id FROM portal_unit WHERE parent_id IS NULL))"
        " GROUP BY 1, 2 HAVING count(*) >= 4 ORDER BY 1 LIMIT 1"
    )  # fmt: skip
    phone.get_by_role("button", name="菜单").click()
    go_to(phone, "党组织", "组织生活")
    phone.get_by_role("link", name=branch_name).click()
    _hold(phone, "主题党日", topic="清洁家园志愿服务", away=1)
    _hold(phone, "支部党员大会", topic="讨论年度工作", away=0)
    phone.goto(f"/branches/life/organizations/{branch}/")
    for kind in ("主题党日", "支部党员大会"):
        line = phone.locator(".life-months tr").filter(has=phone.get_by_role("rowheader", name=kind, exact=True))
        cell = line.locator("td.tone-ok").filter(has_text=f"{TODAY.month}月{TODAY.day}日")
        expect(cell).to_have_count(1)

    village = _dispute(phone, county)
    entered, balances = _points(phone, county)
    _redemption(phone, county, balances)

    secretary = open_page()
    sign_in(secretary, county, "cunshuji")
    _project_report(secretary)

    after, moves = _boards(county_desk), MOVES | {"LIFE-06": (2 * members - 1, 2 * members)}
    moved = {one: tuple(a - b for a, b in zip(after[one], before[one], strict=True)) for one in moves}
    assert moved == moves

    rows = counted_records(county_desk, "GOV-05.kind_neighbour", str(QUARTER_END))
    line = rows.filter(has_text="排水沟改道争议")
    expect(line).to_contain_text(village)
    line.get_by_role("link").first.click()
    expect(county_desk.get_by_role("heading", level=1)).to_have_text("排水沟改道争议")
    expect(county_desk.locator("main")).not_to_contain_text("张三丰")
    rows = counted_records(county_desk, "GOV-03", str(QUARTER_END))
    shown = set(rows.locator("th").all_inner_texts())
    assert entered <= shown, shown


def _boards(desk) -> dict[str, tuple[int, ...]]:
    """The figures at the quarter's end; the theme day's at the month's, which comes later and stands."""
    found: dict[str, tuple[int, ...]] = {}
    for day, chapter in BOARDS:
        seen = record_figures(desk, str(day), chapter)
        found |= seen if day == QUARTER_END else {"LIFE-02": seen["LIFE-02"]}
    return found


def _hold(phone, kind: str, *, topic: str, away: int) -> None:
    """Enter a meeting held today from the calendar, and take who came from the list of members."""
    phone.locator(".waiting li").filter(has_text=kind).filter(has_text="待开").get_by_role("link").click()
    assert phone.get_by_label("会议类别").locator("option:checked").inner_text() == kind
    phone.get_by_label("主题", exact=False).last.fill(topic)
    phone.get_by_label("会议记录").fill(f"会议内容：{topic}。")
    phone.get_by_role("button", name="保存", exact=True).click()
    expect(phone.get_by_text("已保存")).to_be_visible()
    phone.get_by_role("link", name="登记到会情况").click()
    for number in range(away):
        phone.locator(".attend select").nth(number).select_option(label="请假")
    phone.get_by_role("button", name="保存到会情况").click()
    expect(phone.get_by_text("已保存到会情况")).to_be_visible()
    phone.get_by_role("link", name="组织生活日历").last.click()


def _dispute(phone, county) -> str:
    """Enter a dispute and carry it to the visit afterwards; returns the village."""
    [(village,)] = county.ask("SELECT name FROM portal_unit WHERE kind = 'village' ORDER BY path LIMIT 1")
    phone.get_by_role("button", name="菜单").click()
    go_to(phone, "台账")
    phone.get_by_role("link", name="矛盾纠纷", exact=True).click()
    phone.get_by_role("link", name="登记", exact=True).click()
    choose(phone, "村（社区）", village)
    phone.get_by_label("事由").fill("排水沟改道争议")
    phone.get_by_label("纠纷类别").select_option(label="邻里")
    phone.get_by_label("当事人姓名").fill("张三丰、欧阳锋")
    phone.get_by_role("button", name="保存", exact=True).click()
    take_step(phone, "受理", handler="李调解")
    take_step(phone, "开始调解")
    take_step(phone, "化解", method="mediation", result="双方同意改道并分担费用。")
    take_step(phone, "回访", satisfied="true")
    expect(phone.locator(".track [aria-current]")).to_have_text("已回访")
    phone.goto("/registers/disputes/?q=排水沟改道争议")
    line = phone.locator("table.data tbody tr").first
    expect(line).to_contain_text("张某、欧阳某")
    expect(line).not_to_contain_text("张三丰")
    [(stored,)] = county.ask("SELECT party_count FROM branches_dispute WHERE title = '排水沟改道争议'")
    assert stored == 2
    return village


def _points(phone, county) -> tuple[set[str], dict[int, int]]:
    """Points for ten households in one go, through review and notice to the account; their numbers, and balances."""
    [(unit, name)] = county.ask(
        "SELECT s.unit_id, u.name FROM branches_pointsscheme s JOIN portal_unit u ON u.id = s.unit_id"
        " WHERE s.ended_on IS NULL ORDER BY u.path LIMIT 1"
    )
    [(rule, points)] = county.ask(
        "SELECT r.id, r.points FROM branches_pointsrule r JOIN branches_pointsscheme s ON s.id = r.scheme_id"
        " WHERE s.unit_id = %s AND r.points > 0 ORDER BY r.id LIMIT 1", unit,
    )  # fmt: skip
    held = dict(county.ask(
        "SELECT h.id, coalesce(a.balance, 0) FROM branches_household h LEFT JOIN branches_pointsaccount a"
        " ON a.household_id = h.id WHERE h.unit_id = %s ORDER BY h.number LIMIT 10", unit,
    ))  # fmt: skip
    waiting = county.ask(
        "SELECT count(*) FROM branches_pointsentry e JOIN branches_household h ON h.id = e.household_id"
        " WHERE h.unit_id = %s AND e.state IN ('claimed', 'reviewed', 'noticed')", unit,
    )[0][0]  # fmt: skip
    phone.goto("/branches/points/")
    phone.get_by_role("link", name=name).click()
    phone.get_by_label("积分事项").select_option(str(rule))
    for household in held:
        phone.locator(f'input[name="households"][value="{household}"]').check()
    phone.get_by_role("button", name="登记积分").click()
    expect(phone.get_by_text("已为10户登记积分")).to_be_visible()
    for step in ("评议通过", "公示", "入账"):
        phone.get_by_role("button", name=f"全部{step}").click()
        expect(phone.get_by_text(f"已办理{10 + waiting}笔")).to_be_visible()
    balances = {household: balance + points for household, balance in held.items()}
    if not waiting:
        assert _balances_shown(phone, balances) == balances
    for household in balances:
        [(total,)] = county.ask(
            "SELECT sum(p.amount) FROM branches_pointsposting p JOIN branches_pointsaccount a ON a.id = p.account_id"
            " WHERE a.household_id = %s", household,
        )  # fmt: skip
        balances[household] = total
    assert _balances_shown(phone, balances) == balances
    numbers = county.ask("SELECT number FROM branches_household WHERE id = ANY(%s)", list(held))
    return {number for (number,) in numbers}, balances


def _balances_shown(phone, households) -> dict[int, int]:
    return {
        one: int(re.match(r"-?\d+", phone.locator(f'a.balance[href$="/{one}/"]').inner_text()).group())
        for one in households
    }


def _redemption(phone, county, balances: dict[int, int]) -> None:
    """What a household has not is refused in words; what it has is handed out, and its account says so."""
    household, balance = max(balances.items(), key=lambda one: one[1])
    phone.locator(f'a.balance[href$="/{household}/"]').click()
    for points, goods in ((balance + 1, "电动车"), (balance, "大米")):
        phone.get_by_role("link", name="登记兑换").click()
        phone.get_by_label("兑换积分").fill(str(points))
        phone.get_by_label("兑换物品或服务").fill(goods)
        phone.get_by_role("button", name="保存", exact=True).click()
        if points > balance:
            phone.locator(".step summary", has_text="兑换").click()
            phone.locator(".step").get_by_label("价值").fill("20")
            phone.locator(".step").get_by_role("button", name="兑换", exact=True).click()
            expect(phone.get_by_text(f"现有{balance}分，不足以扣减{points}分")).to_be_visible()
            phone.goto(f"/branches/points/households/{household}/")
        else:
            take_step(phone, "兑换", value="20")
    phone.goto(f"/branches/points/households/{household}/")
    first = phone.locator("table.data tbody tr").first
    expect(first).to_contain_text("大米")
    expect(first.locator("td.num").first).to_have_text(f"-{balance}")
    expect(first.locator("td.num").last).to_have_text("0")
    [(stored,)] = county.ask("SELECT balance FROM branches_pointsaccount WHERE household_id = %s", household)
    assert stored == 0


def _project_report(secretary) -> None:
    """The quarter's report of an initiative, and a project of it that began today."""
    secretary.goto("/registers/initiatives/")
    secretary.locator("a.row-link").first.click()
    title = secretary.get_by_role("heading", level=1).inner_text()
    secretary.locator(".owned, section").filter(has_text="季度报告").get_by_role("link", name="新增").first.click()
    assert secretary.get_by_label("季度").input_value() == str((TODAY.month - 1) // 3 + 1)
    secretary.get_by_label("进展和成效").fill("新栽茶苗三十亩，带动十户务工。")
    secretary.get_by_label("受益人次").fill("120")
    secretary.get_by_role("button", name="保存", exact=True).click()
    expect(secretary.get_by_text("已保存")).to_be_visible()
    expect(secretary.locator("main")).to_contain_text("新栽茶苗三十亩")
    secretary.get_by_role("link", name=title).first.click()
    secretary.get_by_role("link", name="登记产业项目").or_(
        secretary.locator("section").filter(has_text="产业项目").get_by_role("link", name="新增")
    ).first.click()
    secretary.get_by_label("产业项目名称").fill("高山茶园")
    secretary.get_by_label("产业类型").select_option("planting")
    secretary.get_by_label("起始时间").fill(f"{TODAY:%Y.%m.%d}")
    secretary.get_by_role("button", name="保存", exact=True).click()
    expect(secretary.get_by_text("已保存")).to_be_visible()
