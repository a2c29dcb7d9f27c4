"""What every request and response goes through: sessions that end, answers that no cache keeps."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.api.problems import MEDIA_TYPE, problem_document
from portal.audit import source_address

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
SEEN_STEP_SECONDS = 60  # the session row is written at most this often


class ClientAddress:
    """Puts the client's address in its place, for lock-out, limits and audit alike.

    In production every request comes through the proxy, which overwrites X-Real-IP; elsewhere nobody may claim one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        claimed = request.META.pop("HTTP_X_REAL_IP", "")
        request.META.pop("HTTP_X_FORWARDED_FOR", None)
        if settings.PRODUCTION and claimed:
            request.META["REMOTE_ADDR"] = claimed
        token = source_address.set(request.META.get("REMOTE_ADDR") or None)
        try:
            return self.get_response(request)
        finally:
            source_address.reset(token)


class SessionAges:
    """Signs out a session that is older than SESSION_COOKIE_AGE or idle for SESSION_IDLE_SECONDS (server side)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            began = request.session.setdefault(SIGNED_IN_AT, now)
            seen = request.session.setdefault(SEEN_AT, now)
            if now - began >= settings.SESSION_COOKIE_AGE or now - seen >= settings.SESSION_IDLE_SECONDS:
                logout(request)
            elif now - seen >= SEEN_STEP_SECONDS and not _polls(request):
                request.session[SEEN_AT] = now
        return self.get_response(request)


class PasswordFirst:
    """Lets an account whose password somebody else chose do nothing but choose its own."""

    OPEN = ("/account/password/", "/sign-out/", "/static/", "/livez", "/readyz")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password and not request.path.startswith(self.OPEN):
            if request.path.startswith("/api/"):
                problem = problem_document(403, "password_change_required", _("请先在网页上修改初始密码。"))
                return JsonResponse(problem, status=403, content_type=MEDIA_TYPE)
            return redirect("portal:password")
        return self.get_response(request)


class FragmentsSignIn:
    """Sends the whole page to the sign-in form when a fragment was asked for after the session ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 302 and "HX-Request" in request.headers and not request.user.is_authenticated:
            return HttpResponse(headers={"HX-Redirect": settings.LOGIN_URL})
        return response


class PrivateResponses:
    """Keeps what a signed-in user was shown out of every cache, the browser's back button included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated or "Authorization" in request.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


def _polls(request: HttpRequest) -> bool:
    """Whether a page asks on its own, without anybody at the keyboard; that keeps no session awake."""
    return request.path.startswith("/jobs/") and "HX-Request" in request.headers
