"""A record's name is read by clerks: words and dates, no codes."""

import pytest

from cadres.models import (
    Appraisal,
    InitialRankConversion,
    PeriodicAppraisal,
    Person,
    RankPromotionCase,
    RankQuota,
)
from portal.models import Unit

WHO, WHERE = Person(name="张三"), Unit(name="白塘镇")


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (RankPromotionCase(person=WHO, target="1A"), "张三 四级主任科员"),
        (RankPromotionCase(person=WHO, target="01C07"), "张三 二级主办"),
        (InitialRankConversion(person=WHO, new_rank="19"), "张三 三级主任科员"),
        (RankQuota(unit=WHERE, tier="chief_clerk_14"), "白塘镇 一级至四级主任科员"),
        (Appraisal(person=WHO, year=2025, result="1"), "张三 2025年度考核"),
        (PeriodicAppraisal(person=WHO, year=2025, period="quarter", number=4), "张三 2025年第4季度"),
        (PeriodicAppraisal(person=WHO, year=2025, period="month", number=11), "张三 2025年11月"),
    ],
)
def test_the_name_of_a_record_is_told_in_words(record, name):
    assert str(record) == name
