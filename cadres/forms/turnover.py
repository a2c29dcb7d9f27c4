"""Forms of a turnover: a round, a township taken in, a slate, the election day, the completion."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cadres.actions.turnover import Candidate
from cadres.models import Person, SlateMember, TurnoverRound
from cadres.rules.source_category import SourceCategory
from portal.forms.columns import RecordField
from portal.models import Unit
from portal.rules.unit_kinds import UnitKind

SPARE_ROWS = 3
VOTES = ("recommended", "agreed", "votes", "result")
"""What a row tells of the votes on its person."""


def _day(**kwargs) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class RoundForm(forms.ModelForm):
    """A new round."""

    as_of = _day(label=_("计算基准日"), help_text=_("年龄、学历、工作经历都按这一天计算，所有乡镇用同一天。"))

    class Meta:
        model = TurnoverRound
        fields = ("name", "as_of", "note")


class TownshipForm(forms.Form):
    """Townships not yet in the round, to be taken in."""

    units = forms.ModelMultipleChoiceField(
        label=_("乡镇"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, turnover: TurnoverRound, user, **kwargs):
        super().__init__(*args, **kwargs)
        towns = Unit.objects.visible_to(user).filter(kind__in=(UnitKind.TOWN, UnitKind.TOWNSHIP))
        own = [town.pk for town in towns if town.township_id == town.pk]
        self.fields["units"].queryset = (
            Unit.objects.filter(pk__in=own).exclude(pk__in=turnover.units.values("unit")).order_by("position", "path")
        )


class ElectionForm(forms.Form):
    """The day of the election."""

    held_on = _day(label=_("选举日期"))


class CompletionForm(forms.Form):
    """The approval that ends a township's turnover."""

    on = _day(label=_("批复日期"))
    document_number = forms.CharField(label=_("批复文号"), max_length=200)


class VotersForm(forms.Form):
    """How many took part in each vote on the slate."""

    recommend_voters = forms.IntegerField(label=_("参加民主推荐人数"), min_value=0, max_value=100_000, required=False)
    discussion_voters = forms.IntegerField(label=_("参加讨论决定人数"), min_value=0, max_value=100_000, required=False)
    election_voters = forms.IntegerField(label=_("参加选举人数"), min_value=0, max_value=100_000, required=False)


class SlateRow(forms.Form):
    """One place of a slate; an empty person leaves the row out."""

    post = forms.CharField(label=_("职务"), max_length=200, required=False)
    channel = forms.ChoiceField(label=_("来源渠道"), required=False, choices=[("", "—"), *SourceCategory.pairs()])
    recommended = forms.IntegerField(label=_("民主推荐得票"), min_value=0, max_value=100_000, required=False)
    agreed = forms.IntegerField(label=_("讨论决定同意票"), min_value=0, max_value=100_000, required=False)
    votes = forms.IntegerField(label=_("选举得票"), min_value=0, max_value=100_000, required=False)
    result = forms.ChoiceField(label=_("选举结果"), required=False, choices=[("", "—"), *SlateMember.Result.choices])

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        person = RecordField(model=Person, user=user, label=_("人员"), required=False, help_text="")
        self.fields = {"person": person, **self.fields}

    def clean(self):
        """A post without a person is a slip."""
        data = super().clean()
        if "person" not in self.errors and data.get("post") and not data.get("person"):
            raise ValidationError({"person": _("请选择人员，或清空这一行的职务。")})
        return data


SlateRows = forms.formset_factory(SlateRow, extra=SPARE_ROWS, max_num=40)


def slate_of(rows) -> list[Candidate]:
    """The slate the rows tell."""
    return [
        Candidate(one["person"], one["post"].strip(), one["channel"], *(one[name] for name in VOTES))
        for one in (row.cleaned_data for row in rows.forms)
        if one.get("person")
    ]
