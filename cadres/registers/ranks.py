"""Ranks (职级): promotion rounds and cases, the first conversion, quotas and bars."""

from django.utils.translation import gettext_lazy as _

from cadres.actions.ranks import cases, conversions
from cadres.models import (
    InitialRankConversion,
    PromotionBar,
    RankPool,
    RankPoolUnit,
    RankPromotionCase,
    RankPromotionRound,
    RankQuota,
)
from portal.lists import Sort
from portal.registers.declaration import Register
from portal.rules.flow import Flow, Step
from portal.rules.roles import Permission

_GROUP = _("职级")
_PERSON = ("person__name", "person__pinyin", "person__initials")
_BY_NAME = Sort("name", _("姓名"), ("person__pinyin", "id"))
_RIGHTS = {"group": _GROUP, "view": Permission.VIEW_RECORDS, "edit": Permission.EDIT_RECORDS}
_OPEN = ("draft", "eligible_check", "poll", "plan_submitted", "approved_plan", "public_notice")

ROUNDS = Register(
    name="rank-rounds",
    model=RankPromotionRound,
    purpose=_("一次职级晋升工作一条：组织实施单位、资格计算基准日；各人的办理在“职级晋升”中登记。"),
    scope="unit",
    fields=("name", ("unit", "as_of"), ("proposed_on", "plan_number"), "note"),
    columns=("name", "unit", "as_of", "proposed_on", "plan_number"),
    search=("name", "plan_number"),
    sorts=(Sort("as_of", _("基准日"), ("as_of", "id"), descending=True), Sort("name", _("名称"), ("name",))),
    owners=("unit",),
    sheet=("name", "unit", "as_of", "proposed_on", "plan_number", "note"),
    key=("name",),
    **_RIGHTS,
)

_CASE_FLOW = Flow(
    steps=(
        Step("check", _("通过资格审核"), ("draft", "hold"), "eligible_check",
             requires=cases.require_eligible, does=cases.keep_trace),
        Step("poll", _("登记民主测评"), ("eligible_check",), "poll", asks=("voters", "votes")),
        Step("submit_plan", _("上报方案"), ("poll",), "plan_submitted", asks=("plan_submitted_on",)),
        Step("approve_plan", _("批复方案"), ("plan_submitted",), "approved_plan", asks=("plan_number",),
             right=Permission.APPROVE_RECORDS, second_person=True),
        Step("give_notice", _("开始公示"), ("approved_plan",), "public_notice", asks=("notice_from", "notice_to"),
             requires=cases.require_case_notice),
        Step("approve", _("批准晋升"), ("public_notice",), "approved", asks=("approved_on", "approval_number"),
             right=Permission.APPROVE_RECORDS, second_person=True, requires=cases.require_approval, does=cases.approve),
        Step("file", _("登记备案"), ("approved",), "filed", asks=("filed_on",)),
        Step("pay", _("登记待遇兑现"), ("filed",), "paid", asks=("paid_from",)),
        Step("hold", _("暂缓"), _OPEN, "hold", reason=True),
        Step("reject", _("不予晋升"), (*_OPEN, "hold"), "rejected", reason=True),
        Step("roll_back", _("撤销批准"), ("approved", "filed", "paid"), "rolled_back", asks=("rolled_back_on",),
             right=Permission.APPROVE_RECORDS, reason=True, requires=cases.require_roll_back, does=cases.roll_back),
    )
)  # fmt: skip

CASES = Register(
    name="rank-cases",
    model=RankPromotionCase,
    purpose=_("每人每次职级晋升一条，从动议办到待遇兑现；批准时自动结束原职级、开始新职级。已批准的填写批准日期补录。"),
    scope="unit",
    fields=(
        ("person", "unit"), ("round", "kind", "regime"), ("held", "target"), ("approved_on", "approval_number"),
        ("filed_on", "paid_from"), "note",
    ),
    columns=("person__name", "unit", "held", "target", "kind", "state", "eligible_on", "approved_on", "approval_number"),
    filters=("state", "kind", "target", "round", "regime"),
    search=(*_PERSON, "approval_number"),
    sorts=(Sort("recent", _("最近登记"), ("id",), descending=True), _BY_NAME),
    owners=("person", "round"),
    flow=_CASE_FLOW,
    sheet=(
        "person", "unit", "round", "kind", "regime", "held", "target", "approved_on", "approval_number", "filed_on",
        "paid_from", "note",
    ),
    key=("person", "target", "approved_on"),
    check=cases.check_case,
    settle=cases.settle_case,
    writes=("cadres.rankspan", "cadres.person"),
    prefill=cases.prefill_case,
    **_RIGHTS,
)  # fmt: skip

