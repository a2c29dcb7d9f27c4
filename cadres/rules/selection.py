"""Selecting cadres (选拔任用): the channels, the road each takes, and which step may follow which.

Roads: 公开选拔 by 公开选拔党政领导干部工作暂行规定 (2004) Art. 4–5, 委任 and 选任 by 公务员法 Art. 46, 48; the order of 调任 and of
选聘 is general knowledge, not verified against the texts.
"""

from portal.rules.labelled import Labelled


class SelectionChannel(Labelled):
    """The way by which a person is selected."""

    OPEN_SELECTION = "open_selection", "公开选拔"
    COMPETITION = "competition", "竞争上岗"
    TRANSFER_IN = "transfer_in", "调任"
    THREE_SIDE = "three_side", "三方面人员选拔"
    FIVE_SIDE = "five_side", "五方面人员选拔"
    VILLAGE_TO_INSTITUTION = "village_to_institution", "村（社区）干部选聘事业编制"
    APPOINTED = "appointed", "委任"
    ELECTED = "elected", "选任"


class SelectionState(Labelled):
    """How far a case has come."""

    DRAFT = "draft", "拟定"
    ANNOUNCED = "announced", "已发公告"
    APPLYING = "applying", "报名推荐"
    QUALIFIED = "qualified", "资格审查通过"
    EXAMINED = "examined", "已考试"
    INSPECTED = "inspected", "已考察"
    DISCUSSED = "discussed", "已讨论决定"
    PUBLIC_NOTICE = "public_notice", "公示中"
    APPROVED = "approved", "已批准"
    APPOINTED = "appointed", "已任职（聘用）"
    CONFIRMED = "confirmed", "已转正"
    WITHDRAWN = "withdrawn", "退出"
    REJECTED = "rejected", "未通过"
    OBJECTION_HOLD = "objection_hold", "异议暂缓"


class SourceNature(Labelled):
    """What kind of place a selected person came from."""

    ORGAN = "organ", "机关"
    GOVERNED_INSTITUTION = "governed_institution", "参公事业单位"
    TOWNSHIP_INSTITUTION = "township_institution", "乡镇事业单位"
    INSTITUTION = "institution", "其他事业单位"
    STATE_ENTERPRISE = "state_enterprise", "国有企业"
    VILLAGE = "village", "村"
    COMMUNITY = "community", "社区"
    OTHER = "other", "其他"


class PostKind(Labelled):
    """What a selected person is to hold."""

    CHIEF = "chief", "领导职务（正职）"
    DEPUTY = "deputy", "领导职务（副职）"
    RANK = "rank", "职级"
    INSTITUTION = "institution", "事业单位岗位"
    OTHER = "other", "其他"


class CareerStep(Labelled):
    """A step of a career that breaks a ceiling."""

    VILLAGE_TO_INSTITUTION = "village_to_institution", "村（社区）干部转为事业编制"
    INSTITUTION_TO_LEADER = "institution_to_leader", "事业编制走上领导岗位"
    VILLAGE_TO_LEADER = "village_to_leader", "村（社区）干部直接走上领导岗位"


LEADER_POSTS = (PostKind.CHIEF, PostKind.DEPUTY)
TOWNSHIP_LEVELS = ("0141", "0142")  # ZB09: 乡科级正职, 乡科级副职
INSTITUTION_NATURES = (SourceNature.TOWNSHIP_INSTITUTION, SourceNature.INSTITUTION)
VILLAGE_NATURES = (SourceNature.VILLAGE, SourceNature.COMMUNITY)
TRANSFER_ENTRIES = ("14", "15")  # ZB77: 从其他事业单位调任, 从国有企业调任

_S, _C = SelectionState, SelectionChannel
_DECIDED = (_S.INSPECTED, _S.DISCUSSED, _S.PUBLIC_NOTICE, _S.APPROVED, _S.APPOINTED, _S.CONFIRMED)
_ADVERTISED = (_S.DRAFT, _S.ANNOUNCED, _S.APPLYING, _S.QUALIFIED, _S.EXAMINED, *_DECIDED)
_INTERNAL = (_S.DRAFT, _S.QUALIFIED, *_DECIDED)
ROADS: dict[SelectionChannel, tuple[SelectionState, ...]] = {
    _C.OPEN_SELECTION: _ADVERTISED,
    _C.COMPETITION: _ADVERTISED,
    _C.THREE_SIDE: _ADVERTISED,
    _C.FIVE_SIDE: _ADVERTISED,
    _C.VILLAGE_TO_INSTITUTION: _ADVERTISED,
    _C.TRANSFER_IN: _INTERNAL,
    _C.APPOINTED: _INTERNAL,
    _C.ELECTED: _INTERNAL,
}
# Examining is asked where 公务员法 Art. 70 or the notice asks it; these roads may go on without.
_MAY_SKIP = {
    (_C.THREE_SIDE, _S.EXAMINED),
    (_C.FIVE_SIDE, _S.EXAMINED),
    (_C.VILLAGE_TO_INSTITUTION, _S.EXAMINED),
}
_MAY_ADD = {(_C.TRANSFER_IN, _S.QUALIFIED): _S.EXAMINED}
OPEN_STATES = tuple(state for state in _ADVERTISED if state not in (_S.APPROVED, _S.APPOINTED, _S.CONFIRMED))
BEFORE_APPOINTMENT = (*OPEN_STATES, _S.OBJECTION_HOLD, _S.APPROVED)


def next_states(channel: str, state: str) -> tuple[SelectionState, ...]:
    """The states a case of the channel may go to next; empty when its road is over.

    Leaving the road (退出, 未通过, 异议暂缓) is possible beside these.
    """
    channel, state = _C(channel), _S(state)
    road = ROADS[channel]
    if (channel, state) == (_C.TRANSFER_IN, _S.EXAMINED):
        return (_S.INSPECTED,)
    if state not in road or state == road[-1]:
        return ()
    following = road[road.index(state) + 1]
    found = [following]
    if (channel, following) in _MAY_SKIP:
        found.append(road[road.index(following) + 1])
    if added := _MAY_ADD.get((channel, state)):
        found.append(added)
    return tuple(found)


def transfer_problem(*, channel: str, post_kind: str, entry_mode: str, nature: str) -> str:
    """Why a transfer into the civil service cannot be as told, empty when it can.

    调任 goes to a leader post or to a rank of 四级调研员 and above (公务员法 Art. 70, verified); so in a township and in
    most county organs it is a leader post. The entry code must say where the person comes from.
    """
    if channel != SelectionChannel.TRANSFER_IN:
        return ""
    if post_kind not in (*LEADER_POSTS, PostKind.RANK):
        return "调任应担任领导职务，或者四级调研员以上职级（公务员法第七十条）。"
    if nature == SourceNature.STATE_ENTERPRISE and entry_mode != "15":
        return "从国有企业调任的，进入方式应为15。"
    if nature in INSTITUTION_NATURES and entry_mode != "14":
        return "从事业单位调任的，进入方式应为14。"
    return ""
