"""Registers of training: classes, lectures, rosters, who teaches, with whom the county works together."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.actions.training import check_enrolment
from cadres.models import CooperationAgreement, Enrolment, Lecturer, PartnerUnit, TrainingClass, TrainingSession
from portal.lists import Sort
from portal.queries.units import root_unit
from portal.registers.declaration import Register
from portal.rules.roles import Permission

GROUP = gettext_lazy("干部教育")
_RIGHTS = {"view": Permission.VIEW_RECORDS, "edit": Permission.EDIT_RECORDS}


def own_unit(user, _today, values) -> dict:
    """The topmost unit of the account as the unit of a new record."""
    units = user.scope_units() if user is not None else []
    unit = units[0] if units else root_unit()
    return {} if values.get("unit") or unit is None else {"unit": unit}


def roster_pages(held: TrainingClass, user) -> list[tuple[str, str]]:
    """The roster of a class: ticked off in one go, or taken in as a sheet."""
    pages = []
    if user.can(Permission.EDIT_RECORDS):
        pages.append((_("签到与结业"), reverse("cadres:class-roster", args=[held.pk])))
        if user.can(Permission.IMPORT_RECORDS):
            pages.append((_("导入名单"), reverse("sheets:import", args=["enrolments"])))
    return pages


def check_agreement(agreement: CooperationAgreement, *, by, today) -> None:
    """A renewal follows an agreement with the same partner, never itself."""
    if agreement.renews_id is None:
        return
    if agreement.renews_id == agreement.pk or agreement.renews.partner_id != agreement.partner_id:
        raise ValidationError({"renews": _("续签的须是与同一合作单位的另一份协议。")})
    if agreement.renews.signed >= agreement.signed:
        raise ValidationError({"renews": _("续签的协议应签订在前。")})


def check_class(held: TrainingClass, *, by, today) -> None:
    """A second term follows a first one of its own; nothing is finished before its last day."""
    problems = {}
    first = held.first_term if held.first_term_id else None
    if first is not None:
        if first.pk == held.pk or first.first_term_id:
            problems["first_term"] = _("请选择第一阶段的班次。")
        elif first.began >= held.began:
            problems["first_term"] = _("前一阶段应开班在前。")
        elif held.pk and held.later_terms.exists():
            problems["first_term"] = _("本班次已是别的班次的前一阶段。")
    if held.state == TrainingClass.State.FINISHED and held.ended and held.ended > today:
        problems["state"] = _("结束日期还没有到，不能登记为已结束。")
    if held.state == TrainingClass.State.RUNNING and held.began > today:
        problems["state"] = _("开班日期还没有到，不能登记为进行中。")
    if problems:
        raise ValidationError(problems)


def check_session(session: TrainingSession, *, by, today) -> None:
    """A lecture lies within its class; nobody signs in to one still to come."""
    held, problems = session.training_class, {}
    if session.held_on < held.began or (held.ended and session.held_on > held.ended):
        problems["held_on"] = _("授课日期不在班次的起止日期之内。")
    if session.signed_in and session.held_on > today:
        problems["signed_in"] = _("授课日期还没有到，不能登记签到。")
    if problems:
        raise ValidationError(problems)


PARTNERS = Register(
    name="partners", model=PartnerUnit, group=GROUP, scope="unit", **_RIGHTS,
    purpose=gettext_lazy("登记对口支援单位、合作院校等培训合作单位，供合作协议和选送班次引用。"),
    fields=(("name", "kind"), ("unit", "place"), "document_number", "resources", "contact", "note"),
    columns=("name", "kind", "place", "document_number", "unit"),
    filters=("kind", "unit"), search=("name", "place", "resources"), sorts=(Sort("name", gettext_lazy("名称"), ("name",)),),
    sheet=("name", "kind", "unit", "place", "document_number", "resources", "contact", "note"), key=("unit", "name"),
    prefill=own_unit,
)  # fmt: skip

AGREEMENTS = Register(
    name="agreements", model=CooperationAgreement, group=GROUP, scope="partner__unit", **_RIGHTS,
    purpose=gettext_lazy("登记县校合作等培训合作协议；有效期、名额和续签由此提醒。"),
    fields=(
        "partner", "name", "document_number", ("signed", "expires", "terminated"), ("annual_quota", "contact"),
        "renews", "note",
    ),
    columns=("name", "partner", "signed", "expires", "terminated", "annual_quota"),
    filters=("partner", "partner__kind"), search=("name", "partner__name", "document_number"),
    sorts=(Sort("signed", gettext_lazy("签订日期"), ("signed",), descending=True),),
    owners=("partner",),
    sheet=(
        "partner", "name", "document_number", "signed", "expires", "terminated", "annual_quota", "contact", "note",
    ),
    key=("partner", "name", "signed"), check=check_agreement,
)  # fmt: skip

CLASSES = Register(
    name="training-classes", model=TrainingClass, group=GROUP, scope="unit", **_RIGHTS,
    purpose=gettext_lazy("一个班次（一场专题讲座也算一个班次）登记一条；批次、人次和学时都从这里统计。"),
    fields=(
        "name", ("direction", "kind", "class_kind"), ("unit", "host"), ("agreement", "place"),
        ("began", "ended", "state"), ("batch_no", "first_term"), ("days", "hours", "leave_mode"),
        ("cost", "evaluation"), "note",
    ),
    columns=("name", "direction", "batch_no", "host", "began", "ended", "hours", "state"),
    filters=("state", "direction", "kind", "agreement", "unit"), search=("name", "host", "place"),
    sorts=(
        Sort("began", gettext_lazy("开班日期"), ("began",), descending=True),
        Sort("name", gettext_lazy("班次名称"), ("name",)),
    ),
    owners=("agreement", "unit"),
    sheet=(
        "name", "direction", "kind", "class_kind", "unit", "host", "agreement", "place", "began", "ended", "state",
        "batch_no", "first_term", "days", "hours", "leave_mode", "cost", "evaluation", "note",
    ),
    key=("unit", "name", "began"), check=check_class, prefill=own_unit, pages=roster_pages,
)  # fmt: skip

SESSIONS = Register(
    name="training-sessions", model=TrainingSession, group=GROUP, scope="training_class__unit", **_RIGHTS,
    purpose=gettext_lazy("登记每一场授课或讲座：谁讲、讲什么、多少人签到；没有签到的不计入统计。"),
    fields=("training_class", "theme", ("held_on", "hours"), ("lecturer", "place"), "signed_in"),
    columns=("theme", "training_class", "held_on", "lecturer", "hours", "signed_in"),
    filters=("training_class__direction", "lecturer", "training_class"),
    search=("theme", "lecturer__name", "training_class__name"),
    sorts=(Sort("held_on", gettext_lazy("授课日期"), ("held_on",), descending=True),),
    owners=("training_class", "lecturer"),
    sheet=("training_class", "theme", "held_on", "hours", "lecturer", "place", "signed_in"),
    key=("training_class", "held_on", "theme"), check=check_session,
)  # fmt: skip

ENROLMENTS = Register(
    name="enrolments", model=Enrolment, group=GROUP, scope="person__unit", **_RIGHTS,
    purpose=gettext_lazy("登记谁参加了哪个班次、是否结业；学时达标从这里算。名单和签到表可以整张导入。"),
    fields=("training_class", "person", ("state", "result"), ("hours", "leave_hours"), "note"),
    columns=(
        "person__name", "person__unit", "training_class", "training_class__ended", "state", "hours", "leave_hours",
        "result",
    ),
    filters=("state", "result", "training_class__direction", "training_class", "person__unit"),
    search=("person__name", "person__pinyin", "training_class__name"),
    sorts=(
        Sort("newest", gettext_lazy("登记先后"), (), descending=True),
        Sort("name", gettext_lazy("姓名"), ("person__pinyin",)),
    ),
    owners=("training_class", "person"),
    sheet=("training_class", "person", "state", "hours", "leave_hours", "result", "note"),
    key=("training_class", "person"), check=check_enrolment,
)  # fmt: skip

LECTURERS = Register(
    name="lecturers", model=Lecturer, group=GROUP, scope="unit", **_RIGHTS,
    purpose=gettext_lazy("登记请来授课的专家学者，供授课场次引用。"),
    fields=(("name", "organization"), ("title", "subject"), ("partner", "unit")),
    columns=("name", "organization", "title", "subject", "partner"),
    filters=("partner", "unit"), search=("name", "organization", "subject"),
    sorts=(Sort("name", gettext_lazy("姓名"), ("name",)),), owners=("partner",),
    sheet=("name", "organization", "title", "subject", "partner", "unit"), key=("unit", "name", "organization"),
    prefill=own_unit,
)  # fmt: skip

REGISTERS = (CLASSES, ENROLMENTS, SESSIONS, LECTURERS, PARTNERS, AGREEMENTS)
