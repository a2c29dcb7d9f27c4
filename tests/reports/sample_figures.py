"""Two small figures over awards, for tests of what serves every figure alike."""

from django.db.models import BooleanField, Case, Value, When

from cadres.models import Award
from reports.records.definition import RecordIndicator, read_record_definition
from reports.records.source import Source, SourceColumn


def awards(question):
    """Awards with whether the person is a woman; not known without a sex."""
    woman = Case(When(person__sex="2", then=Value(True)), When(person__sex="1", then=Value(False)), output_field=BooleanField())
    return Award.objects.annotate(is_woman=woman)


SOURCE = Source(
    "sample_award", "奖励", awards, "person__unit",
    (
        SourceColumn("code", "奖惩代码", values=(("01115", "嘉奖"), ("01114", "三等功"))),
        SourceColumn("woman", "女性", "flag", lookup="is_woman"),
        SourceColumn("number", "人员编号", "number", lookup="person_id"),
    ),
    day="decided", person="person_id", shown=(("person__name", "姓名"), ("name", "奖励")),
)  # fmt: skip
COUNT = """
id = "XXX-99"
identifier = "sample"
title = "嘉奖次数"
chapter = "样例"
version = 1
unit = "次"
source = "sample_award"
period = "year"
measure = "rows"
numerator_text = "嘉奖"
rounding = "不取舍"
rules = []
drafted_by = "甲"
checked_by = "乙"
[basis]
source = "样例"
verified = false
[numerator]
code = "01115"
[[examples]]
as_of = 2026-06-30
rows = [{ on = 2026-01-01, code = "01115" }]
numerator = 1
because = "年初第一天"
"""
SHARE = (
    COUNT.replace("XXX-99", "XXX-98").replace("嘉奖次数", "女性获奖占比")
    .replace('unit = "次"', 'unit = "percent"\nmissing = ["woman"]\ndenominator_text = "全部奖励"')
    .replace('code = "01115"\n[[', "woman = true\n[denominator]\n[[")
    .replace("numerator = 1\n", "numerator = 0\ndenominator = 1\nmissing = 1\n")
)  # fmt: skip


def read(text: str) -> RecordIndicator:
    """The figure of a definition over the sample source."""
    return read_record_definition("sample.toml", text, {"sample_award": SOURCE})[0]
