"""Every cell of the printed appointment form, in both layouts, read back from the file Word opens."""

import datetime
import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from cadres.documents.appointment_form import LAYOUTS, NEW, OLD, write_appointment_form
from cadres.documents.printed_form import printed_form, resume_lines, resume_on
from cadres.exporting.lrmx import FormValues

DAY = datetime.date(2026, 6, 30)
RESUME = """2000.09--2004.07  青岚农业大学农学专业学习
2004.07--2011.03  临溪县青石镇干部
                 （其间：2006.09--2009.07青岚省委党校在职学习）
2011.03--         临溪县青石镇党委委员、
                  副镇长
临溪县第十四届人大代表"""
TAGS = {
    "XingMing": "安柏石", "XingBie": "男", "ChuShengNianYue": "198204", "MinZu": "汉族", "JiGuan": "青岚临溪",
    "ChuShengDi": "青岚白沙", "RuDangShiJian": "200108；民建", "CanJiaGongZuoShiJian": "200407",
    "JianKangZhuangKuang": "健康", "ZhuanYeJiShuZhiWu": "农艺师", "ShuXiZhuanYeYouHeZhuanChang": "农村经济",
    "QuanRiZhiJiaoYu_XueLi": "大学", "QuanRiZhiJiaoYu_XueWei": "农学学士",
    "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "青岚农业大学农学专业",
    "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "青岚农业大学农学专业",
    "ZaiZhiJiaoYu_XueLi": "省委党校研究生", "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "青岚省委党校",
    "XianRenZhiWu": "临溪县青石镇党委委员、副镇长", "NiRenZhiWu": "临溪县青石镇党委副书记", "NiMianZhiWu": "副镇长",
    "JianLi": RESUME, "JiangChengQingKuang": "2019年嘉奖\n2020年嘉奖", "NianDuKaoHeJieGuo": "2025年优秀",
    "RenMianLiYou": "工作需要", "ChengBaoDanWei": "中共临溪县委组织部", "JiSuanNianLingShiJian": "202605",
    "TianBiaoRen": "测员",
}  # fmt: skip
FAMILY = [
    {"称谓": "妻子", "家庭成员姓名": "测乙", "出生日期": "198306", "政治面貌": "群众", "工作单位及职务": "青石镇小学教师"},
    {"称谓": "父亲", "家庭成员姓名": "测丙", "出生日期": "1950", "政治面貌": "中共党员", "工作单位及职务": "农民（已去世）"},
]  # fmt: skip


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 400), (90, 120, 150)).save(out, "JPEG")
    return out.getvalue()


def opened(layout=NEW, *, tags=None, family=FAMILY, photo=b"", day=DAY, **words):
    values = FormValues(tags=TAGS | (tags or {}), family=family, photo=photo)
    content = write_appointment_form(printed_form(values, day, **words), layout)
    return Document(io.BytesIO(content)), content


def rows(table) -> list[list[str]]:
    """The cells of every row, merged ones once and without spaces; the cell below a merged one is a blank."""
    found = []
    for row in table.rows:
        seen, texts = set(), []
        for cell in row.cells:
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                texts.append("".join(cell.text.split()))
        found.append(texts)
    return found


def test_the_first_page_of_the_old_form_holds_every_cell():
    table = rows(opened(OLD)[0].tables[0])
    assert [row[:6] for row in table[:3]] == [
        ["姓名", "安柏石", "性别", "男", "出生年月（岁）", "1982.04（44岁）"],
        ["民族", "汉族", "籍贯", "青岚临溪", "出生地", "青岚白沙"],
        ["入党时间", "民建（2001.08）", "参加工作时间", "2004.07", "健康状况", "健康"],
    ]
    assert table[3][:4] == ["专业技术职务", "农艺师", "熟悉专业有何专长", "农村经济"]
    assert table[4] == ["学历学位", "全日制教育", "大学农学学士", "毕业院校系及专业", "青岚农业大学农学专业"]
    assert table[5] == ["学历学位", "在职教育", "省委党校研究生", "毕业院校系及专业", "青岚省委党校"]
    assert table[6:9] == [
        ["现任职务", "临溪县青石镇党委委员、副镇长"], ["拟任职务", "临溪县青石镇党委副书记"], ["拟免职务", "副镇长"],
    ]  # fmt: skip
    assert table[9][0] == "简历" and len(table) == 10


def test_the_form_of_2025_has_the_month_of_retirement_and_moves_health_down():
    table = rows(opened(NEW)[0].tables[0])
    assert table[2][4:6] == ["到龄时间", "2045.04（63岁）"]
    assert table[3][:6] == ["健康状况", "健康", "专业技术职务", "农艺师", "熟悉专业有何专长", "农村经济"]


def test_the_second_page_holds_every_cell_and_names_the_filler_outside_the_grid():
    paper = opened()[0]
    table = rows(paper.tables[1])
    assert table[:3] == [["奖惩情况", "2019年嘉奖2020年嘉奖"], ["年度考核结果", "2025年优秀"], ["任免理由", "工作需要"]]
    head = "家庭主要成员及重要社会关系"
    assert table[3] == [head, "称谓", "姓名", "年龄", "政治面貌", "工作单位及职务"]
    assert table[4] == [head, "妻子", "测乙", "42", "群众", "青石镇小学教师"]
    assert table[5] == [head, "父亲", "测丙", "", "中共党员", "农民（已去世）"]
    assert table[-2] == ["呈报单位", "中共临溪县委组织部"]
    assert table[-1] == ["审批机关意见", "（盖章）年月日", "行政机关任免意见", "（盖章）年月日"]
    outside = [paragraph.text for paragraph in paper.paragraphs if paragraph.text]
    assert outside[0] == "干部任免审批表" and outside[1] == "填表人：测员"


