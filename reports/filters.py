"""What a list of people can be narrowed by, the same for page, API and export."""

from dataclasses import dataclass, fields

from reports.facts import CATEGORIES
from reports.problems import FigureProblem

# Full-time education as the facts rank it; "none" is whoever has no completed full-time record.
EDUCATION = {"graduate": 2, "bachelor": 1, "below": 0, "none": -1}
_NUMBERS = {"age_from": "年龄", "age_to": "年龄", "months_from": "月数", "months_to": "月数"}


@dataclass(frozen=True)
class Filters:
    """Empty values narrow nothing. Ages are full years by month, months are of township work; both ends are included."""

    text: str = ""
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None
    category: str = ""
    post: str = ""
    education: str = ""
    months_from: int | None = None
    months_to: int | None = None

    @classmethod
    def from_texts(cls, given: dict) -> "Filters":
        """Filters from query parameters, unknown names left to others; raises FigureProblem for a wrong value."""
        values = {one.name: str(given.get(one.name) or "").strip()[:50] for one in fields(cls)}
        for name, word in _NUMBERS.items():
            text = values[name]
            if text and not (text.isascii() and text.isdigit() and len(text) < 4):
                raise FigureProblem(f"{word}应为整数，不能是“{text}”。")
            values[name] = int(text) if text else None
        if values["sex"] not in ("", "1", "2"):
            raise FigureProblem("性别只能是1（男）或2（女）。")
        if values["category"] not in ("", *CATEGORIES):
            raise FigureProblem(f"没有“{values['category']}”这种来源类别。")
        if values["education"] not in ("", *EDUCATION):
            raise FigureProblem(f"没有“{values['education']}”这种学历层次。")
        return cls(**values)

    @property
    def narrow(self) -> bool:
        """Whether any filter is set."""
        return self != Filters()

    @property
    def facts(self) -> set[str]:
        """The facts the filters ask for beside those of the list."""
        facts = {"source_rank"} if self.category else set()
        if self.education:
            facts.add("fulltime_rank")
        if self.months_from is not None or self.months_to is not None:
            facts |= {"township_months", "spell_dated"}
        return facts

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
        if self.education:
            parts.append("coalesce(fulltime_rank, -1) = %(f_education)s")
        # Nobody's months are known whose résumé holds no date.
        if self.months_from is not None:
            parts.append("spell_dated AND coalesce(township_months, 0) >= %(f_months_from)s")
        if self.months_to is not None:
            parts.append("spell_dated AND coalesce(township_months, 0) <= %(f_months_to)s")
        return " AND ".join(parts)

    @property
    def parameters(self) -> dict:
        """The values bound to the texts above."""
        bare = _literal(self.text.replace(" ", ""))
        return {
            "f_contains": f"%{bare}%", "f_prefix": f"{bare.lower()}%", "f_sex": self.sex,
            "f_post": f"%{_literal(self.post)}%", "f_age_from": self.age_from, "f_age_to": self.age_to,
            "f_rank": CATEGORIES.index(self.category) + 1 if self.category else None,
            "f_education": EDUCATION.get(self.education), "f_months_from": self.months_from,
            "f_months_to": self.months_to,
        }


def _literal(text: str) -> str:
    """The text with the wildcards of LIKE taken as themselves."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
