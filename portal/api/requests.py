"""Parameters and bodies against their declaration: what is not declared is refused, all mistakes at once."""

from collections.abc import Iterable

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.api.fields import Refused, Text, by_name
from portal.api.problems import Problem, field_error


def read_parameters(query: QueryDict, declared: Iterable[Text]) -> dict:
    """Values by name, absent ones with their default; raises Problem 400 naming every bad parameter."""
    fields, values, errors = by_name(declared), {}, []
    for name in query:
        given = query.getlist(name)
        if name not in fields:
            shown = "".join(mark for mark in name if mark.isprintable())[:40]
            errors.append(_parameter(shown, "bad_filter", _("没有这个参数。"), _known(fields)))
        elif len(given) > 1:
            errors.append(_parameter(name, "repeated", _("参数只能出现一次。")))
        else:
            try:
                values[name] = fields[name].from_text(given[0])
            except Refused as refused:
                errors.append(_parameter(name, refused.code, refused.message))
    for name, field in fields.items():
        if name not in query:
            if field.required:
                errors.append(_parameter(name, "required", _("缺少必需的参数。")))
            values[name] = field.default
    if errors:
        code = errors[0]["code"] if len(errors) == 1 else "bad_filter"
        raise Problem(400, code, _("请求参数有误：%(first)s") % {"first": errors[0]["message"]}, errors=errors[:20])
    return values


def read_body(data, declared: Iterable[Text], *, partial: bool = False) -> dict:
    """The fields of a JSON object that were given; raises Problem 400 naming every bad field."""
    if not isinstance(data, dict):
        raise Problem(400, "object_expected", _("请求内容必须是一个 JSON 对象。"))
    fields, values, errors = by_name(declared), {}, []
    for name, value in data.items():
        if name not in fields:
            errors.append(field_error(_escaped(name), "unknown_field", _("没有这个信息项，或者它不能修改。")))
            continue
        try:
            values[name] = fields[name].from_json(value)
        except Refused as refused:
            errors.append(field_error(name, refused.code, refused.message))
    if not partial:
        errors += [
            field_error(name, "required", _("缺少必填的信息项。"))
            for name, field in fields.items()
            if field.required and name not in data
        ]
    if not data and partial:
        raise Problem(400, "nothing_to_change", _("没有要修改的信息项。"))
    if errors:
        code = errors[0]["code"] if len(errors) == 1 else "invalid"
        raise Problem(400, code, _("请求内容有误：%(first)s") % {"first": errors[0]["message"]}, errors=errors[:50])
    return values


def _parameter(name: str, code: str, message: str, hint: str = "") -> dict:
    return field_error(name, code, message, hint, where="parameter")


def _known(fields: dict) -> str:
    return _("可用参数：%(names)s。") % {"names": "、".join(fields)} if fields else _("此地址不接受参数。")


def _escaped(name: str) -> str:
    """The name as a JSON pointer holds it (RFC 6901)."""
    return name[:60].replace("~", "~0").replace("/", "~1")
