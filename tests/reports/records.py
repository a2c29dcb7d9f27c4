"""The smallest records a figure can be asked about: a county with townships, and people put into them."""

from cadres.models import Appointment, Education, Person, SourceTag, Spell, TownshipPeriod
from portal.models import RuleSetting, Unit, UnitSpan
from portal.rules.dates import parse_partial_date


def day(text):
    """The partial date a text means; None for none."""
    return parse_partial_date(str(text)) if text else None


def unit(code, kind="town", parent=None, township=None, **span):
    """A unit with one span of its whole life, or of `began` to `ended`; a town is its own township."""
    made = Unit.objects.create(code=code, name=f"单位{code}", kind=kind, parent=parent, path="", position=0)
    made.path = f"{parent.path if parent else ''}{made.pk:06d}."
    made.save()
    if township is None and kind in ("town", "township", "street"):
        township = made
    span_of(made, kind=kind, township=township, **span)
    return made


def span_of(of, *, kind, township, began=None, ended=None):
    """What the unit was for a time."""
    return UnitSpan.objects.create(
        unit=of, name=of.name, kind=kind, parent=of.parent, township=township, began=day(began), ended=day(ended)
    )


def person(name="张三", **facts):
    """A serving person; birth date as text, everything else as the model has it."""
    dates = {field: day(facts.pop(field, None)) for field in ("born", "work_began")}
    return Person.objects.create(name=name, name_key=name, pinyin=facts.pop("pinyin", name), **dates, **facts)


def post(who, where, began=None, ended=None, **facts):
    """A deputy's post in the team of the unit."""
    facts = {"is_team_member": True, "member_kind": "3", "title": "副镇长"} | facts
    return Appointment.objects.create(
        person=who, unit=where, unit_text=where.name, began=day(began), ended=day(ended), **facts
    )


def study(who, level="21", mode="1", ended=None, outcome="1", began=None, school=""):
    """One course of study."""
    return Education.objects.create(
        person=who, level=level, mode=mode, began=day(began), ended=day(ended), outcome=outcome, school=school
    )


def township_rule():
    """The version of the township rule that every database starts with."""
    return RuleSetting.objects.filter(key="township_experience").earliest("in_force_from")


def stretch(who, began, ended=None, counts_from=None, convention="MONTH_DIFF", rule=None):
    """A stretch of township work under a version of the rule."""
    return TownshipPeriod.objects.create(
        person=who, began=day(began), ended=day(ended), counts_from=day(counts_from), convention=convention,
        rule=rule or township_rule(),
    )


def spell(who, began="2010-07", ended=None, text="", **facts):
    """A spell of the résumé, dated or not."""
    facts = {"kind": "other", "nature": "post", "state": "certain"} | facts
    return Spell.objects.create(
        person=who, position=Spell.objects.filter(person=who).count(), line=1, line_digest="", raw="", text=text,
        began=day(began), ended=day(ended), **facts,
    )


def study_line(who, text, began, ended=None, *, full_time=True):
    """A line of study in the résumé."""
    return spell(who, began, ended, text, kind="study", nature="study", full_time=full_time)


def tag(who, category, since=None):
    """A source category."""
    return SourceTag.objects.create(person=who, category=category, since=day(since))
