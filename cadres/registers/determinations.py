"""The register of archive decisions (三龄两历认定)."""

from django.utils.translation import gettext_lazy as _

from cadres.actions.determinations import check_determination, determine, revoke
from cadres.models import ArchiveDetermination
from portal.lists import Sort
from portal.registers.declaration import Column, Register
from portal.rules.flow import Flow, Step
from portal.rules.roles import Permission

DETERMINATIONS = Register(
    name="archive-determinations", model=ArchiveDetermination, group=_("干部管理"), scope="person__unit",
    view=Permission.VIEW_RECORDS, edit=Permission.EDIT_RECORDS,
    purpose=_("档案记载不一致时，登记按哪份材料认定出生、工作、入党时间和学历、经历；认定生效后以认定为准，导入和修改都不能改动。"),
    fields=(
        "person", "item", "recorded", "material", "basis", ("decided", "decided_text"), ("decided_on", "document_number"),
    ),
    columns=(
        "person__name", "person__unit", "item",
        Column("outcome", _("认定为"), lambda one: one.decided_text or one.decided or ""), "material", "decided_on", "state",
    ),
    filters=("state", "item", "person__unit"), search=("person__name", "person__pinyin", "material", "document_number"),
    sorts=(
        Sort("entered", _("登记先后"), ("id",), descending=True), Sort("name", _("姓名"), ("person__pinyin",)),
    ),
    owners=("person",), check=check_determination,
    flow=Flow(
        steps=(
            Step(
                "determine", _("认定生效"), ("pending",), "determined", asks=("decided_on",),
                right=Permission.APPROVE_RECORDS, second_person=True, does=determine,
            ),
            Step(
                "revoke", _("撤销认定"), ("determined",), "revoked", right=Permission.APPROVE_RECORDS, reason=True,
                does=revoke,
            ),
        )
    ),
)  # fmt: skip

REGISTERS = (DETERMINATIONS,)
