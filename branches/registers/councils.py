"""Registers of village councils and governance committees: members, meetings, matters, problems solved."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import (
    CommitteeMeeting,
    CommitteeProblem,
    CommitteeSeat,
    CouncilItem,
    CouncilMeeting,
    GovernanceCommittee,
    VillageCouncil,
)
from branches.registers.ledger import all_of, as_last_time, in_a_village, in_order, ledger, own_village
from portal.lists import Sort

GROUP = gettext_lazy("议事协商")


def _held(name: str, label: str) -> tuple[Sort, ...]:
    return (Sort(name, gettext_lazy(label), (name,), descending=True),)


def within(body: str, day: str):
    """A check that the day lies in the life of the body it belongs to."""

    def check(record, *, by, today):
        owner, on = getattr(record, body), getattr(record, day)
        if on < owner.founded_on or (owner.ended_on and on >= owner.ended_on):
            raise ValidationError({day: _("日期不在“%(body)s”存续期内。") % {"body": owner.name}})

    return check


def new_body(user, today, values) -> dict:
    """The account's own village."""
    return own_village(user, today, values)


COUNCILS = ledger(
    "village-councils", VillageCouncil, GROUP, gettext_lazy("登记各村建立的村民议事会。"),
    fields=("unit", "name", ("founded_on", "ended_on"), ("head", "member_count")),
    columns=("name", "unit", "founded_on", "ended_on", "member_count"), filters=("unit",),
    search=("name", "unit__name"), sorts=_held("founded_on", "成立日期"), owners=("unit",), key=("unit", "name"),
    sheet=("unit", "name", "founded_on", "ended_on", "head", "member_count"),
    check=all_of(in_a_village, in_order("founded_on", "ended_on")), prefill=new_body,
)  # fmt: skip

COUNCIL_MEETINGS = ledger(
    "council-meetings", CouncilMeeting, GROUP, gettext_lazy("登记村民议事会的每一次会议。"), place="council__unit",
    fields=("council", ("held_on", "present"), "topic"), columns=("topic", "council", "held_on", "present"),
    filters=("council__unit",), search=("topic", "council__name"), sorts=_held("held_on", "召开日期"),
    owners=("council",), key=("council", "held_on"), sheet=("council", "held_on", "topic", "present"),
    check=all_of(in_order("held_on"), within("council", "held_on")),
    prefill=as_last_time(CouncilMeeting, "present", place="council"),
)  # fmt: skip

COUNCIL_ITEMS = ledger(
    "council-items", CouncilItem, GROUP, gettext_lazy("登记议事会商议的每一件事和结果。"), place="meeting__council__unit",
    fields=("meeting", "title", ("proposer", "result", "carried_out_on")),
    columns=("title", "meeting", "result", "carried_out_on"), filters=("result",), search=("title",),
    sorts=(Sort("held_on", gettext_lazy("召开日期"), ("meeting__held_on",), descending=True),), owners=("meeting",),
    key=("meeting", "title"), sheet=("meeting", "title", "proposer", "result", "carried_out_on"),
)  # fmt: skip

COMMITTEES = ledger(
    "governance-committees", GovernanceCommittee, GROUP,
    gettext_lazy("登记各村成立的乡村治理委员会；席位须有村“两委”成员、村民代表、社会组织负责人三个界别才算齐全。"),
    fields=("unit", "name", ("founded_on", "ended_on")), columns=("name", "unit", "founded_on", "ended_on"),
    filters=("unit",), search=("name", "unit__name"), sorts=_held("founded_on", "成立日期"), owners=("unit",),
    key=("unit", "name"), sheet=("unit", "name", "founded_on", "ended_on"),
    check=all_of(in_a_village, in_order("founded_on", "ended_on")), prefill=new_body,
)  # fmt: skip

SEATS = ledger(
    "committee-seats", CommitteeSeat, GROUP, gettext_lazy("登记乡村治理委员会每个席位的界别和人选。"), place="committee__unit",
    fields=("committee", ("sector", "name", "post"), ("since", "until")),
    columns=("name", "committee", "sector", "post", "since", "until"), filters=("sector",),
    search=("name", "committee__name"), sorts=_held("since", "任职日期"), owners=("committee",),
    key=("committee", "name", "since"), sheet=("committee", "sector", "name", "post", "since", "until"),
    check=in_order("since", "until"),
)  # fmt: skip

COMMITTEE_MEETINGS = ledger(
    "committee-meetings", CommitteeMeeting, GROUP, gettext_lazy("登记乡村治理委员会的每一次会议。"), place="committee__unit",
    fields=("committee", ("held_on", "present"), "topic"), columns=("topic", "committee", "held_on", "present"),
    filters=("committee__unit",), search=("topic", "committee__name"), sorts=_held("held_on", "召开日期"),
    owners=("committee",), key=("committee", "held_on"), sheet=("committee", "held_on", "topic", "present"),
    check=all_of(in_order("held_on"), within("committee", "held_on")),
)  # fmt: skip

PROBLEMS = ledger(
    "committee-problems", CommitteeProblem, GROUP, gettext_lazy("登记乡村治理委员会研究的问题和解决情况。"),
    place="committee__unit", fields=("committee", "title", ("raised_on", "owner"), ("solved_on", "outcome")),
    columns=("title", "committee", "raised_on", "owner", "solved_on"), filters=("committee__unit",),
    search=("title", "committee__name"), sorts=_held("raised_on", "提出日期"), owners=("committee",),
    key=("committee", "title", "raised_on"), sheet=("committee", "title", "raised_on", "owner", "solved_on", "outcome"),
    check=in_order("raised_on", "solved_on"),
)  # fmt: skip

REGISTERS = (COUNCILS, COUNCIL_MEETINGS, COUNCIL_ITEMS, COMMITTEES, SEATS, COMMITTEE_MEETINGS, PROBLEMS)