def test_the_base_of_a_month_of_retirement_worked_out_here_is_said_and_a_given_one_stands():
    assert "按60岁、延迟36个月计算" in opened()[0].paragraphs[-1].text
    given = opened(tags={"DaoLingNianYue": "204501"})[0]
    assert rows(given.tables[0])[2][5] == "2045.01（62岁）"
    assert "延迟" not in given.paragraphs[-1].text


@pytest.mark.parametrize("words", ["去世", "死亡", "逝世", "已逝", "已故"])
def test_the_dead_have_no_age(words):
    members = [FAMILY[0] | {"工作单位及职务": f"退休教师（{words}）"}]
    assert rows(opened(family=members)[0].tables[1])[4][3] == ""


def test_ages_are_those_of_the_forms_own_month_unless_it_lies_after_the_day():
    assert rows(opened(day=datetime.date(2030, 1, 1))[0].tables[0])[0][5] == "1982.04（44岁）"
    assert rows(opened(day=datetime.date(2020, 4, 1))[0].tables[0])[0][5] == "1982.04（38岁）"


def test_the_resume_stands_with_its_periods_hanging_and_wrapped_lines_joined():
    cell = opened()[0].tables[0].cell(9, 1)
    lines = [paragraph.text for paragraph in cell.paragraphs]
    assert lines == [
        "2000.09--2004.07\t青岚农业大学农学专业学习", "2004.07--2011.03\t临溪县青石镇干部",
        "（其间：2006.09--2009.07青岚省委党校在职学习）", "2011.03--\t临溪县青石镇党委委员、副镇长", "临溪县第十四届人大代表",
    ]  # fmt: skip
    first, _second, child, _third, tail = (one.paragraph_format for one in cell.paragraphs)
    assert first.left_indent == -first.first_line_indent > 0
    assert child.left_indent == first.left_indent
    assert tail.left_indent is None


def test_the_resume_of_an_earlier_day_knows_nothing_later():
    earlier = resume_on(RESUME, datetime.date(2008, 1, 1))
    assert "2011" not in earlier and "2004.07--         临溪县青石镇干部" in earlier
    assert resume_on(RESUME, DAY) == RESUME
    assert resume_lines("") == []


def test_the_photo_stands_beside_the_first_rows_and_a_broken_one_is_left_out():
    paper, content = opened(photo=picture())
    cell = paper.tables[0].cell(0, 6)
    assert cell._tc is paper.tables[0].cell(3, 6)._tc
    assert cell._tc.findall(f".//{qn('w:drawing')}")
    assert [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if name.startswith("word/media/")]
    assert not opened(photo=b"no picture")[0].tables[0].cell(0, 6)._tc.findall(f".//{qn('w:drawing')}")


@pytest.mark.parametrize(("layout", "told"), [(NEW, True), (OLD, False)])
def test_how_the_month_of_retirement_came_about_is_told_only_where_it_is_printed(layout, told):
    values = FormValues(tags={"ChuShengNianYue": "198608", "XingBie": "男"})
    content = write_appointment_form(printed_form(values, datetime.date(2026, 6, 30)), layout)
    assert ("到龄时间按60岁" in Document(io.BytesIO(content)).paragraphs[-1].text) is told


@pytest.mark.parametrize("layout", LAYOUTS)
def test_both_pages_are_ruled_and_fit_a4(layout):
    paper = opened(layout)[0]
    section = paper.sections[0]
    room = section.page_height - section.top_margin - section.bottom_margin
    assert len(paper.tables) == 2
    assert [one.paragraph_format.page_break_before for one in paper.paragraphs].count(True) == 1
    for table in paper.tables:
        assert table.style.name == "Table Grid"
        assert sum(row.height for row in table.rows) < room
        assert sum(column.width for column in table.columns) <= (
            section.page_width - section.left_margin - section.right_margin
        )


def test_every_run_names_the_song_typeface_for_both_scripts():
    paper = opened()[0]
    fonts = {
        run.find(qn("w:rPr")).find(qn("w:rFonts")).get(qn(f"w:{script}"))
        for run in paper.element.body.iter(qn("w:r"))
        for script in ("eastAsia", "ascii")
    }
    assert fonts == {"宋体"}


def test_long_texts_are_set_smaller_and_none_of_their_words_is_lost():
    post, reason = "临溪县青石镇党委委员、副镇长，" * 20, "工作需要，" * 60
    paper = opened(tags={"XianRenZhiWu": post, "RenMianLiYou": reason}, family=FAMILY * 6)[0]
    cell = paper.tables[0].cell(6, 2)
    assert cell.text == post and cell.paragraphs[0].runs[0].font.size.pt < 14
    assert paper.tables[1].cell(2, 1).text == reason
    assert len(paper.tables[1].rows) == 4 + 12 + 2


def test_characters_word_refuses_and_family_withheld_do_not_spoil_the_form():
    paper = opened(tags={"RenMianLiYou": "需\x00要\x0b"}, family=[], family_withheld=True)[0]
    assert paper.tables[1].cell(2, 1).text == "需要"
    assert "无查看权限" in paper.paragraphs[-1].text
