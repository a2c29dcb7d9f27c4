"""The whole report: a closed template, sentences that stand only on figures, and a paper that proves them."""

import datetime
import io
from decimal import Decimal

import pytest
from docx import Document

from reports.documents.filling import Answers, fill
from reports.documents.full_report import full_report
from reports.documents.template import read_template, template
from reports.problems import BadDefinition
from reports.records.counting import RecordFigure
from reports.records.definition import record_indicators
from reports.records.question import RecordQuestion
from tests.reports.sample_figures import COUNT, SHARE, read

TEXT = """
title = "{name:county}工作报告"
recipient = "市委"
opening = "现报告如下："
closing = "特此报告。"
[[section]]
heading = "一、做法"
level = 1
[[section.paragraph]]
lead = "干部管理。"
sentences = %s
"""


@pytest.fixture(autouse=True)
def figures(monkeypatch):
    for text in (COUNT, SHARE):
        monkeypatch.setitem(record_indicators(), read(text).id, read(text))


def told(sentences: str):
    return read_template("sample.toml", TEXT % sentences)


def figure(identity, numerator, denominator=None, value=None, level="green"):
    one = record_indicators()[identity]
    over = None if denominator is None else Decimal(denominator)
    return RecordFigure(one, Decimal(numerator), over, 0, denominator or numerator, value or str(numerator), level)


def filled(sentences, *figures, marked=False, **words):
    answers = Answers({one.indicator.id: one for one in figures}, {("name", "county"): "临溪县"} | {
        tuple(key.split("_")): text for key, text in words.items()}, 1, marked)  # fmt: skip
    return fill(told(sentences), answers)


def text_of(report):
    return "".join(paragraph.text for section in report.sections for paragraph in section.paragraphs)


@pytest.mark.parametrize(
    ("slot", "number", "printed"),
    [
        ("{XXX-99}", 12, "12次"), ("{XXX-99:number}", 12, "12"), ("{XXX-99:more:名}", 13, "10多名"),
        ("{XXX-99:more:名}", 20, "20名"), ("{XXX-99:odd}", 1043, "1000余次"), ("{XXX-99:nearly}", 976, "近1000次"),
    ],
)  # fmt: skip
def test_a_count_is_printed_in_the_form_asked_for(slot, number, printed):
    assert text_of(filled(f'[["共{slot}"]]', figure("XXX-99", number))) == f"共{printed}。"


def test_a_share_of_fewer_than_ten_has_its_counts_beside_it():
    assert text_of(filled('[["占{XXX-98}"]]', figure("XXX-98", 96, 114, "84.2"))) == "占84.2%。"
    assert text_of(filled('[["占{XXX-98}"]]', figure("XXX-98", 3, 7, "42.9"))) == "占42.9%（3/7）。"


def test_a_clause_without_its_figure_is_left_out_and_said_and_its_neighbours_stay():
    report = filled('[["嘉奖{XXX-99}", "女性占{XXX-98}"]]', figure("XXX-99", 5), figure("XXX-98", 0, 0))

    assert text_of(report) == "嘉奖5次。"
    assert report.left_out == ["“女性占…”：“女性获奖占比”没有记录，未写入。"]
    assert [one.indicator.id for one in report.used] == ["XXX-99"]


def test_nought_is_never_boasted_of_and_an_empty_paragraph_goes():
    report = filled('[["嘉奖{XXX-99}"]]', figure("XXX-99", 0))

    assert report.sections[0].paragraphs == []
    assert report.left_out[-1] == "“干部管理”一段没有可写入的内容。"


@pytest.mark.parametrize(("value", "stands"), [("-3.1", True), ("0.0", False), ("2.0", False)])
def test_a_claim_stands_only_where_its_figure_bears_it(value, stands):
    sentences = '[["嘉奖{XXX-99}", { text = "下降明显", only_if = "XXX-98 < 0" }]]'
    report = filled(sentences, figure("XXX-99", 5), figure("XXX-98", 1, 20, value))

    assert ("下降明显" in text_of(report)) is stands
    assert bool(report.left_out) is not stands


def test_names_and_stories_fill_their_slots_or_are_said_to_be_absent():
    assert text_of(filled('[["到{name:hosts}学习"]]', name_hosts="发展改革委、财政局")) == "到发展改革委、财政局学习。"
    assert filled('[["{story:chain}"]]').left_out[0] == "“…”：没有审定的典型案例，未写入。"


def test_a_figure_with_too_much_missing_is_marked_until_a_reason_is_given():
    red = figure("XXX-99", 5, level="red")

    assert text_of(filled('[["嘉奖{XXX-99}"]]', red, marked=True)) == "嘉奖5次（待核）。"
    assert filled('[["嘉奖{XXX-99}"]]', red).red == [red]


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        ('[["{XYZ-01}"]]', "XYZ-01"), ('[["{XXX-99:loud}"]]', "loud"), ('[["{name:mayor}"]]', "name:mayor"),
        ('[["{story:dragon}"]]', "story:dragon"), ('[[{ text = "a", only_if = "XXX-99 ~ 1" }]]', "only_if"),
        ('[[{ text = "a", when = "XXX-99 < 1" }]]', "when"),
    ],
)  # fmt: skip
def test_a_template_that_asks_for_what_there_is_not_is_refused(sentences, said):
    with pytest.raises(BadDefinition, match=said):
        told(sentences)


def test_the_templates_of_the_house_are_read_and_every_figure_they_name_exists():
    assert template("rural_revitalisation").figures


def test_the_paper_has_the_text_and_an_annex_that_proves_each_figure():
    used = figure("XXX-98", 96, 114, "84.2")
    report = filled('[["女性占{XXX-98}", "嘉奖{XXX-99}"]]', used)

    question = RecordQuestion(None, datetime.date(2026, 6, 30), datetime.date(2021, 7, 1))
    content = full_report(
        report, None, None, {"XXX-98": question}, office="中共临溪县委组织部", dated=datetime.date(2026, 7, 1)
    )
    paper = Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in paper.paragraphs]
    [table] = paper.tables

    assert "临溪县工作报告" in texts and "市委：" in texts and "干部管理。女性占84.2%。" in texts
    assert [cell.text for cell in table.rows[1].cells][:4] == ["1", "XXX-98 女性获奖占比", "84.2%", "96／114"]
    assert any(text.startswith("未写入正文：“嘉奖…”") for text in texts)
