"""Files that are taken: each row's fault named with place and remedy, each odd but right thing understood."""

import openpyxl
import pytest

from portal.models import Batch, BatchRow
from tests.corpus import mouths
from tests.files.rosters import good_line, id_number, roster, saved

# Number of the corpus, what is changed in a good line, the code its row must carry ("" for none).
LINES = [
    ("X21", {"身份证号": 999999198505120017}, "id_as_number"),
    ("X22", {"身份证号": "999999198506120010"}, "id_checksum"),
    ("X23a", {"身份证号": id_number("19900230", 15)}, "id_birthdate"),
    ("X23b", {"身份证号": id_number("20990101", 15)}, "id_birthdate"),
    ("X23c", {"身份证号": id_number("18800101", 15)}, "id_birthdate"),
    ("X24", {"性别": "女"}, "id_conflict"),
    ("X26", {"身份证号": "999999850712001"}, "id_15"),
    ("X29a", {"出生年月": "198501"}, ""),
    ("X29b", {"出生年月": "1985-1"}, ""),
    ("X29c", {"出生年月": "1985年1月"}, ""),
    ("X29d", {"出生年月": "85.1"}, "date_ambiguous"),
    ("X30a", {"出生年月": "1985.13"}, "date_invalid"),
    ("X30b", {"出生年月": "1985.00"}, "date_invalid"),
    ("X30c", {"出生年月": "至今"}, "date_invalid"),
    ("X30d", {"出生年月": -1}, "date_invalid"),
    ("X30e", {"出生年月": 2.5e12}, "date_invalid"),
    ("X31", {"参加工作时间": "1980.07"}, "date_order"),
    ("X32", {"单位": "没有这个镇"}, "unit_unknown"),
    ("X33", {"民族": "汉人"}, "code_unknown"),
    ("X34", {"姓名": "=A1"}, "formula_no_value"),
    ("X35", {"姓名": "#N/A"}, "cell_error"),
    ("X36a", {"姓名": "+1"}, "name_chars"),
    ("X36b", {"姓名": "@SUM(A1)"}, "name_chars"),
    ("X36c", {"姓名": "＝1"}, "name_chars"),
    ("X37a", {"姓名": "长" * 51}, "too_long"),
    ("X37b", {"职务": "长" * 32_767}, "too_long"),
    ("X38a", {"姓名": "张　三"}, ""),
    ("X38b", {"姓名": "买买提•艾力"}, ""),
    ("X38c", {"姓名": "𠮷田"}, ""),
    ("X38d", {"姓名": "张\ue000"}, "pua_char"),
    ("X39a", {"姓名": "\u202e\u200b"}, "name_chars"),
    ("X39b", {"姓名": "张\u202e三"}, "name_chars"),
    ("X40a", {"职务": "<script>window.__xss=1</script>"}, ""),
    ("X40b", {"职务": "' OR 1=1 --{{7*7}}{% for %}"}, ""),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "change", "code"), LINES, ids=[line[0] for line in LINES])
def test_a_line_is_told_what_is_wrong_with_it_and_where(clerk, number, change, code):
    birth = {"身份证号": id_number("19850112", 1)}
    content = roster([{**good_line(3), **birth, "出生年月": "1985.01", "单位": "青石镇", **change}])
    before = mouths.records()
    outcome = mouths.by_rest(clerk.api, content, "名册.xlsx")
    if outcome.state == "mapping":
        outcome = _confirmed(clerk)
    assert outcome.state == "rehearsed", outcome
    assert code in outcome.row_codes if code else not _errors(), outcome
    assert not mouths.INSIDE.search(outcome.words), outcome.words
    assert mouths.records() == before
    for row in BatchRow.objects.exclude(problems=[]):
        for problem in row.problems:
            assert mouths.CHINESE.search(problem["message"]) and (problem["remedy"] or problem["severity"] == "notice")
    assert "window.__xss=1</script>" not in clerk.get(f"/cadres/batches/{row_batch()}/").content.decode()


@pytest.mark.django_db
def test_the_id_numbers_of_wrong_rows_are_in_no_table_and_no_answer(clerk, tmp_path):
    numbers = [999999198505120017, "999999198506120010", id_number("19900230", 15), id_number("19850112", 1)]
    content = roster([{**good_line(at), "身份证号": number, "单位": "青石镇"} for at, number in enumerate(numbers)])
    outcome = mouths.by_rest(clerk.api, content, "名册.xlsx")
    if outcome.state == "mapping":
        outcome = _confirmed(clerk)
    told = mouths.by_command(clerk.user.username, content, "b.xlsx", tmp_path).words
    kept = str(list(BatchRow.objects.values_list("cells", "values", "problems", "changes")))
    page = clerk.get(f"/cadres/batches/{row_batch()}/").content.decode()
    for number in map(str, numbers):
        assert all(number not in text for text in (kept, page, outcome.words, told))


@pytest.mark.django_db
def test_two_hundred_lines_with_the_same_fault_are_shown_as_one_group(clerk):
    content = roster([{**good_line(at), "身份证号": None, "出生年月": "1985.13"} for at in range(201)])
    mouths.by_rest(clerk.api, content, "名册.xlsx")
    page = clerk.get(f"/cadres/batches/{row_batch()}/", follow=True)
    assert page.status_code == 200 and len(page.content) < 500_000


@pytest.mark.django_db
def test_heads_with_odd_blanks_brackets_and_line_breaks_are_recognised(clerk):
    book = openpyxl.Workbook()
    book.active.append(["姓\u00a0名", "性 别", "出生\n年月", "身份证号\n（18位）", "民族"])
    book.active.append(["测甲", "男", "1985.01", id_number("19850112", 1), "汉族"])
    outcome = mouths.by_rest(clerk.api, saved(book), "名册.xlsx")
    assert outcome.state in ("rehearsed", "mapping"), outcome


def row_batch() -> int:
    return Batch.objects.latest("pk").pk


def _confirmed(clerk):
    found = clerk.api.get(f"batches/{row_batch()}/").json()
    answer = clerk.api.send("POST", f"batches/{found['id']}/mapping/", {"mapping": found["mapping"]})
    assert answer.status_code == 202, answer.content
    batch = mouths.worked()
    return mouths.outcome_of(batch, "")


def _errors() -> set:
    return {one["code"] for row in BatchRow.objects.all() for one in row.problems if one["severity"] == "error"}
