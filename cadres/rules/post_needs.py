"""What a post asks of whoever holds it, and what is missing in a team: advice, never a decision.

The list of experiences is the office's own (因地配人、因事择人 has no official list).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.rules.labelled import Labelled


class Experience(Labelled):
    """A kind of experience or expertise."""

    PARTY_WORK = "party_work", "党务工作"
    AGRICULTURE = "agriculture", "农业农村"
    PROJECTS = "projects", "项目建设"
    FINANCE = "finance", "财政金融"
    LAW = "law", "法治工作"
    PETITIONS = "petitions", "信访维稳"
    CULTURE = "culture", "文化旅游"
    EDUCATION = "education", "教育"
    HEALTH = "health", "医疗卫生"
    ECOLOGY = "ecology", "生态环保"
    EMERGENCY = "emergency", "应急安全"
    MASS_WORK = "mass_work", "群众工作"
    VILLAGE = "village", "村（社区）任职"


@dataclass(frozen=True)
class Gap:
    """An experience asked in a township that nobody, or too few, of the team have."""

    experience: Experience
    asked_by: tuple[str, ...]
    holders: tuple[int, ...]
    wanted: int

    @property
    def short(self) -> int:
        """How many are missing."""
        return max(0, self.wanted - len(self.holders))


def gaps(asked: Iterable[tuple[str, str, int]], held: Iterable[tuple[int, str]]) -> list[Gap]:
    """Every experience asked, with who has it; `asked` are (post, experience, number), `held` (person, experience).

    Posts that ask the same experience are added up: two posts asking one each want two people.
    """
    asked, held = list(asked), list(held)
    found = []
    for experience in Experience:
        posts = [(post, number) for post, one, number in asked if one == experience]
        if posts:
            holders = tuple(sorted({person for person, one in held if one == experience}))
            found.append(
                Gap(experience, tuple(post for post, _n in posts), holders, sum(number for _p, number in posts))
            )
    return found
