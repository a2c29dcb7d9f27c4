"""Forms of accounts, grants and tokens."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.units import AnyUnitField
from portal.models import User
from portal.rules.roles import ROLE_CHOICES, SEPARATED_ROLES, Role


class UserForm(forms.Form):
    """A new account; it may do nothing until the security administrator grants a role."""

    username = forms.RegexField(
        label=_("账号"),
        regex=r"^[A-Za-z0-9_.-]{2,60}$",
        max_length=60,
        help_text=_("字母、数字、下划线、点或短横，2 至 60 个字符，不分大小写。"),
        error_messages={"invalid": _("账号只能用字母、数字、下划线、点、短横。")},
    )
    full_name = forms.CharField(label=_("姓名"), max_length=50)


class GrantForm(forms.Form):
    """A role over a unit and everything below it."""

    role = forms.ChoiceField(label=_("角色"), choices=ROLE_CHOICES)
    unit = AnyUnitField(
        label=_("管理范围"), required=False, help_text=_("业务角色必填：可管理该机构及其下级。三类管理员不填。")
    )

    def clean(self):
        values = super().clean()
        if "role" not in values or "unit" in self.errors:
            return values
        separated = Role(values["role"]) in SEPARATED_ROLES
        if separated and values.get("unit"):
            self.add_error("unit", _("系统、安全、审计管理员不设管理范围。"))
        elif not separated and not values.get("unit"):
            self.add_error("unit", _("请填写管理范围。"))
        return values


class TokenForm(forms.Form):
    """A token for another system, standing for an account."""

    name = forms.CharField(label=_("系统名称"), max_length=100)
    user = forms.ModelChoiceField(
        label=_("代表账号"), queryset=User.objects.none(), help_text=_("对方系统能读到的，就是这个账号能看到的。")
    )
    expires_on = forms.DateField(
        label=_("有效期至"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("最长一年。"),
    )

    def __init__(self, *args, today: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["user"].queryset = User.objects.filter(is_active=True)

    def clean_expires_on(self):
        day, today = self.cleaned_data["expires_on"], self.today
        if not today < day <= today + datetime.timedelta(days=365):
            raise forms.ValidationError(_("有效期须在明天至一年之内。"))
        return day
