"""The version a change was made from, out of the header If-Match."""

from django.utils.translation import gettext as _

from portal.api.problems import Problem


def named_version(request) -> str:
    """The version in If-Match; raises Problem 428 without one, 400 for * and weak tags."""
    tag = request.headers.get("If-Match", "").strip()
    if not tag:
        raise Problem(428, "version_required", _("请在请求头 If-Match 中给出读取时的 ETag。"))
    if len(tag) < 3 or not (tag.startswith('"') and tag.endswith('"')) or "," in tag:
        raise Problem(400, "bad_version", _('If-Match 须是读取时返回的一个 ETag,例如 "0123456789abcdef"。'))
    return tag[1:-1]
