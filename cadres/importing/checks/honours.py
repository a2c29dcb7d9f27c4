"""Awards and discipline: the code a name means, and days in the future."""

from cadres.importing.aliases import plain_value
from cadres.importing.rows import problem
from portal.rules.dates import PartialDate, as_int


def check_award(values, problems, *, labels, context, **_) -> None:
    """The code of an award filled when its name is one of the table's; problems of its dates."""
    name, table = values.get("name"), context.codes.get("ZB65", {})
    if name and not values.get("code") and plain_value(name) in table:
        values["code"] = table[plain_value(name)]
    decided, revoked = values.get("decided"), values.get("revoked")
    if decided and decided > as_int(context.today):
        problems.append(
            problem(
                "error",
                "date_order",
                labels.get("批准日期", "批准日期"),
                str(PartialDate.from_int(decided)),
                "批准日期晚于今天",
                "请改正日期",
            )
        )
    if decided and revoked and revoked < decided:
        problems.append(
            problem(
                "error",
                "date_order",
                labels.get("撤销日期", "撤销日期"),
                str(PartialDate.from_int(revoked)),
                "撤销日期早于批准日期",
                "请改正其中一项",
            )
        )
