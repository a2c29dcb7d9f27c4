"""Pages for what went wrong: what happened, and what to do next."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from portal.api.problems import MEDIA_TYPE, problem_document


@requires_csrf_token
def bad_request(request, exception=None):
    """400: the request cannot be read."""
    return _page(request, 400, _("请求无法识别"), _("提交的内容不完整或过大。请返回上一页重试。"))


@requires_csrf_token
def forbidden(request, exception=None):
    """403: the account lacks the right; the message of the refusal says which."""
    reason = str(exception) if exception and str(exception) else _("您的账号没有此项权限。")
    return _page(request, 403, _("没有权限"), reason + _("如工作需要，请联系安全管理员授权。"))


@requires_csrf_token
def not_found(request, exception=None):
    """404: not there, or outside the account's scope; the two look alike."""
    return _page(request, 404, _("没有找到"), _("页面不存在，或不在您的管理范围内。"))


def csrf_refused(request, reason=""):
    """403: the form's token is missing or old."""
    return _page(request, 403, _("页面已过期"), _("为保证安全，此次提交未被接受。请返回上一页，刷新后重新提交。"))


def server_error(request):
    """500, or 503 when the database is away or a query took too long; needs no database itself."""
    unavailable = isinstance(sys.exception(), OperationalError | InterfaceError)
    status = 503 if unavailable else 500
    if request.path.startswith("/api/"):
        code, text = ("unavailable", _("数据库繁忙或查询超时，请稍后重试。")) if unavailable else (
            "fault", _("系统出现故障，请稍后重试或联系系统管理员。"))  # fmt: skip
        response = JsonResponse(
            problem_document(status, code, text),
            status=status,
            content_type=MEDIA_TYPE,
        )
    else:
        page = "portal/unavailable.html" if unavailable else "portal/server_error.html"
        response = HttpResponse(loader.render_to_string(page), status=status)
    if unavailable:
        response.headers["Retry-After"] = "5"
    return response


def _page(request, status: int, title: str, text: str):
    return render(request, "portal/error.html", {"title": title, "text": text, "status": status}, status=status)
