"""Rules for passwords beyond Django's own, and the counting of wrong ones."""

import unicodedata

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

CLASSES_NEEDED = 3
LONGEST = 128


class CharacterClassesValidator:
    """Refuses a password with fewer than three of: capitals, small letters, digits, anything else; or over 128 long.

    Source: GB/T 22239-2019 8.1.4.1 a, which asks for complexity (unverified: public copy of the text).
    """

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError."""
        if len(password) > LONGEST:
            raise ValidationError(_("密码最长 %(longest)d 个字符。") % {"longest": LONGEST}, code="password_too_long")
        if len({_character_class(character) for character in password}) < CLASSES_NEEDED:
            raise ValidationError(self.get_help_text(), code="password_too_simple")

    def get_help_text(self) -> str:
        """The rule in one sentence for the user."""
        return _("密码至少包含大写字母、小写字母、数字、其他符号四类中的三类。")


def counted_username(request: HttpRequest, credentials: dict | None = None) -> str:
    """The name under which failed sign-ins are counted: the same for capitals, full-width letters and blanks around."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def _character_class(character: str) -> str:
    category = unicodedata.category(character)
    return category if category in ("Lu", "Ll", "Nd") else "other"
