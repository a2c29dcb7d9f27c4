"""Why a person counts, as its page tells it: the verdict in a sentence, each condition, the records it rests on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cadres.models import Education, SlateMember, SourceTag
from cadres.presenters.resume import spell_lines
from cadres.rules.source_category import SourceCategory, SourceSubcategory
from portal.presenters.sources import sources
from portal.queries.codes import code_name
from portal.rules.dates import as_int
from reports.figures import Why
from reports.presenters.definition import rule_lines
from reports.presenters.people import STANDINGS


@dataclass(frozen=True)
class Verdict:
    """The answer in one sentence, with its tone; `counted` is False for whoever is not in the population."""

    text: str
    tone: str
    word: str
    counted: bool
    basis: str


def verdict(answer: Why, population: str, round) -> Verdict:
    """Whether the person counts on the day, and what makes them one of the population."""
    if population == "slate":
        held = SlateMember.objects.filter(person=answer.person, turnover_unit__round=round)
        posts = [f"{one.turnover_unit.unit.name} {one.post}".strip() for one in held.select_related("turnover_unit__unit")]
        basis = _("换届人选：%(posts)s") % {"posts": "；".join(posts)} if posts else _("不在该次换届的人选中")
    else:
        posts = [f"{post.unit_text}{post.title}" for post in answer.posts]
        basis = _("当日班子职务：%(posts)s") % {"posts": "；".join(posts)} if posts else _("当日没有班子成员职务")
    words = {"name": answer.person.name, "day": answer.as_of, "title": answer.indicator.title}
    if not posts:
        text = _("%(name)s在%(day)s不属于统计人群，分子、分母都不计。") % words
        return Verdict(text, "", _("不在人群中"), False, basis)
    if not answer.conditions:
        return Verdict(_("%(name)s在%(day)s计入“%(title)s”。") % words, "ok", _("计入"), True, basis)
    tone, word = STANDINGS[answer.standing]
    texts = {
        "yes": _("%(name)s在%(day)s计入“%(title)s”：条件全部满足。"),
        "no": _("%(name)s在%(day)s不计入“%(title)s”：只计入分母。"),
        "missing": _("%(name)s在%(day)s无法判断“%(title)s”：缺少所需信息，计入分母、不计入分子。"),
    }
    return Verdict(texts[answer.standing] % words, tone, str(word), True, basis)


def conditions(answer: Why, user) -> list[dict]:
    """Every condition with its facts, rules, days and the records behind it; three queries for the records."""
    records = _records(answer)
    known = sources([one for found in records.values() for one in found], user)
    return [_condition(answer, number, reason, records, known) for number, reason in enumerate(answer.conditions)]


def _records(answer: Why) -> dict[str, list]:
    """The records the conditions rest on, by the condition's name."""
    found: dict[str, list] = {}
    for number, (condition, _argument) in enumerate(answer.indicator.conditions):
        if condition.name == "fulltime_education":
            found[condition.name] = list(Education.objects.filter(person=answer.person).order_by("mode", "ended", "pk"))
        elif condition.name == "primary_category":
            found[condition.name] = list(SourceTag.objects.filter(person=answer.person).order_by("since", "pk"))
        elif condition.name == "township_experience":
            resume = answer.conditions[number].township.resume
            found[condition.name] = [resume] if resume else []
        else:
            found[condition.name] = [answer.person]
    return found


def _condition(answer: Why, number: int, reason, records: dict, known: dict) -> dict:
    name = answer.indicator.conditions[number][0].name
    tone, word = STANDINGS[reason.standing]
    keys = {setting.key: setting for setting in reason.settings}
    shown = {
        "reason": reason, "tone": tone, "word": word, "rules": rule_lines(keys, keys), "name": name,
        "days": _days(answer, reason), "township": None, "rows": [], "source": None,
    }  # fmt: skip
    if name == "township_experience":
        shown["township"] = _township(reason.township)
        shown["source"] = known.get(records[name][0].source_row_id) if records[name] else None
    elif name == "fulltime_education":
        shown["rows"] = [_study(one, answer, known) for one in records[name]]
    elif name == "primary_category":
        shown["rows"] = [_tag(one, answer, known) for one in records[name]]
    else:
        shown["source"] = known.get(answer.person.source_row_id)
    return shown


def _days(answer: Why, reason) -> list[str]:
    """The days on which the condition turns, as sentences."""
    lines = []
    if reason.holds_from:
        past = reason.holds_from <= answer.as_of
        text = _("自%(day)s起满足。") if past else _("按现有记录，到%(day)s才满足。")
        lines.append(text % {"day": reason.holds_from})
    elif reason.township and reason.township.known and not reason.township.enough:
        lines.append(_("按现有履历不会自行达到，须有新的乡镇经历。"))
    if reason.holds_until:
        past = reason.holds_until <= answer.as_of
        text = _("自%(day)s起已不再满足。") if past else _("满足到%(day)s前一天为止，该日起不再计入。")
        lines.append(text % {"day": reason.holds_until})
    return lines


def _township(told) -> dict:
    shares = {share.spell.position: (share.months, share.reason) for share in told.shares}
    spells = sorted((share.spell for share in told.shares), key=lambda one: one.position)
    return {"told": told, "spells": spell_lines(told.resume, spells, shares), "lacking": max(0, told.required - told.months)}


def _study(one: Education, answer: Why, known: dict) -> dict:
    """A course of study and whether it can count."""
    if one.mode == "2":
        note = _("在职教育，不计")
    elif one.outcome not in ("1", ""):
        note = _("未毕业，不计")
    elif one.ended is None:
        note = _("没有毕业时间，不能认定")
    elif one.ended.as_int() > as_int(answer.as_of):
        note = _("基准日尚未毕业")
    elif not one.mode:
        note = _("未注明全日制或在职")
    else:
        note = _("全日制，已毕业")
    words = [one.level_text or code_name("ZB64", one.level), one.degree_text, one.school or one.school_text, one.major]
    return {
        "what": " ".join(word for word in words if word), "when": f"{one.began or ''}—{one.ended or ''}", "note": note,
        "source": known.get(one.source_row_id),
    }  # fmt: skip


def _tag(one: SourceTag, answer: Why, known: dict) -> dict:
    """A source category; the first in precedence is the one counted."""
    what = str(SourceCategory(one.category).label)
    if one.subcategory:
        what += f"（{SourceSubcategory(one.subcategory).label}）"
    late = one.since is not None and one.since.as_int() > as_int(answer.as_of)
    note = _("基准日尚未认定") if late else _("有多类时按优先顺序只计最前一类")
    return {"what": what, "when": str(one.since or ""), "note": note, "source": known.get(one.source_row_id)}
