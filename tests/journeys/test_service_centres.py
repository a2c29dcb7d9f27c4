"""A service centre given its third function, its month of service and what was brought together in it."""

from tests.journeys.registers import fill, open_new, save
from tests.journeys.steps import record_figures, sign_in

DAY, CHAPTER = "2026-07-31", "党建+公共服务"
LACKING = """
    SELECT c.id FROM branches_servicecentre c JOIN portal_unit u ON u.id = c.unit_id
    WHERE u.name = '白塘镇梅湾村' AND NOT c.has_care
"""
MOVES = {
    "SVC-01.centres": (0,), "SVC-01.complete": (1,), "SVC-02.care": (1, 0), "SVC-02.culture": (0, 0), "SVC-03.care": (52,),
    "SVC-03.culture": (61,),
    "SVC-04.funds": (8,),
}  # fmt: skip


def test_a_centre_with_its_third_function_and_a_months_service_moves_the_figures(open_page, county):
    phone, section = open_page({"width": 390, "height": 844}), open_page()
    [(centre,)] = county.ask(LACKING)
    sign_in(phone, county, "cunshuji")
    sign_in(section, county, "dangjianban")
    before = record_figures(section, DAY, CHAPTER)
    phone.goto(f"/registers/service-centres/{centre}/edit/")
    phone.get_by_label("养老托幼").check()
    save(phone)
    open_new(phone, "service-logs", f"?centre={centre}")
    fill(phone, {"年度": "2026", "月份": "7", "文化娱乐（人次）": "61", "医疗卫生（人次）": "40"})
    fill(phone, {"养老托幼（人次）": "52", "代办事项（件）": "9"})
    save(phone)
    open_new(phone, "service-resources", f"?centre={centre}")
    fill(phone, {"资源类别": "资金", "资源名称": "日间照料改造资金", "金额（万元）": "8", "整合日期": "2026-06-10"})
    save(phone)
    after = record_figures(section, DAY, CHAPTER)
    moved = {one: tuple(a - b for a, b in zip(after[one], before[one], strict=True)) for one in MOVES}
    assert moved == MOVES
