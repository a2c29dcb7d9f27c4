"""Audit actions in Chinese."""

from django.utils.translation import gettext_lazy as _

from portal.registers.catalogue import registers

WORDS = {
    "session.began": _("登录"), "session.refused": _("登录失败"), "session.ended": _("退出"),
    "session.others_ended": _("退出其他登录"),
    "user.created": _("新建账号"), "user.password_set": _("设置密码"), "user.activated": _("启用账号"),
    "user.deactivated": _("停用账号"), "role.granted": _("授权"), "role.revoked": _("收回授权"),
    "token.issued": _("发放令牌"), "token.revoked": _("吊销令牌"),
    "unit.created": _("新建机构"), "unit.changed": _("机构变更"), "unit.dissolved": _("撤销机构"),
    "unit.quota_set": _("核定编制职数"), "rule.set": _("修改口径"), "job.cancelled": _("取消任务"),
    "township_periods.rebuilt": _("重算乡镇经历"),
    "batch.received": _("接收文件"), "batch.mapped": _("确认列对应"), "batch.read": _("读取文件"),
    "batch.rehearsed": _("预演导入"), "batch.applied": _("导入入库"), "batch.undone": _("撤销导入"),
    "batch.row_decided": _("确认是谁"), "batch.errors_exported": _("下载错误行"), "person.viewed": _("查看个人信息"), "person.id_number_viewed": _("查看完整身份证号"),
    "person.resume_viewed": _("查看简历"), "person.history_viewed": _("查看变更记录"),
    "person.created": _("新增人员"), "person.changed": _("修改人员"), "person.deleted": _("删除人员"),
    "people.exported": _("导出名单"), "resume.written": _("修改简历"), "resume.confirmed": _("确认履历"),
    "resume.confirmation_withdrawn": _("撤回履历确认"), "codes.loaded": _("载入代码表"),
    "person.form_exported": _("导出任免审批表"), "forms.made": _("成批生成任免审批表"),
    "forms.downloaded": _("下载成批任免审批表"), "roster.exported": _("导出名册"),
    "reminders.exported": _("导出提醒"), "reminder_feed.renewed": _("开通日历订阅"),
    "reminder_feed.revoked": _("停用日历订阅"), "reminder_feed.read": _("日历读取提醒"),
    "run.frozen": _("固化统计结果"), "report.made": _("生成报告"),
    "figure.people_viewed": _("查看指标名单"),
    "figure.people_exported": _("导出指标名单"),
    "figure.why_viewed": _("查看计入依据"),
    "run.withdrawn": _("作废固化统计"),
    "run.people_viewed": _("查看固化名单"),
    "run.compared": _("对比固化统计"),
    "report.produced": _("生成报告"),
    "trainingclass.roster_marked": _("签到与结业"),
    "demo.training_loaded": _("载入演示培训"), "demo.secondments_loaded": _("载入演示挂职"), "demo.talks_loaded": _("载入演示谈话"),
    "organization.rename": _("党组织更名"), "organization.move": _("党组织隶属变更"),
    "organization.upgrade": _("党组织升格或改设"), "organization.merge": _("党组织合并"),
    "organization.split": _("党组织分设"), "organization.dissolve": _("撤销党组织"), "member.moved": _("转移组织关系"),
}  # fmt: skip


# What is done with the records of any register.
_ACTS = {
    "added": _("登记"), "changed": _("修改"), "removed": _("删除"), "step_taken": _("办理"), "viewed": _("查看"),
    "exported": _("导出"),
}  # fmt: skip


def action_word(action: str) -> str:
    """The action's Chinese word, or its code where there is none."""
    if action in WORDS:
        return WORDS[action]
    name, _dot, act = action.partition(".")
    found = next((one for one in registers().values() if one.model._meta.model_name == name), None)
    return f"{_ACTS[act]}{found.title}" if found and act in _ACTS else action
