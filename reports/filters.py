"""What a list of people can be narrowed by, the same for page, API and export."""

from dataclasses import dataclass, fields

from reports.facts import CATEGORIES
from reports.problems import FigureProblem


@dataclass(frozen=True)
class Filters:
    """Empty values narrow nothing. Ages are full years by month; both ends are included."""

    text: str = ""
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None
    category: str = ""
    post: str = ""

    @classmethod
    def from_texts(cls, given: dict) -> "Filters":
        """Filters from query parameters, unknown names left to others; raises FigureProblem for a wrong value."""
        values = {one.name: str(given.get(one.name) or "").strip()[:50] for one in fields(cls)}
        for name in ("age_from", "age_to"):
            text = values[name]
            if text and not (text.isascii() and text.isdigit() and len(text) < 4):
                raise FigureProblem(f"年龄应为整数，不能是“{text}”。")
            values[name] = int(text) if text else None
        if values["sex"] not in ("", "1", "2"):
            raise FigureProblem("性别只能是1（男）或2（女）。")
        if values["category"] not in ("", *CATEGORIES):
            raise FigureProblem(f"没有“{values['category']}”这种来源类别。")
        return cls(**values)

    @property
    def facts(self) -> set[str]:
        """The facts the filters ask for beside those of the list."""
        return {"source_rank"} if self.category else set()

    @property
    def person_sql(self) -> str:
        """SQL over p, the person's own row."""
        parts = ["true"]
        if self.text:
            parts.append(
                "(p.name_key LIKE %(f_contains)s OR p.pinyin LIKE %(f_prefix)s OR p.initials LIKE %(f_prefix)s)"
            )
        if self.sex:
            parts.append("p.sex = %(f_sex)s")
        if self.post:
            parts.append("p.post_text LIKE %(f_post)s")
        return " AND ".join(parts)

    @property
    def fact_sql(self) -> str:
        """SQL over the flat row of facts, which always has the age."""
        parts = ["true"]
        if self.age_from is not None:
            parts.append("age >= %(f_age_from)s")
        if self.age_to is not None:
            parts.append("age <= %(f_age_to)s")
        if self.category:
            parts.append("source_rank = %(f_rank)s")
        return " AND ".join(parts)

    @property
    def parameters(self) -> dict:
        """The values bound to the texts above."""
        bare = _literal(self.text.replace(" ", ""))
        return {
            "f_contains": f"%{bare}%", "f_prefix": f"{bare.lower()}%", "f_sex": self.sex,
            "f_post": f"%{_literal(self.post)}%", "f_age_from": self.age_from, "f_age_to": self.age_to,
            "f_rank": CATEGORIES.index(self.category) + 1 if self.category else None,
        }


def _literal(text: str) -> str:
    """The text with the wildcards of LIKE taken as themselves."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
