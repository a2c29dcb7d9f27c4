"""One shape for everything that goes wrong over REST: RFC 9457 problem documents in Chinese."""

import logging
import uuid

from django.core import exceptions as django_errors
from django.core.signals import got_request_exception
from django.db import IntegrityError, OperationalError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions as rest_errors
from rest_framework.response import Response

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """An answer other than the one asked for: status, code for programs, detail in Chinese for people.

    `errors` name single fields: {"pointer" or "parameter", "code", "message", "hint"}.
    """

    def __init__(self, status: int, code: str, detail: str, *, errors=(), hint: str = "", headers: dict | None = None):
        super().__init__(detail)
        self.status, self.code, self.detail, self.headers = status, code, str(detail), headers or {}
        self.errors = list(errors) or ([{"code": code, "message": self.detail, "hint": str(hint)}] if hint else [])


def titles() -> dict[int, str]:
    """The short Chinese name of every status that is answered."""
    return {
        400: _("请求有误"),
        401: _("未登录或令牌无效"),
        403: _("没有权限"),
        404: _("未找到"),
        405: _("不支持的请求方法"),
        406: _("不支持的返回格式"),
        409: _("与现有数据冲突"),
        412: _("数据已被他人修改"),
        413: _("请求内容过大"),
        415: _("不支持的内容类型"),
        428: _("缺少版本标识"),
        429: _("请求过于频繁"),
        500: _("系统故障"),
        503: _("暂时无法服务"),
    }


def problem_document(status: int, code: str, detail: str, errors=()) -> dict:
    """The body of a problem answer."""
    return {
        "type": "about:blank",
        "title": titles().get(status, _("请求未完成")),
        "status": status,
        "code": code,
        "detail": detail,
        "errors": list(errors),
        "request_id": uuid.uuid4().hex,
    }


def field_error(name: str, code: str, message: str, hint: str = "", *, where: str = "pointer") -> dict:
    """One entry of `errors`; `where` is "pointer" for a field of the body, "parameter" for one of the address."""
    return {where: f"/{name}" if where == "pointer" else name, "code": code, "message": str(message), "hint": str(hint)}


def as_problem(error: Exception) -> Problem | None:
    """The problem an exception means; None for a fault of the program itself."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Http404 | rest_errors.NotFound | django_errors.ObjectDoesNotExist):
        return Problem(404, "not_found", _("没有这个对象，或者不在您的管理范围内。"))
    if isinstance(error, rest_errors.NotAuthenticated):
        return _sign_in(_("请先登录，或在请求头 Authorization 中提供 Bearer 令牌。"))
    if isinstance(error, rest_errors.AuthenticationFailed):
        return _sign_in(_("令牌无效、已过期或已吊销。"))
    if isinstance(error, django_errors.PermissionDenied | rest_errors.PermissionDenied):
        return Problem(403, "forbidden", str(error) if _is_chinese(str(error)) else _("您的账号没有这项权限。"))
    if isinstance(error, rest_errors.MethodNotAllowed):
        return Problem(405, "method_not_allowed", _("此地址不支持该请求方法。"))
    if isinstance(error, rest_errors.NotAcceptable):
        return Problem(406, "not_acceptable", _("只能返回 application/json。"), hint=_("请修改请求头 Accept。"))
    if isinstance(error, rest_errors.UnsupportedMediaType):
        return Problem(415, "unsupported_media_type", _("请求内容的类型不受支持。"), hint=_("请设置 Content-Type。"))
    if isinstance(error, rest_errors.Throttled):
        seconds = max(1, int(error.wait or 1))
        detail = _("请求过于频繁，请在 %(seconds)d 秒后重试。") % {"seconds": seconds}
        return Problem(429, "throttled", detail, headers={"Retry-After": str(seconds)})
    if isinstance(error, rest_errors.ParseError):
        return Problem(400, "malformed", _("请求内容无法解析。"), hint=_("请检查 Content-Type 与内容是否一致。"))
    return _from_django(error)


def _from_django(error: Exception) -> Problem | None:
    if isinstance(error, django_errors.ValidationError):
        return validation_problem(error)
    if isinstance(error, django_errors.RequestDataTooBig):
        return Problem(413, "body_too_large", _("请求内容过大。"))
    if isinstance(error, django_errors.TooManyFieldsSent | django_errors.TooManyFilesSent):
        return Problem(400, "too_many_fields", _("参数或文件过多。"))
    if isinstance(error, django_errors.SuspiciousOperation):
        return Problem(400, "suspicious", _("请求有误。"))
    if isinstance(error, IntegrityError):
        return Problem(409, "conflict", _("与现有数据冲突，未保存。"), hint=_("请刷新后重试。"))
    if isinstance(error, OperationalError):
        return Problem(503, "unavailable", _("数据库繁忙或查询超时，请稍后重试。"), headers={"Retry-After": "5"})
    return None


def validation_problem(error: django_errors.ValidationError) -> Problem:
    """A refusal of the records' own rules, field by field."""
    errors = []
    if hasattr(error, "error_dict"):
        for name, found in error.error_dict.items():
            for one in found:
                pointer = "" if name == django_errors.NON_FIELD_ERRORS else name
                errors += [field_error(pointer, one.code or "invalid", message) for message in one.messages]
    else:
        errors = [
            field_error("", one.code or "invalid", message) for one in error.error_list for message in one.messages
        ]
    only = errors[0]["code"] if len(errors) == 1 else "invalid"
    return Problem(400, only, errors[0]["message"] if len(errors) == 1 else _("有信息项不符合要求。"), errors=errors)


def answer(error: Exception, context: dict) -> Response:
    """DRF's exception handler: every error as a problem document; faults are logged and told as 500."""
    problem = as_problem(error)
    if problem is None:
        request = context.get("request")
        logger.error("unexpected %s", type(error).__name__, exc_info=error)
        got_request_exception.send(sender=None, request=getattr(request, "_request", None))
        problem = Problem(500, "fault", _("系统出现故障，数据未改动。请稍后重试或联系系统管理员。"))
    body = problem_document(problem.status, problem.code, problem.detail, problem.errors)
    headers = dict(problem.headers)
    if problem.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(body, status=problem.status, headers=headers, content_type=MEDIA_TYPE)


def _sign_in(detail: str) -> Problem:
    return Problem(401, "not_authenticated", detail)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= mark <= "\u9fff" for mark in text)
