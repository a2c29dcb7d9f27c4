"""Whether an organization is set up as the rules have it: enough members, not too many, a committee of the right size.

Sources: 中国共产党支部工作条例（试行）(2018), 中国共产党农村基层组织工作条例 (2018), 中国共产党章程 Art. 30. What is missed is
told with its article; only `may_set_up` refuses.
"""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class SetUpRule:
    """The numbers of the rules; each can be set by the office."""

    branch_least: int = 3
    branch_most: int = 50
    joint_units_most: int = 5
    committee_from: int = 7
    committee_least: int = 3
    committee_most: int = 7
    general_branch_from: int = 50
    committee_organization_from: int = 100

    @classmethod
    def from_dict(cls, values: dict) -> "SetUpRule":
        """The rule of a stored value; a number not given keeps its default."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: int(value) for name, value in values.items() if name in known})


@dataclass(frozen=True)
class Finding:
    """One rule held against an organization: what it asks, what is, whether it is met."""

    asks: str
    found: str
    met: bool


def set_up_findings(
    category: str, sector: str, *, full: int, members: int, committee: int, covered: int, rule: SetUpRule
) -> list[Finding]:
    """The rules for the category.

    category   code of the organization's category (BR, JBR, GEN, COM, …)
    full       正式党员 of it and of all below it; `members` takes the probationary ones in
    committee  how many sit on its committee (secretary and deputies included)
    covered    units a joint branch takes in
    sector     kind of its host unit; a township always has a committee (农村基层组织工作条例 Art. 4)
    """
    if category == "BR":
        return [
            Finding(
                f"正式党员不少于{rule.branch_least}人（支部工作条例第4条）", f"{full}人", full >= rule.branch_least
            ),
            Finding(
                f"党员一般不超过{rule.branch_most}人（支部工作条例第4条）", f"{members}人", members <= rule.branch_most
            ),
            *_committee(full, committee, rule),
        ]
    if category == "JBR":
        return [
            Finding(f"正式党员不少于{rule.branch_least}人（支部工作条例第4条）", f"{full}人", full >= rule.branch_least),
            Finding(
                f"覆盖单位一般不超过{rule.joint_units_most}个（支部工作条例第5条）", f"{covered}个",
                covered <= rule.joint_units_most,
            ),
            *_committee(full, committee, rule),
        ]  # fmt: skip
    if category == "GEN":
        least = rule.general_branch_from
        source = "农村基层组织工作条例第5条" if sector == "village" else "党章第30条"
        text = f"党员{least}人以上，不足的须经上级党委批准（{source}）"
        return [Finding(text, f"{members}人", members >= least)]
    if category == "COM" and sector not in ("township", "street"):
        least = rule.committee_organization_from
        return [Finding(f"党员{least}人以上，或经上级党委批准（党章第30条）", f"{members}人", members >= least)]
    return []


def _committee(full: int, committee: int, rule: SetUpRule) -> list[Finding]:
    if full < rule.committee_from:
        text = f"正式党员不足{rule.committee_from}人，设书记1名，必要时设副书记1名（支部工作条例第20条）"
        return [Finding(text, f"班子{committee}人", 1 <= committee <= 2)]
    text = (
        f"正式党员{rule.committee_from}人以上，设支部委员会{rule.committee_least}至{rule.committee_most}人"
        "（支部工作条例第20条）"
    )
    return [Finding(text, f"班子{committee}人", rule.committee_least <= committee <= rule.committee_most)]


def may_set_up(category: str, full: int, rule: SetUpRule) -> str:
    """Why an organization of the category cannot be set up with so many full members; empty when it can.

    Only the least number of a branch is a firm number of a text that was seen (支部工作条例 Art. 4).
    """
    if category == "BR" and full < rule.branch_least:
        return f"成立党支部须有正式党员{rule.branch_least}人以上（支部工作条例第4条），现有{full}人；可成立联合党支部。"
    return ""
