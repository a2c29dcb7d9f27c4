"""The closed vocabulary of indicator definitions: what a condition is called, asks, and cannot know.

Every condition is three-valued over the flat row of facts: it holds, it does not, or the facts are missing.
The same two texts count a figure, list its names and explain one person.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from reports.facts import CATEGORIES


@dataclass(frozen=True)
class Condition:
    """One word of the vocabulary: SQL for true and for missing, by allowed argument."""

    name: str
    label: str
    true: dict
    missing: dict
    facts: dict
    rules: dict

    @property
    def arguments(self) -> list:
        """The values a definition may give this condition."""
        return list(self.true)


def _plain(name, label, argument, true, missing, facts, rules=()):
    return Condition(
        name, label, {argument: true}, {argument: missing}, {argument: frozenset(facts)}, {argument: tuple(rules)}
    )


def _education() -> Condition:
    ranks = {"bachelor": 1, "graduate": 2}
    classes = {
        "bachelor": ("college_regular_class_counts", "graduate_class_counts"),
        "graduate": ("graduate_class_counts",),
    }
    facts = frozenset({"fulltime_rank", "fulltime_possible", "fulltime_recorded"})
    return Condition(
        "fulltime_education", _("全日制学历达到"),
        {word: f"coalesce(fulltime_rank >= {rank}, false)" for word, rank in ranks.items()},
        {
            word: f"(coalesce(fulltime_rank, -1) < {rank}"
            f" AND (NOT coalesce(fulltime_recorded, false) OR coalesce(fulltime_possible >= {rank}, false)))"
            for word, rank in ranks.items()
        },
        dict.fromkeys(ranks, facts), classes,
    )


def _age() -> Condition:
    keys = ("young_age", "under30_age")
    return Condition(
        "age_within", _("年龄在规定以内"),
        {key: f"coalesce(born_first >= %(born_{key})s, false)" for key in keys},
        {key: f"(born IS NULL OR (born_first < %(born_{key})s AND born_last >= %(born_{key})s))" for key in keys},
        dict.fromkeys(keys, frozenset({"born", "born_first", "born_last"})), {key: (key,) for key in keys},
    )


def _category() -> Condition:
    return Condition(
        "primary_category", _("主要来源类别"),
        {category: f"coalesce(source_rank = {rank}, false)" for rank, category in enumerate(CATEGORIES, 1)},
        dict.fromkeys(CATEGORIES, "source_rank IS NULL"),
        dict.fromkeys(CATEGORIES, frozenset({"source_rank"})), dict.fromkeys(CATEGORIES, ()),
    )


CONDITIONS = {
    condition.name: condition
    for condition in (
        _education(),
        _plain(
            "township_experience", _("乡镇工作经历达到规定月数"), True,
            "coalesce(township_months >= %(months_required)s, false)",
            "NOT spell_dated",
            ("township_months", "spell_dated"), ("township_experience",),
        ),
        _age(),
        _category(),
        Condition(
            "sex", _("性别"), {"1": "sex = '1'", "2": "sex = '2'"}, dict.fromkeys(("1", "2"), "sex = ''"),
            dict.fromkeys(("1", "2"), frozenset({"sex"})), dict.fromkeys(("1", "2"), ()),
        ),
        _plain(
            "non_party", _("党外人员"), True, "political_status = ANY(%(non_party)s)",
            "political_status <> ALL(%(political_known)s)", ("political_status",), ("wide_non_party",),
        ),
        _plain(
            "minority", _("少数民族"), True, "ethnicity BETWEEN '02' AND '56'", "ethnicity = ''", ("ethnicity",)
        ),
        _plain("age_known", _("年龄已知"), True, "age IS NOT NULL", "age IS NULL", ("born", "age")),
    )
}
