import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.rules.resume.classify import UnitMatch, classify
from cadres.rules.spell_kinds import SpellKind
from portal.rules.dates import PartialDate


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("临溪县石门乡政府科员", "township_organ"),
        ("临溪县柏渡镇党委书记、人大主席", "township_organ"),
        ("柏渡镇纪委书记", "township_organ"),
        ("石门乡副乡长", "township_organ"),
        ("石门乡农业综合服务中心干部", "township_institution"),
        ("柏渡镇文化站站长", "township_institution"),
        ("柏渡镇人民政府农技站技术员", "township_institution"),
        ("柏渡镇卫生院医生", "township_institution"),
        ("石门乡司法所所长", "township_posted"),
        ("临溪县公安局柏渡镇派出所民警", "township_posted"),
        ("石门乡白石村党支部书记", "village"),
        ("石门乡白石村村委会主任", "village"),
        ("石门乡白石村", "village"),
        ("柏渡镇白石村村民委员会主任", "village"),
        ("石门乡社会事务办公室主任", "township_organ"),
        ("武乡县委办公室干部", "county"),
        ("白石村党支部书记", "village"),
        ("临溪县城东街道办事处科员", "street"),
        ("临溪县委组织部干部科科员、副科长", "county"),
        ("临溪县财政局党组成员、副局长", "county"),
        ("临溪县住房和城乡建设局副局长", "county"),
        ("临溪县乡村振兴局局长", "county"),
        ("临溪县市场监督管理局科员", "county"),
        ("云川市信访局办公室副主任", "above_county"),
        ("青岚省农业厅主任科员", "above_county"),
        ("云川市滨江建材有限公司职员", "enterprise"),
        ("临溪县第一中学教师", "school"),
        ("石门乡中学教师", "school"),
        ("石门乡白石村小学教师", "school"),
        ("73091部队战士", "army"),
        ("待业", "waiting"),
        ("青岚农林大学公共管理学院行政管理专业学习", "study"),
        ("青岚大学法学专业本科", "study"),
        ("柏渡镇白石村第一书记", "village_posting"),
        ("派驻石门乡白石村工作队队员", "village_posting"),
    ],
)
def test_the_words_alone_tell_where_a_spell_was_spent(text, kind):
    found = classify(text)
    assert found.kind == kind
    assert found.certain, found.reason
    assert found.words


def test_a_secondment_down_is_classed_by_where_it_leads():
    found = classify("临溪县财政局预算股股长，挂职任柏渡镇党委副书记")
    assert (found.kind, found.nature) == ("township_organ", "secondment")


def test_a_loan_up_is_classed_by_where_it_leads():
    found = classify("借调县委组织部")
    assert (found.kind, found.nature) == ("county", "on_loan")
    assert classify("石门乡科员，抽调到云川市委巡察办").kind == "above_county"
    assert classify("在县委组织部跟班学习").nature == "on_loan"


def test_a_post_and_a_loan_on_one_line_are_doubtful():
    found = classify("石门乡政府科员（借调县委组织部工作）")
    assert (found.kind, found.nature, found.certain) == ("county", "on_loan", False)
    assert "借调" in found.reason


def test_a_loan_to_nowhere_is_doubtful():
    found = classify("抽调重点项目组")
    assert (found.kind, found.certain, found.reason) == ("on_loan", False, "没有写明去向")


@pytest.mark.parametrize(
    ("text", "full_time"),
    [("青岚省委党校在职研究生班经济管理专业学习", False), ("青岚大学脱产学习", True), ("青岚大学函授学习", False),
     ("青岚省委党校中青班脱产学习", True), ("青岚大学非全日制研究生学习", False), ("县委党校不脱产学习", False)],
)
def test_study_says_whether_it_was_full_time(text, full_time):
    inside = classify("石门乡政府科员")
    assert classify(text, inside=inside).full_time is full_time


def test_study_beside_a_post_that_does_not_say_is_doubtful_and_on_its_own_line_is_full_time():
    inside = classify("石门乡政府科员")
    assert not classify("青岚大学法学专业学习", inside=inside).certain
    assert classify("青岚大学法学专业学习").full_time is True


def test_the_tree_of_then_beats_the_words_and_the_line_becomes_doubtful():
    asked = []

    def lookup(text, on):
        asked.append(on)
        return UnitMatch(7, "柏渡街道", "street", "柏渡镇")

    found = classify("柏渡镇政府科员", began=PartialDate(2020, 3), unit_lookup=lookup)
    assert (found.kind, found.unit_id, found.certain) == ("street", 7, False)
    assert "柏渡街道" in found.reason
    assert asked[0] == PartialDate(2020, 3)


def test_a_place_finer_than_the_tree_goes_by_the_words():
    lookup = lambda text, on: UnitMatch(3, "石门乡", "township", "石门乡")  # noqa: E731
    found = classify("石门乡白石村党支部书记", unit_lookup=lookup)
    assert (found.kind, found.unit_id, found.certain) == ("village", 3, True)


def test_the_county_as_such_tells_nothing():
    lookup = lambda text, on: UnitMatch(1, "临溪县", "county", "临溪县")  # noqa: E731
    assert classify("临溪县石门乡科员", unit_lookup=lookup).kind == "township_organ"


def test_a_child_without_a_unit_belongs_to_the_place_of_its_entry():
    inside = classify("石门乡政府科员")
    assert classify("兼任党政办主任", inside=inside).kind == "township_organ"


def test_what_nobody_knows_is_doubtful():
    found = classify("自由撰稿")
    assert (found.kind, found.certain) == ("other", False)


@given(st.text(max_size=60) | st.text("镇乡村县市党委政府站所中学习借调挂职驻、，（）", max_size=60))
def test_any_text_gets_a_class(text):
    assert classify(text).kind in list(SpellKind)
