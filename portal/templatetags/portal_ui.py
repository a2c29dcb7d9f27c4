"""Page components as template tags: `{% load portal_ui %}`; docs/design.md shows each in use."""

from django import forms, template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal.presenters.job_words import job_word
from portal.registers.owned import entries
from portal.views.navigation import navigation

register = template.Library()

MOST_BUTTONS = 5
SEVERITY_WORDS = {"error": "错误", "warning": "存疑", "notice": "提示", "ok": "正常"}
JOB_TONES = {"done": "ok", "failed": "error", "cancelled": "", "running": "notice", "waiting": ""}


@register.simple_tag(takes_context=True)
def nav_items(context):
    """Groups of the main navigation with the entries the user may open."""
    return navigation(context["request"])


@register.inclusion_tag("portal/parts/crumbs.html")
def crumbs(*parts):
    """Where the page lies: label, address, label, address …, last label without an address.

    An address is a path, or the name of a route without arguments.
    """
    pairs = [(parts[at], parts[at + 1] if at + 1 < len(parts) else "") for at in range(0, len(parts), 2)]
    return {"steps": [{"label": label, "href": _address(where)} for label, where in pairs]}


def _address(where: str) -> str:
    if not where or str(where).startswith(("/", "?")):
        return where
    try:
        return reverse(where)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("portal/parts/stat.html")
def stat(label, value, unit="", href="", note="", tone=""):
    """A card with one number; tone is "", "ok", "amber" or "error" and never stands without a word in the note."""
    shown = "—" if value is None else value
    return {"label": label, "value": shown, "unit": unit, "href": href, "note": note, "tone": tone}


@register.simple_tag
def owned_entries(tables):
    """How records are entered and found on an owner's page: a menu by groups when many kinds can be entered, otherwise
    buttons for those that have none yet; and where to jump when many kinds are listed."""
    bare = [table for table in tables if table.add_href and not table.lines]
    held = [table for table in tables if table.lines]
    menu = entries(tables) if len(bare) > MOST_BUTTONS else []
    return {"menu": menu, "buttons": [] if menu else bare, "jumps": held if len(held) > MOST_BUTTONS else []}


@register.inclusion_tag("portal/parts/empty.html")
def empty(title, text="", action="", href=""):
    """An empty list that says what to do next."""
    return {"title": title, "text": text, "action": action, "href": href}


@register.simple_tag
def mark(tone, word):
    """A small badge: a word in the colour of its tone (ok, amber, error, notice, new, changed or empty)."""
    return format_html('<span class="mark mark-{}">{}</span>', tone or "plain", word)


@register.simple_tag
def severity(level):
    """The badge of a problem's severity: error, warning, notice or ok."""
    return mark(level, _(SEVERITY_WORDS.get(str(level), str(level))))


@register.simple_tag
def job_mark(job):
    """The badge of a job's state."""
    return mark(JOB_TONES.get(job.state, ""), job.get_state_display())


@register.inclusion_tag("portal/parts/problems.html")
def problem_list(problems):
    """Problems of a file, a row or a record: dicts with severity, message and, where known, column, text, remedy."""
    return {"problems": problems}


@register.simple_tag
def diff(old, new):
    """One changed value: the old one struck out, then the new one; (空) stands for nothing."""
    shown_old = _("(空)") if old in (None, "") else old
    shown_new = _("(空)") if new in (None, "") else new
    return format_html(
        '<span class="diff"><del class="old">{}</del><span aria-label="{}">→</span><ins class="new">{}</ins></span>',
        shown_old,
        _("改为"),
        shown_new,
    )


@register.inclusion_tag("portal/parts/job.html", takes_context=True)
def job_box(context, job, label="", next=""):
    """Progress of a job, asked for again every second until it is over; then the page goes to `next`."""
    request = context["request"]
    return {
        "job": job,
        "label": label or job_word(job.kind),
        "next": next or request.get_full_path(),
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "may_cancel": job.created_by_id == request.user.pk,
    }


@register.inclusion_tag("portal/parts/field.html")
def field(bound):
    """One form field with label, help and errors, tied together for screen readers."""
    widget, described = bound.field.widget, []
    if bound.errors:
        described.append(f"{bound.auto_id}_error")
    if bound.help_text:
        described.append(f"{bound.auto_id}_help")
    attributes = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    kind = "input"
    if isinstance(widget, (forms.CheckboxSelectMultiple, forms.RadioSelect)):
        kind = "checks"
        widget.attrs.setdefault("class", "form-check-input")
    elif isinstance(widget, forms.CheckboxInput):
        kind, attributes["class"] = "check", "form-check-input"
    elif isinstance(widget, forms.Select):
        attributes["class"] = "form-select"
    else:
        attributes["class"] = "form-control"
    rendered = "" if kind == "checks" else bound.as_widget(attrs=attributes)
    return {"field": bound, "kind": kind, "widget": rendered, "described": " ".join(described)}


@register.inclusion_tag("portal/parts/form_problems.html")
def form_problems(form):
    """All problems of a form above it, each with a link to its field."""
    return {"form": form}


@register.inclusion_tag("portal/parts/filter_bar.html")
def filter_bar(page):
    """The filters of a `portal.lists.ListPage`, kept in the address, with chips to remove them."""
    return {"page": page}


@register.inclusion_tag("portal/parts/pager.html")
def pager(page):
    """Previous and next page of a `portal.lists.ListPage`, and the count on demand."""
    return {"page": page}


@register.simple_tag
def sort_head(page, name, label, css=""):
    """A table head that sorts by the named sort of a `portal.lists.ListPage`."""
    state = page.sort_state(name)
    sorted_now = format_html(' aria-sort="{}"', state) if state else ""
    return format_html(
        '<th scope="col"{}{}><a class="sort" href="{}">{}</a></th>',
        format_html(' class="{}"', css) if css else "",
        sorted_now,
        page.sort_href(name),
        label,
    )


@register.inclusion_tag("portal/parts/as_of.html", takes_context=True)
def as_of_picker(context, day):
    """The as-of day of the page, kept in the address as `as_of`."""
    query = context["request"].GET
    own = ("as_of", "after", "before")
    kept = [(name, value) for name in query for value in query.getlist(name) if name not in own]
    return {"day": day, "kept": kept}


@register.inclusion_tag("portal/parts/definition.html")
def definition(title, wording, facts):
    """The card of a definition: its wording and (label, text) pairs such as basis, rounding and version."""
    return {"title": title, "wording": wording, "facts": facts}
