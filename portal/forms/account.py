"""Forms of signing in and of one's own password."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from portal.passwords import LONGEST


class SignInForm(AuthenticationForm):
    """Account and password; whatever is wrong, the answer is the same sentence."""

    username = forms.CharField(
        label=_("账号"),
        max_length=60,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("密码"),
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    refusal = _("账号或密码不正确，或账号已锁定。连续输错 5 次，账号锁定 30 分钟。")
    error_messages = {"invalid_login": refusal, "inactive": refusal}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].max_length = 60
        for name in ("username", "password"):
            self.fields[name].error_messages["max_length"] = self.refusal

    def clean_username(self):
        """One spelling of each name, so that a lock-out cannot be walked around by letter case."""
        return self.cleaned_data["username"].strip().lower()


class PasswordForm(forms.Form):
    """A new password, typed twice, after the present one."""

    present = forms.CharField(
        label=_("当前密码"),
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("新密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "至少 12 个字符，大写字母、小写字母、数字、其他符号中至少三类；不能是常见密码，不能与账号或姓名相近。"
        ),
    )
    again = forms.CharField(
        label=_("再输一遍新密码"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_present(self):
        present = self.cleaned_data["present"]
        if not self.user.check_password(present):
            raise forms.ValidationError(_("当前密码不正确。"), code="wrong_password")
        return present

    def clean_new(self):
        new = self.cleaned_data["new"]
        validate_password(new, self.user)
        if self.user.check_password(new):
            raise forms.ValidationError(_("新密码不能与当前密码相同。"), code="same_password")
        return new

    def clean(self):
        values = super().clean()
        if values.get("new") and values.get("again") is not None and values["new"] != values["again"]:
            self.add_error("again", _("两次输入的新密码不一致。"))
        return values