CONVERSIONS = Register(
    name="rank-conversions",
    model=InitialRankConversion,
    purpose=_("2019年职务与职级并行时首次套转的人员，一人一条；应当套转而尚未完成的也要登记。"),
    scope="unit",
    fields=(
        ("person", "unit"), ("batch", "should_convert"), ("old_post", "old_since"), ("new_rank", "seniority_from"),
        ("approved_on", "approval_number"), "note",
    ),
    columns=("person__name", "unit", "batch", "old_post", "old_since", "new_rank", "seniority_from", "state", "approved_on"),
    filters=("state", "should_convert", "new_rank"),
    search=(*_PERSON, "batch", "approval_number"),
    sorts=(_BY_NAME, Sort("recent", _("最近登记"), ("id",), descending=True)),
    owners=("person",),
    flow=Flow(
        steps=(
            Step("check", _("初核"), ("surveyed",), "checked", asks=("new_rank", "seniority_from")),
            Step("give_notice", _("开始公示"), ("checked",), "notice", asks=("notice_from", "notice_to"),
                 requires=conversions.require_conversion_notice),
            Step("approve", _("审批"), ("notice",), "approved", asks=("approved_on", "approval_number"),
                 right=Permission.APPROVE_RECORDS, second_person=True,
                 requires=conversions.require_conversion_approval),
            Step("file", _("备案"), ("approved",), "filed"),
            Step("complete", _("完成"), ("filed",), "completed"),
            Step("return", _("退回初核"), ("notice",), "checked", reason=True),
        )
    ),
    sheet=(
        "person", "unit", "batch", "should_convert", "old_post", "old_since", "new_rank", "seniority_from",
        "approved_on", "approval_number", "note",
    ),
    key=("person",),
    check=conversions.check_conversion,
    settle=conversions.settle_conversion,
    writes=("cadres.rankspan", "cadres.person"),
    **_RIGHTS,
)  # fmt: skip

POOLS = Register(
    name="rank-pools",
    model=RankPool,
    purpose=_("规模小的单位统筹使用职级职数时登记：统筹单位、批准文号；参加统筹的单位在下面逐个登记。"),
    scope="unit",
    fields=("name", "unit", ("began", "ended"), "document_number"),
    columns=("name", "unit", "began", "ended", "document_number"),
    search=("name",),
    sorts=(Sort("name", _("名称"), ("name", "id")),),
    **_RIGHTS,
)

POOL_UNITS = Register(
    name="rank-pool-units",
    model=RankPoolUnit,
    purpose=_("参加职级职数统筹的单位。"),
    scope="unit",
    fields=("pool", "unit"),
    columns=("pool", "unit"),
    filters=("pool",),
    sorts=(Sort("unit", _("机构"), ("unit__path", "id")),),
    owners=("pool", "unit"),
    sheet=("pool", "unit"),
    key=("pool", "unit"),
    **_RIGHTS,
)

QUOTAS = Register(
    name="rank-quotas",
    model=RankQuota,
    purpose=_("文件单独核定的职级职数；没有登记的单位按行政编制和比例计算。"),
    scope="unit",
    fields=(("unit", "tier"), ("places", "document_number"), ("began", "ended")),
    columns=("unit", "tier", "places", "document_number", "began", "ended"),
    filters=("tier",),
    search=("unit__name", "document_number"),
    sorts=(Sort("unit", _("机构"), ("unit__path", "tier", "id")),),
    owners=("unit",),
    sheet=("unit", "tier", "places", "document_number", "began", "ended"),
    key=("unit", "tier", "began"),
    **_RIGHTS,
)

BARS = Register(
    name="promotion-bars",
    model=PromotionBar,
    purpose=_("处分以外暂不得晋升的情形：立案审查调查、诫勉或问责影响期等；结束后填写终止时间。"),
    scope="person__unit",
    fields=("person", "kind", ("began", "ended"), "document_number", "note"),
    columns=("person__name", "person__unit", "kind", "began", "ended", "document_number"),
    filters=("kind",),
    search=_PERSON,
    sorts=(_BY_NAME,),
    owners=("person",),
    sheet=("person", "kind", "began", "ended", "document_number", "note"),
    key=("person", "kind", "began"),
    **_RIGHTS,
)

REGISTERS = (ROUNDS, CASES, CONVERSIONS, BARS, POOLS, POOL_UNITS, QUOTAS)
