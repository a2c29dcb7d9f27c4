"""What a person says of a line of a résumé, and the résumé's text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.models import Spell
from cadres.rules.spell_kinds import SpellKind, SpellNature
from portal.form_fields import PartialDateFormField

LONGEST_TEXT = 20_000
_FULL_TIME = (("", _("不适用")), ("1", _("脱产")), ("0", _("不脱产")))


class SpellForm(forms.Form):
    """One spell as the rules read it, to be confirmed or corrected."""

    began = PartialDateFormField(label=_("起始时间"))
    ended = PartialDateFormField(label=_("终止时间"), required=False, help_text=_("至今的留空。"))
    kind = forms.ChoiceField(label=_("单位性质"), choices=SpellKind.pairs())
    nature = forms.ChoiceField(label=_("经历性质"), choices=SpellNature.pairs())
    full_time = forms.TypedChoiceField(
        label=_("脱产"), choices=_FULL_TIME, required=False, coerce=lambda text: text == "1", empty_value=None
    )
    note = forms.CharField(label=_("说明"), max_length=300, required=False)

    @classmethod
    def of(cls, spell: Spell, data=None):
        """The form filled with what was read."""
        full_time = {True: "1", False: "0", None: ""}[spell.full_time]
        initial = {
            "began": spell.began, "ended": spell.ended, "kind": spell.kind, "nature": spell.nature, "full_time": full_time,
        }  # fmt: skip
        return cls(data, initial=initial)


class ResumeForm(forms.Form):
    """The text; `digest` is that of the text the page was made from."""

    text = forms.CharField(
        label=_("简历"), max_length=LONGEST_TEXT, strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "form-control resume-input"}),
        help_text=_("每段一行：起止年月、两个空格、内容；期间学习或挂职写在括号里，如（其间：2015.09--2017.07 …）。"),
    )  # fmt: skip
    digest = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def clean_text(self):
        """Line ends as the records keep them."""
        return self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
