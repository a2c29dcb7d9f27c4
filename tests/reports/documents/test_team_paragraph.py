"""The words of the paragraph: each bound to a figure, each left out when it has none."""

from types import SimpleNamespace

from cadres.rules.age import AgeRule
from cadres.rules.township_rule import TownshipRule
from reports.board import Figure
from reports.definitions import indicators
from reports.documents.team_paragraph import team_paragraph


class FakeRules:
    digits = 1
    township = TownshipRule()
    limit = AgeRule(35)

    def age(self, key):
        return self.limit

    def cut_off_text(self, key):
        return "1990年7月及以后出生"


class FakeBoard:
    """Figures by id, everything else nought of nought."""

    question = SimpleNamespace(rules=FakeRules())

    def __init__(self, **numbers):
        self.numbers = {key.replace("_", "-", 1).replace("__", "."): value for key, value in numbers.items()}

    def figure(self, identity):
        numerator, denominator, *rest = self.numbers.get(identity, (0, 0))
        level = rest[0] if rest else "green"
        return Figure(indicators()[identity], numerator, denominator, 0, None, level)


def test_a_finished_round_is_said_to_be_finished():
    assert "科学有序完成了乡镇领导班子换届。" in team_paragraph(FakeBoard(CAD_01=(12, 12))).text


def test_an_unfinished_round_is_counted_instead():
    text = team_paragraph(FakeBoard(CAD_01=(11, 12))).text

    assert "12个乡镇中已有11个完成领导班子换届。" in text
    assert "科学有序完成" not in text


def test_a_round_nobody_has_finished_is_not_boasted_of():
    paragraph = team_paragraph(FakeBoard(CAD_01=(0, 12), CAD_03=(96, 114)))

    assert paragraph.text.startswith("经历结构上")
    assert "换届完成情况：本次换届的12个乡镇尚无完成的，未写入。" in paragraph.left_out


def test_the_words_follow_the_rules_of_the_day():
    board = FakeBoard(CAD_03=(96, 114), CAD_04=(36, 114))
    rules = FakeRules()
    rules.township, rules.limit = TownshipRule(months_required=36), AgeRule(40, "AROUND")
    board.question = SimpleNamespace(rules=rules)
    assert "具有3年以上乡镇工作经历" in team_paragraph(board).text
    assert "40岁左右年轻干部" in team_paragraph(board).text
    rules.township = TownshipRule(months_required=30)
    assert "具有30个月以上乡镇工作经历" in team_paragraph(board).text


def test_a_red_share_is_marked_in_a_draft_only():
    board = FakeBoard(CAD_03=(96, 114, "red"))
    assert "占比84.2%（待核）" in team_paragraph(board, marked=True).text
    assert "待核" not in team_paragraph(board).text


def test_without_a_round_the_sentence_is_left_out_and_said_to_be():
    paragraph = team_paragraph(FakeBoard(CAD_03=(96, 114)))

    assert "换届" not in paragraph.text
    assert any("换届" in line for line in paragraph.left_out)


def test_the_share_of_the_seed_report():
    assert "具有2年以上乡镇工作经历的人员占比84.2%" in team_paragraph(FakeBoard(CAD_03=(96, 114))).text


def test_a_share_of_few_people_shows_its_counts():
    assert "占比42.9%（3/7人）" in team_paragraph(FakeBoard(CAD_03=(3, 7))).text


def test_the_age_limit_is_printed_beside_the_share():
    assert "35岁以下年轻干部占比31.6%（1990年7月及以后出生）" in team_paragraph(FakeBoard(CAD_04=(36, 114))).text


def test_a_category_without_anybody_is_not_named():
    paragraph = team_paragraph(FakeBoard(CAD_05__five_side=(18, 114), CAD_05__township_young=(3, 114)))

    assert "涵盖五方面人员、乡镇优秀年轻干部" in paragraph.text
    assert "事业编调任" not in paragraph.text
    assert any("事业编调任人员" in line for line in paragraph.left_out)
    assert "人员构成中没有“市县直单位优秀年轻干部”，未写入。" in paragraph.left_out


def test_both_kinds_of_young_cadres_are_named_in_one_breath():
    numbers = {"CAD_05__township_young": (3, 9), "CAD_05__city_county_unit_young": (2, 9)}

    assert "乡镇和市县直单位优秀年轻干部" in team_paragraph(FakeBoard(**numbers)).text


def test_a_figure_with_too_much_missing_is_red():
    paragraph = team_paragraph(FakeBoard(CAD_02=(50, 114, "red")))

    assert [figure.indicator.id for figure in paragraph.red] == ["CAD-02"]
