"""Kinds of long work in Chinese."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "read_batch": _("读取文件"),
    "apply_batch": _("导入入库"),
    "undo_batch": _("撤销导入"),
    "rebuild_township_periods": _("重算乡镇工作月数"),
    "make_forms": _("生成任免审批表"),
}


def job_word(kind: str) -> str:
    """The kind's Chinese word, or a plain one where there is none."""
    return WORDS.get(kind, _("后台任务"))
