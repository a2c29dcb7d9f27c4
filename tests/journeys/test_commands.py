"""The commands an operator types, on the demo county."""

import json

from tests.files.reading import SAMPLES
from tests.files.rosters import good_line, roster
from tests.journeys import rosters

DAY = "2026-06-30"


def test_figures_prints_the_board_as_json(county):
    told = county.manage("figures", "--as-of", DAY, "--json")
    assert told.returncode == 0, told.stderr
    figures = {one["id"]: one for one in json.loads(told.stdout)}
    assert figures["CAD-03"] == figures["CAD-03"] | {"numerator": 96, "denominator": 114, "value": "84.2", "missing": 0}
    assert {"CAD-01", "CAD-02", "CAD-04", "CAD-10", "CAD-11.women", "CAD-11.average_age"} <= figures.keys()


def test_report_writes_the_paper(county, tmp_path):
    paper = tmp_path / "报告.docx"
    told = county.manage("report", "--as-of", DAY, "--out", str(paper))
    assert told.returncode == 0, told.stderr
    assert paper.read_bytes().startswith(b"PK")


def test_a_rehearsal_writes_nothing_and_a_clean_file_ends_with_0(county, tmp_path):
    file = _written(tmp_path, roster([good_line(0), good_line(1)]))
    before = county.ask("SELECT count(*) FROM cadres_person")
    told = county.manage("import_records", file, "--by", "ganbugu", "--rehearse", "--accept-mapping")
    assert told.returncode == 0, told.stdout + told.stderr
    assert county.ask("SELECT count(*) FROM cadres_person") == before
    told = county.manage("import_records", file, "--by", "ganbugu", "--apply", "--accept-mapping")
    assert told.returncode == 0, told.stdout + told.stderr
    assert county.ask("SELECT count(*) FROM cadres_person") == [(before[0][0] + 2,)]


def test_wrong_rows_give_another_exit_code_and_come_back_as_a_workbook(county, tmp_path):
    errors = tmp_path / "错误.xlsx"
    file = _written(tmp_path, rosters.with_twenty_mistakes())
    command = ["import_records", file, "--by", "ganbugu", "--apply", "--accept-mapping", "--errors", str(errors)]
    told = county.manage(*command)
    assert told.returncode != 0
    assert "身份证号" in told.stdout
    file = _written(tmp_path, rosters.corrected(errors.read_bytes()))
    told = county.manage(*command[:1], file, *command[2:])
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_four_forms_are_applied_in_one_command(county):
    forms = sorted(str(path) for path in SAMPLES.iterdir() if path.suffix in (".lrmx", ".lrm"))
    assert len(forms) == 4
    told = county.manage("import_records", *forms, "--by", "ganbugu", "--apply")
    assert told.returncode == 0, told.stdout + told.stderr


def test_an_account_without_the_right_and_a_missing_file_are_refused_in_words(county, tmp_path):
    told = county.manage("import_records", str(tmp_path / "没有.xlsx"), "--by", "ganbugu")
    assert told.returncode != 0
    assert "无法读取文件" in told.stderr
    told = county.manage("import_records", str(tmp_path / "没有.xlsx"), "--by", "buzhang")
    assert told.returncode != 0
    assert "没有导入权限" in told.stderr


def _written(folder, content: bytes) -> str:
    (folder / "花名册.xlsx").write_bytes(content)
    return str(folder / "花名册.xlsx")
