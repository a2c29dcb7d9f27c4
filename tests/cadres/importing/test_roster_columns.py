"""Columns of a roster that cannot be used say so; files of an archive keep their own heads."""

import io
import zipfile

import openpyxl

from cadres.importing.reading import read_rows
from cadres.importing.roster import lonely, suggest_mapping


def book(sheet: str, heads: list[str], *lines: list) -> bytes:
    made = openpyxl.Workbook()
    made.active.title = sheet
    for line in (heads, *lines):
        made.active.append(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_day_of_a_post_without_the_post_is_not_used_and_the_reason_is_told():
    heads = ["姓名", "出生年月", "单位及职务", "任现职时间"]
    assert suggest_mapping(heads)["任现职时间"] == ""
    meta, _rows = read_rows(book("名册", heads, ["张三", "1985.03", "柏渡镇书记", "2020.03"]), "a.xlsx")
    (notice,) = [one for one in meta["problems"] if one["code"] == "column_unused"]
    assert notice["column"] == "任现职时间" and "职务" in notice["message"]


def test_with_the_post_beside_it_the_day_is_used():
    assert suggest_mapping(["姓名", "单位", "职务", "任现职时间"])["任现职时间"] == "appointment.began"


def test_a_day_of_graduation_needs_the_education():
    mapping = {"姓名": "person.name", "毕业时间": "education.full_time.ended", "学历": "education.any.level_text"}
    assert list(lonely(mapping)) == ["毕业时间"]


def test_two_files_of_an_archive_with_one_sheet_name_keep_their_heads():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("甲.xlsx", book("A01人员", ["姓名", "身份证号", "籍贯"], ["张三", "1", "临溪"]))
        packed.writestr("乙.xlsx", book("A01人员", ["姓名", "身份证号", "性别"], ["李四", "2", "男"]))
    meta, _rows = read_rows(out.getvalue(), "a.zip")
    assert {tuple(heads) for heads in meta["heads"].values()} == {
        ("姓名", "身份证号", "籍贯"),
        ("姓名", "身份证号", "性别"),
    }
