"""Why a person's township months are what they are, on a day."""

import datetime
from dataclasses import dataclass

from cadres.models import Person, Resume, Spell
from cadres.rules.spell_parts import spell_facts
from cadres.rules.township import explain, first_day_reaching, township_months, township_pieces
from cadres.rules.township_rule import TownshipRule
from portal.models import RuleSetting
from portal.queries.rules import rule_value
from portal.queries.units import township_kind_histories


@dataclass(frozen=True)
class SpellShare:
    """A spell, the months it adds on the day, and why in Chinese."""

    spell: Spell
    months: int
    reason: str


@dataclass(frozen=True)
class TownshipReason:
    """Months on the day, the shares that add up to them, and the first day on which they are enough.

    `known` is False for a person without any dated spell: the figure then counts the person as missing.
    `reached_on` may lie in the future; None when the spells on file never get there.
    """

    known: bool
    months: int
    required: int
    shares: list[SpellShare]
    reached_on: datetime.date | None
    setting: RuleSetting
    rule: TownshipRule
    resume: Resume | None

    @property
    def enough(self) -> bool:
        """Whether the months reach what is required; the number itself is enough ("以上" includes it)."""
        return self.months >= self.required


def township_reason(person: Person, as_of: datetime.date) -> TownshipReason:
    """The whole account of a person's township work on the day, under the rule in force that day."""
    value, setting = rule_value("township_experience", as_of)
    rule = TownshipRule.from_dict(value)
    spells = list(person.spells.order_by("position").select_related("unit"))
    facts = spell_facts(spells, township_kind_histories())
    pieces = township_pieces(facts, rule)
    by_position = {spell.position: spell for spell in spells}
    return TownshipReason(
        known=bool(facts),
        months=township_months(pieces, as_of, rule),
        required=rule.months_required,
        shares=[
            SpellShare(by_position[share.spell_id], share.months, share.reason) for share in explain(facts, rule, as_of)
        ],
        reached_on=first_day_reaching(pieces, rule.months_required, rule),
        setting=setting,
        rule=rule,
        resume=Resume.objects.filter(person=person).first(),
    )
