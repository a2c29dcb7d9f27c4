"""Pages of Party organizations and villages beside the registers."""

from django.utils.translation import gettext_lazy as _

from portal.registers.declaration import Page
from portal.rules.roles import Permission

PAGES = (
    Page(
        _("组织生活"), _("组织生活日历"), _("各乡镇、各支部每月应开、已开、未开和补录的组织生活，一眼看清。"),
        "branches:life", Permission.VIEW_ORGANIZATIONS,
    ),
    Page(
        _("积分制"), _("集中登记积分"), _("给一个村的多户一次登记积分，把申报的积分评议、公示、入账，查看各户余额。"),
        "branches:points-villages", Permission.VIEW_ORGANIZATIONS,
    ),
)  # fmt: skip
