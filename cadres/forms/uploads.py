"""Uploading files to import: several at once, for one unit."""

from pathlib import PurePosixPath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portal.forms.units import UnitField
from portal.models import Unit

MOST_FILES = 20
ENDINGS = (".xlsx", ".lrmx", ".lrm", ".pic", ".zip", ".csv", ".xls", ".xml")


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Cleans to a list of uploaded files."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        files = [one for one in files if one]
        if not files:
            raise ValidationError(_("请选择要导入的文件。"), code="required")
        if len(files) > MOST_FILES:
            raise ValidationError(
                _("一次最多上传 %(most)d 个文件，更多文件请压缩为一个 zip。") % {"most": MOST_FILES}, code="too_many"
            )
        return files


class UploadForm(forms.Form):
    """Files and the unit they are imported for, at first the top of the account's scope."""

    files = ManyFilesField(label=lazy("文件"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(
            user=user, label=_("导入单位"), required=not user.sees_everything(),
            help_text=_("文件里没有写明统计关系所在单位的人员归入该单位；可填机构名称或编码。"),
        )  # fmt: skip
        if not user.sees_everything():
            self.initial.setdefault("unit", Unit.objects.visible_to(user).order_by("path").first())
        self.fields["files"].widget.attrs["accept"] = ",".join(ENDINGS)

    def clean(self):
        """`pairs`: (file, the .pic that belongs to it); a .pic without its .lrm is refused."""
        cleaned = super().clean()
        files = cleaned.get("files") or []
        pictures = {_stem(one.name): one for one in files if _ending(one.name) == ".pic"}
        pairs = []
        for one in files:
            if _ending(one.name) != ".pic":
                picture = pictures.pop(_stem(one.name), None) if _ending(one.name) == ".lrm" else None
                pairs.append((one, picture))
        for left in pictures.values():
            self.add_error("files", _("照片文件“%(name)s”没有同名的 .lrm 文件，请一并选择。") % {"name": left.name})
        cleaned["pairs"] = pairs
        return cleaned


class SheetForm(UploadForm):
    """Sheets of one register and the unit they are imported for."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["unit"].help_text = _("文件里没有写明单位的记录归入该单位；可填机构名称或编码。")
        self.fields["files"].widget.attrs["accept"] = ".xlsx"


def _stem(name: str) -> str:
    return PurePosixPath(name).stem.lower()


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
