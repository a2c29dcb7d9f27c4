"""Somebody taken through school and a few places of work, with the kind of file such a person has."""

from cadres.demo.facts import Cadre, RankFact
from cadres.demo.identity import IdNumbers
from cadres.demo.months import choices_for, divide, month
from cadres.demo.names import Names
from cadres.demo.schooling import full_time, in_service

SERVICE = {"category": "综合管理类公务员", "establishment": "行政编制", "civil_servant": True}
INSTITUTION = {
    "category": "事业单位管理人员",
    "establishment": "事业编制",
    "civil_servant": False,
    "management": "其他",
}
TEACHER = {
    "category": "事业单位专业技术人员",
    "establishment": "事业编制",
    "civil_servant": False,
    "management": "其他",
}
ENTERPRISE = {"category": "企业管理人员", "establishment": "其他", "civil_servant": False, "management": "其他"}
VILLAGE = {"category": "", "establishment": "其他", "civil_servant": False, "management": "其他"}
_LEVELS = ("大学",) * 11 + ("大专",) * 6 + ("中专",) * 2 + ("研究生",)


def person(
    key: str,
    names: Names,
    ids: IdNumbers,
    years: tuple[int, int],
    steps,
    home: str,
    *,
    levels=_LEVELS,
    women: float = 0.3,
    began_by: int = month(2025, 9),
    **more,
) -> Cadre:
    """Somebody born in one of the years, taken through school and the steps [(place, weight)], the last one open."""
    choices = choices_for(key)
    born = month(choices.randint(*years), choices.randint(1, 12))
    level = choices.choice(levels)
    if level == "研究生" and born > month(1997, 8):
        level = "大学"  # too young to have a second degree
    schools, studies = full_time(born, level, choices)
    work = schools[-1].ended
    last = max(work + 12, began_by - choices.randint(0, 70)) if len(steps) > 1 else work
    spans = (
        [*divide(work, last, [weight for _place, weight in steps[:-1]]), (last, None)]
        if len(steps) > 1
        else [(work, None)]
    )
    stages = [place(began, ended) for (place, _weight), (began, ended) in zip(steps, spans, strict=True)]
    if level in ("大专", "中专", "高中") and choices.random() < 0.25:
        studies += in_service(stages, level, choices)
    woman = choices.random() < women
    return Cadre(
        name=names.next(woman=woman),
        woman=woman,
        born=born,
        id_number=ids.next(born=born, woman=woman),
        home=home,
        stages=[*schools, *stages],
        studies=studies,
        work_began=work,
        ethnicity=choices.choice(("汉族",) * 9 + ("土家族", "苗族", "侗族")),
        party=choices.choice(("中共党员",) * 9 + ("群众", "共青团员" if born > month(1999, 1) else "中共党员")),
        **more,
    )


def with_rank(cadre: Cadre, level: str, rank: str) -> Cadre:
    """The person with a post level and a rank held since the present post began (2019.06 at the earliest)."""
    since = cadre.stages[-1].began
    if level:
        cadre.ranks.append(RankFact("职务层次", level, since))
    if rank:
        cadre.ranks.append(RankFact("职级", rank, max(since, month(2019, 6))))
    return cadre
