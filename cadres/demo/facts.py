"""What is known of one invented person, before it is written in any file format."""

from dataclasses import dataclass, field

from cadres.rules.spell_kinds import SpellKind, SpellNature


@dataclass
class Post:
    """One line of the sheet of posts; dates as the workbook writes them, `ended` empty while in office."""

    unit: str
    title: str
    began: str
    ended: str = ""
    member: str = ""
    leader: bool = False
    primary: bool = True
    order: int = 1
    selection: str = ""
    reason: str = ""


@dataclass
class Stage:
    """One period of a career [began, ended) in months; `ended` None goes on.

    `kind`, `nature` and `full_time` are what the author of the career means by the text; no file carries them,
    and the tests hold the reader of résumés against them.
    """

    began: int
    ended: int | None
    text: str
    kind: SpellKind
    nature: SpellNature = SpellNature.POST
    full_time: bool | None = None
    posts: list[Post] = field(default_factory=list)
    inside: list["Stage"] = field(default_factory=list)


@dataclass
class Study:
    """One course: `level` and `degree` are codes (ZB64, GB6864)."""

    mode: str
    level: str
    level_text: str
    school: str
    major: str
    began: int
    ended: int
    degree: str = ""
    degree_text: str = ""


@dataclass
class RankFact:
    """A post level or a rank from a month to a month."""

    sequence: str
    name: str
    began: int
    ended: int | None = None


@dataclass
class Cadre:
    """One person: everything the files need; empty texts stay empty cells."""

    name: str
    woman: bool
    born: int
    id_number: str
    home: str
    stages: list[Stage]
    studies: list[Study] = field(default_factory=list)
    ranks: list[RankFact] = field(default_factory=list)
    born_text: str = ""
    ethnicity: str = "汉族"
    native_place: str = "青岚临溪"
    party: str = "中共党员"
    joined: int | None = None
    work_began: int = 0
    category: str = "综合管理类公务员"
    establishment: str = "行政编制"
    management: str = "县级党委管理干部"
    status: str = "现职人员"
    civil_servant: bool = True
    post_text: str = ""
    title: str = ""
    tail: list[str] = field(default_factory=list)
    resume: str | None = None
    qualifications: list[tuple[str, str, int]] = field(default_factory=list)
    awards: list[dict] = field(default_factory=list)
    appraisals: list[tuple[int, str]] = field(default_factory=list)
    family: list[dict] = field(default_factory=list)
    by_exam: int | None = None
    selected_graduate: int | None = None
    tags: list[tuple[str, str]] = field(default_factory=list)
    township: str = ""
    note: str = ""

    def posts(self) -> list[Post]:
        """All posts, those held now first."""
        every = [post for stage in self.stages for one in (stage, *stage.inside) for post in one.posts]
        return sorted(every, key=lambda post: (bool(post.ended), -int(post.began.ljust(8, "0")), post.order))
