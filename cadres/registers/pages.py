"""Pages about cadres beside the registers: who is behind, who is due."""

from django.utils.translation import gettext_lazy as _

from portal.registers.declaration import Page
from portal.rules.roles import Permission

PAGES = (
    Page(
        _("选拔任用"), _("来源类别复核"), _("导入或登记的来源类别（三方面、五方面等）哪些还没有复核，由另一人确认。"),
        "cadres:source-tags", Permission.VIEW_RECORDS,
    ),
    Page(
        _("干部教育"), _("学时达标"), _("谁的培训学时还不够、差多少，学时从哪些班次来。"),
        "cadres:training-hours", Permission.VIEW_RECORDS,
    ),
    Page(
        _("谈心谈话"), _("谈话覆盖"), _("本周期谁必须谈、谁还没有谈，哪些变动之后还没有谈话。"),
        "cadres:talk-coverage", Permission.VIEW_RECORDS,
    ),
)  # fmt: skip
