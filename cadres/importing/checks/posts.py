"""Posts, levels and ranks, professional titles: the cells of a row against each other."""

from cadres.importing.aliases import find_alias
from cadres.importing.checks.cells import alias_notice, unknown_code
from cadres.importing.rows import problem
from cadres.rules.resume.place_words import read_nature
from cadres.rules.spell_kinds import SpellNature
from portal.rules.dates import PartialDate, as_int

# A post told only by its title: such people do not belong to a leadership team, whatever the other columns say.
_NATURE_OF_TITLE = {SpellNature.SECONDMENT: "secondment", SpellNature.VILLAGE_POSTING: "village_posting"}


def _order(values, problems, labels, heads, today, *, future_end=False) -> None:
    """Problems of began and ended: in the future, or the end not after the beginning."""
    began, ended = values.get("began"), values.get("ended")
    first, last = heads
    for value, head in ((began, first), (ended, last)):
        if value and value > today and not (future_end and head == last):
            problems.append(
                problem(
                    "error",
                    "date_order",
                    labels.get(head, head),
                    str(PartialDate.from_int(value)),
                    f"{head}晚于今天",
                    "请改正日期",
                )
            )
    if began and ended and ended <= began:
        problems.append(
            problem(
                "error",
                "date_order",
                labels.get(last, last),
                str(PartialDate.from_int(ended)),
                f"{last}不晚于{first}",
                "请改正其中一项",
            )
        )


def check_appointment(values, problems, *, labels, context, **_) -> None:
    """Problems of a post; 任职状态 only checks 免职时间 and is not stored, the period says it."""
    status = values.pop("status", None)
    removal = labels.get("免职时间", "免职时间")
    wrong_end = any(one["column"] == removal for one in problems)
    if status == "0" and not values.get("ended") and not wrong_end:
        problems.append(
            problem("error", "removal_date", removal, "", "任职状态为已免，但免职时间为空", "请填写免职时间")
        )
    if status == "1" and (ended := values.get("ended")) and ended <= as_int(context.today):
        problems.append(
            problem(
                "error",
                "status_conflict",
                labels.get("任职状态", "任职状态"),
                "在任",
                "任职状态为在任，但已有免职时间",
                "请改为已免或删除免职时间",
            )
        )
    _read_nature(values, problems, labels)
    if values.get("is_team_member") and not values.get("member_kind"):
        problems.append(
            problem(
                "warning",
                "member_kind",
                labels.get("成员类别", "成员类别"),
                "",
                "是领导成员，但成员类别为空",
                "请填写正职或副职；空着或填其他的不计入班子指标",
            )
        )
    _order(values, problems, labels, ("任职时间", "免职时间"), as_int(context.today))


def _read_nature(values, problems, labels) -> None:
    """挂职 and 驻村 read from the title when the file has no column for them, with a notice."""
    title = values.get("title") or ""
    nature = _NATURE_OF_TITLE.get(read_nature(title)[0])
    if nature and "nature" not in values:
        values["nature"] = nature
        label, word = labels.get("职务名称", "职务名称"), "挂职" if nature == "secondment" else "驻村"
        message = f"职务名称写明{word}，按{word}记录，不计入领导班子"
        problems.append(problem("notice", "nature_from_title", label, title, message, "如不对，请增加“任职性质”列"))


def check_rank(values, problems, *, labels, context, **_) -> None:
    """The level or rank as a code of the table its kind says; problems when it is in neither."""
    text = values.pop("code", None)
    label = labels.get("职务层次（职级）", "职务层次（职级）")
    if text:
        # The national data mixes both lists in one column, so the value decides when the kind is not given.
        order = {"level": ("ZB09",), "rank": ("ZB148", "ZB09")}.get(values.get("sequence"), ("ZB148", "ZB09"))
        for table_name in order:
            table = context.codes.get(table_name, {})
            code = table.get(text)
            if code is None and (code := find_alias(table_name, text, table)) is not None:
                problems.append(alias_notice(label, text, table, code))
            if code is not None:
                values["code"] = code
                break
        else:
            problems.append(unknown_code("error", label, text, context.codes.get(order[0], {})))
    _order(values, problems, labels, ("批准日期", "终止日期"), as_int(context.today))


def check_qualification(values, problems, *, labels, context, **_) -> None:
    """Problems of a professional title: a day in the future."""
    if (value := values.get("obtained")) and value > as_int(context.today):
        problems.append(
            problem(
                "error",
                "date_order",
                labels.get("获得资格日期", "获得资格日期"),
                str(PartialDate.from_int(value)),
                "获得资格日期晚于今天",
                "请改正日期",
            )
        )
