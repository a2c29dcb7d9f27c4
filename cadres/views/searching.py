"""Conditions put together with 且 and 或, and searches kept under a name."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.actions.searches import delete_search, save_search
from cadres.models import SavedSearch
from cadres.presenters.conditions import condition_tree
from cadres.queries.people_list import WHERE, conditions_in, conditions_said, people_list
from cadres.queries.person_criteria import criteria
from cadres.rules.conditions import HOW, ConditionProblem, changed, check_conditions
from portal.access import requires
from portal.rules.roles import Permission
from portal.views.days import as_of_day

_NOTHING = {"all": []}
_OWN_WORDS = (WHERE, "do", "what", "how", "value", "group", "after", "before", "count")


@requires(Permission.VIEW_RECORDS)
@require_safe
def conditions(request):
    """The conditions of the address as a tree; every button gives the address of the changed tree."""
    day = as_of_day(request)
    known = criteria(request.user, day)
    kinds = {name: one.kind for name, one in known.items()}
    problem = ""
    try:
        tree = conditions_in(request.GET[WHERE], known) if request.GET.get(WHERE) else _NOTHING
    except ConditionProblem as wrong:
        tree, problem = _NOTHING, str(wrong)
    try:
        wanted = _done(request.GET, tree)
        check_conditions(wanted, kinds)
        tree = wanted
    except ConditionProblem as wrong:
        problem = problem or str(wrong)
    rest = _without(request.GET, *_OWN_WORDS)
    where = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    chosen = known.get(request.GET.get("what", "")) if request.GET.get("do") == "pick" else None
    shown = rest.copy()
    if tree != _NOTHING:
        shown[WHERE] = where
    context = {
        "title": _("组合条件"), "tree": condition_tree(tree, known), "where": where, "problem": problem,
        "said": conditions_said(tree, known) if tree != _NOTHING else "", "kept": list(rest.items()),
        "criteria": known.values(), "chosen": chosen, "group": request.GET.get("group", ""),
        "hows": HOW[chosen.kind].items() if chosen else (), "choices": chosen.choices() if chosen and chosen.choices else (),
        "people_href": f"{reverse('cadres:people')}?{shown.urlencode()}",
    }  # fmt: skip
    return render(request, "cadres/conditions.html", context, status=422 if problem else 200)


def _done(given, tree: dict) -> dict:
    """The tree after the button of the address; raises ConditionProblem."""
    do, _colon, at = given.get("do", "").partition(":")
    if do in ("remove", "turn"):
        return changed(tree, _path(at), do)
    if do == "any":
        return changed(tree, _path(at), "add", {"any": []})
    if do == "all":
        return changed(tree, _path(at), "add", {"all": []})
    if do == "add":
        values = [one.strip() for one in given.getlist("value") if one.strip()][:20]
        part = {
            "what": given.get("what", ""),
            "how": given.get("how", ""),
            "value": values[0] if len(values) == 1 else values,
        }
        return changed(tree, _path(given.get("group", "")), "add", part)
    return tree


def _path(text: str) -> list[int]:
    parts = [one for one in text.split(".") if one]
    if not all(one.isascii() and one.isdecimal() and len(one) < 4 for one in parts):
        raise ConditionProblem(_("请刷新页面后重试。"))
    return [int(one) for one in parts]


def _without(given: QueryDict, *names: str) -> QueryDict:
    kept = given.copy()
    for name in names:
        kept.pop(name, None)
    return kept


@requires(Permission.VIEW_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def searches(request):
    """The searches of the account and those shared with it; a post keeps the search of the address."""
    day = as_of_day(request)
    known = criteria(request.user, day)
    problem = ""
    if request.method == "POST":
        try:
            names = {one.name for one in people_list(request.user, day).filters} - {WHERE}
            filters = {name: request.GET[name][:100] for name in names if request.GET.get(name, "").strip()}
            where = request.GET.get(WHERE)
            saved = save_search(
                name=request.POST.get("name", ""), filters=filters, shared="shared" in request.POST, by=request.user,
                conditions=conditions_in(where, known) if where else None,
            )  # fmt: skip
        except ConditionProblem as wrong:
            problem = str(wrong)
        except ValidationError as wrong:
            problem = " ".join(wrong.messages)
        else:
            messages.success(request, _("已保存查询“%(name)s”。") % {"name": saved.name})
            return redirect("cadres:searches")
    rows = SavedSearch.objects.filter(Q(owner=request.user) | Q(shared=True)).select_related("owner")
    listed = [(one, _address(one), _said(one, known), one.owner_id == request.user.pk) for one in rows]
    context = {"title": _("保存的查询"), "listed": listed, "problem": problem, "query": request.GET.urlencode()}
    return render(request, "cadres/searches.html", context, status=422 if problem else 200)


@requires(Permission.VIEW_RECORDS)
@require_POST
def delete(request, pk):
    """One's own search is gone."""
    search = get_object_or_404(SavedSearch, pk=pk, owner=request.user)
    delete_search(search=search, by=request.user)
    messages.success(request, _("已删除。"))
    return redirect("cadres:searches")


def _address(search: SavedSearch) -> str:
    query = QueryDict(mutable=True)
    query.update(search.filters)
    if search.conditions:
        query[WHERE] = json.dumps(search.conditions, ensure_ascii=False, separators=(",", ":"))
    return f"{reverse('cadres:people')}?{query.urlencode()}"


def _said(search: SavedSearch, known: dict) -> str:
    """What the search asks, in words."""
    parts = []
    for name, value in search.filters.items():
        one = known.get(name) or known.get(name.removesuffix("_from").removesuffix("_to"))
        words = dict(one.choices()).get(value, value) if one and one.choices else value
        word = _("不少于") if name.endswith("_from") else _("不多于") if name.endswith("_to") else "："
        parts.append(f"{one.label if one else _('姓名')}{word}{words}")
    if search.conditions:
        try:
            check_conditions(search.conditions, {name: one.kind for name, one in known.items()})
            parts.append(conditions_said(search.conditions, known))
        except ConditionProblem:
            parts.append(_("组合条件已不能识别"))
    return "；".join(parts)
