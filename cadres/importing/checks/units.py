"""A unit's cells against each other."""

from cadres.importing.rows import problem
from portal.rules.unit_kinds import UnitKind, unit_kind

_WITHOUT_ESTABLISHMENT = {UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.ENTERPRISE}
# Villages, communities and enterprises have no state establishment to approve.
_ESTABLISHMENT = ("administrative", "institution_governed", "institution_other")
_MOST_CHIEFS = 2


def check_unit(values, problems, *, labels, **_) -> None:
    """Problems of a unit; fills the code of the unit above from the dotted code."""

    def say(severity, code, head, message, remedy):
        problems.append(problem(severity, code, labels.get(head, head), "", message, remedy))

    code = values.get("code", "")
    if "." in code:
        values["parent_code"] = code.rpartition(".")[0]
    began, ended = values.get("began"), values.get("ended")
    if began and ended and ended <= began:
        say("error", "date_order", "撤销时间", "撤销时间不晚于设立时间", "请改正其中一项")
    name = values.get("name")
    if not name or values.get("legal_kind", "1") != "1":
        return
    kind = unit_kind(name=name, affiliation=values.get("affiliation") or "", category=values.get("category") or "")
    if kind in _WITHOUT_ESTABLISHMENT:
        return
    if all(values.get(field) is None for field in _ESTABLISHMENT):
        say(
            "error",
            "required",
            "行政编制数",
            "行政编制数、事业编制数（参照）、事业编制数（非参照）都为空",
            "请至少填写一项，没有的填0",
        )
    chiefs = values.get("chief_posts")
    if chiefs is None:
        say("warning", "required", "正职领导职数", "正职领导职数为空", "请填写核定的正职职数")
    elif chiefs > _MOST_CHIEFS:
        say("warning", "number_unusual", "正职领导职数", f"正职领导职数{chiefs}，多于{_MOST_CHIEFS}", "请核对正职职数")
    if values.get("deputy_posts") is None:
        say("warning", "required", "副职领导职数", "副职领导职数为空", "请填写核定的副职职数")
