"""Who asks: a system with its token, or a person with the session of the pages."""

from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, CSRFCheck, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed

from portal.actions.tokens import find_user_by_token
from portal.api.problems import Problem

_LONGEST_HEADER = 200


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <token>`; a token anywhere else, in the address above all, is never looked at."""

    def authenticate(self, request):
        word, _space, token = request.headers.get("Authorization", "").partition(" ")
        if not word:
            return None
        if word.lower() != "bearer" or not token.isascii() or not 0 < len(token) <= _LONGEST_HEADER:
            raise AuthenticationFailed
        user = find_user_by_token(token.strip())
        if user is None:
            raise AuthenticationFailed
        return user, "token"

    def authenticate_header(self, request) -> str:
        return "Bearer"


class PageSession(SessionAuthentication):
    """The session of a signed-in person; writes need the CSRF token of the pages."""

    def authenticate(self, request):
        found = super().authenticate(request)
        if found and found[0].must_change_password:
            raise Problem(403, "password_change_required", _("请先登录网页修改口令。"))
        return found

    def enforce_csrf(self, request):
        check = CSRFCheck(lambda _request: None)
        check.process_request(request)
        if check.process_view(request, None, (), {}) is not None:
            raise Problem(403, "csrf", _("缺少防伪标识，请刷新页面后重试。"), hint=_("其他系统请使用令牌。"))
