"""The forms by which an organization is changed on a day: one a kind of change."""

from django import forms
from django.utils.translation import gettext_lazy as _

from branches.models import OrganizationChange, PartyMember, PartyOrganization
from branches.queries.organization_tree import members_on
from portal.forms.columns import form_field, offer_without

Kind = OrganizationChange.Kind
_FIELDS = {
    Kind.RENAME: ("name",),
    Kind.MOVE: ("parent",),
    Kind.UPGRADE: ("category", "name"),
    Kind.MERGE: (),
    Kind.SPLIT: ("name", "category"),
    Kind.DISSOLVE: (),
}
KINDS = tuple(_FIELDS)


class ChangeForm(forms.Form):
    """Day, approval and reason, and what the kind of change asks for."""

    on = forms.DateField(label=_("变动日期"), help_text=_("从这一天起变为新的情况，以前的保留。"))
    approval_number = forms.CharField(label=_("批准文号"), max_length=200, required=False)
    approved_on = forms.DateField(label=_("批准日期"), required=False)
    reason = forms.CharField(label=_("理由"), max_length=500, required=False)

    def __init__(self, *args, organization: PartyOrganization, kind: str, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        self.today = today
        asked = {}
        for name in _FIELDS[Kind(kind)]:
            asked[name] = form_field(PartyOrganization._meta.get_field(name), user, organization)
            if kind != Kind.SPLIT:
                asked[name].initial = getattr(organization, name)
        if kind == Kind.MERGE:
            asked["into"] = form_field(OrganizationChange._meta.get_field("counterpart"), user, None)
            offer_without(asked["into"], organization)
            asked["into"].label, asked["into"].required = _("并入哪个党组织"), True
        if kind == Kind.SPLIT:
            here = members_on([organization], today).select_related("person").order_by("person__pinyin")
            asked["members"] = forms.ModelMultipleChoiceField(
                queryset=here, label=_("转入新党组织的党员"), widget=forms.CheckboxSelectMultiple
            )
        self.fields = {**asked, **self.fields}
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean_on(self):
        """The day, which is not after today."""
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError(_("变动日期不能晚于今天。"))
        return self.cleaned_data["on"]


class EnterMemberForm(forms.Form):
    """A Party member or applicant entered on a telephone: who, and since when; the person is found or made."""

    name = forms.CharField(label=_("姓名"), max_length=50)
    id_number = forms.CharField(
        label=_("身份证号"),
        max_length=24,
        required=False,
        help_text=_("填了就不用再填性别和出生年月；已登记的人会自动找到。"),
    )
    sex = forms.ChoiceField(label=_("性别"), required=False, choices=(("", _("—")), ("1", _("男")), ("2", _("女"))))
    born = forms.CharField(label=_("出生年月"), max_length=20, required=False, help_text=_("如 1985.03"))
    phone = forms.CharField(label=_("联系电话"), max_length=40, required=False)

    def __init__(self, *args, applicant: bool, **kwargs):
        super().__init__(*args, **kwargs)
        model_field = PartyMember._meta.get_field
        if applicant:
            self.fields["applied_on"] = forms.DateField(
                label=_("申请入党日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            )
        else:
            self.fields["joined"] = model_field("joined").formfield(required=True)
            self.fields["full_since"] = model_field("full_since").formfield()
