"""Keeping a township's slate as it stood when the township completed."""

from django.db import transaction

from cadres.models import SlateSnapshot, TurnoverUnit
from cadres.rules.structure import team_post
from portal.audit import record
from reports.rule_values import rules_on
from reports.slates import slate_facts


@transaction.atomic
def keep_snapshot(*, township: TurnoverUnit, by) -> int:
    """How many members were kept; called by the completion itself, in its transaction (`settings`).

    Raises FigureProblem when a rule has no value on the round's day.
    """
    members = list(township.slate.select_related("person"))
    rules = rules_on(township.round.as_of)
    facts = slate_facts([one.person_id for one in members], rules)
    SlateSnapshot.objects.bulk_create(
        SlateSnapshot(
            turnover_unit=township, person=one.person, name=one.person.name, post=one.post, channel=one.channel,
            team_post=team_post(one.post), as_of=rules.as_of, sex=known.sex, ethnicity=known.ethnicity,
            political_status=known.political_status, born=known.born, age=known.age, fulltime_rank=known.fulltime_rank,
            township_months=known.township_months, category=known.category, categories=known.categories[:300],
        )
        for one in members
        if (known := facts[one.person_id])
    )  # fmt: skip
    record("turnover.slate_kept", by=by, target=township, detail={"members": len(members)})
    return len(members)
