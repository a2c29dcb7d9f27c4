"""Forms about figures: freeze a board, produce the report."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FreezeForm(forms.Form):
    """The name under which a board is kept."""

    name = forms.CharField(
        label=_("名称"), max_length=120, help_text=_("固化后，数值、名单和所用事实都不再随数据变动，供日后核对。")
    )


class ReportForm(forms.Form):
    """What stands under the report, and why incomplete figures may be published."""

    office = forms.CharField(label=_("署名"), max_length=60)
    dated = forms.DateField(label=_("落款日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(
        label=_("缺数据过多仍使用的理由"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写入附件的数据说明并记入审计；不填则在正文中标注“待核”。"),
    )  # fmt: skip

    def __init__(self, *args, red: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not red:
            del self.fields["reason"]
