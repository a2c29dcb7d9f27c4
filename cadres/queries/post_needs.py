"""What the posts of a township ask for and whether its team brings it (因地配人、因事择人): advice, never a decision."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from cadres.models import Person, PersonExperience, PostProfile
from cadres.rules.post_needs import Gap, gaps
from portal.models import Unit


@dataclass(frozen=True)
class NamedGap:
    """An experience asked for, with the names of those who have it."""

    gap: Gap
    names: tuple[str, ...]

    @property
    def posts(self) -> str:
        """The posts that ask for it."""
        return "、".join(self.gap.asked_by)


def township_gaps(unit: Unit, people: Iterable[int]) -> list[NamedGap]:
    """Every experience the unit's posts ask for, with who of the people given has it."""
    asked = PostProfile.objects.filter(Q(unit=unit) | Q(unit__township=unit)).values_list(
        "post", "experience", "number"
    )
    people = list(people)
    held = PersonExperience.objects.filter(person__in=people).values_list("person", "experience")
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    return [NamedGap(one, tuple(names[person] for person in one.holders)) for one in gaps(asked, held)]
