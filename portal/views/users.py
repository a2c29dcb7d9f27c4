"""Accounts: made by the system administrator, given roles by the security administrator."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.access import requires
from portal.actions import users as actions
from portal.forms.users import GrantForm, UserForm
from portal.lists import Choice, Filter, Listing, Search, Sort
from portal.models import Grant, User
from portal.rules.roles import ROLE_CHOICES, Permission

USERS = Listing(
    filters=(
        Search("q", _("账号或姓名"), fields=("username", "full_name")),
        Filter(
            "role", _("角色"), lambda rows, value: rows.filter(pk__in=Grant.objects.filter(role=value).values("user")),
            "choice", lambda: ROLE_CHOICES,
        ),
        Choice("active", _("状态"), "is_active", [("True", _("启用")), ("False", _("停用"))]),
    ),
    sorts=(
        Sort("username", _("账号"), ("username",)),
        Sort("created", _("创建时间"), ("created_at",), descending=True),
    ),
)  # fmt: skip


@require_safe
def users(request):
    """All accounts with their roles."""
    _may_see(request)
    page = USERS.page(User.objects.prefetch_related("grants__unit"), request.GET)
    shown = {"title": _("账号"), "page": page, "may_add": request.user.can(Permission.EDIT_USERS)}
    return render(request, "portal/users/list.html", shown)


@require_safe
def user(request, pk):
    """One account: state, roles, and what the reader may do with it."""
    _may_see(request)
    return _page(request, get_object_or_404(User, pk=pk))


@requires(Permission.EDIT_USERS)
@require_http_methods(["GET", "POST"])
def add(request):
    """A new account with a password shown once, to be changed at the first sign-in."""
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = actions.random_password()
        try:
            made = actions.create_user(password=password, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            return _page(request, made, password=password, password_word=_("账号已建立。"))
    return render(request, "portal/users/add.html", {"title": _("新建账号"), "form": form})


@requires(Permission.EDIT_USERS)
@require_POST
def reset(request, pk):
    """A new password shown once; every session of the account ends."""
    target = get_object_or_404(User, pk=pk)
    if target == request.user:
        raise PermissionDenied(_("自己的密码请在“我的账号”中修改。"))
    password = actions.random_password()
    actions.set_password(user=target, password=password, by=request.user, must_change_password=True)
    return _page(request, target, password=password, password_word=_("密码已重置，原有登录已全部退出。"))


@requires(Permission.EDIT_USERS)
@require_POST
def active(request, pk):
    """Opens or closes an account."""
    target = get_object_or_404(User, pk=pk)
    wanted = request.POST.get("active") == "1"
    _tell(request, _("已保存。"), actions.set_active, user=target, active=wanted, by=request.user)
    return redirect("portal:user", pk)


@requires(Permission.GRANT_ROLES)
@require_POST
def grant(request, pk):
    """A role over a unit."""
    target = get_object_or_404(User, pk=pk)
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _page(request, target, grant_form=form)
    try:
        actions.grant_role(user=target, by=request.user, **form.cleaned_data)
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return _page(request, target, grant_form=form)
    messages.success(request, _("已授权。该账号须重新登录。"))
    return redirect("portal:user", pk)


@requires(Permission.GRANT_ROLES)
@require_POST
def revoke(request, pk, grant_pk):
    """Takes a role away."""
    held = get_object_or_404(Grant.objects.select_related("user"), pk=grant_pk, user_id=pk)
    _tell(request, _("已收回。该账号须重新登录。"), actions.revoke_role, grant=held, by=request.user)
    return redirect("portal:user", pk)


def _may_see(request):
    if not (request.user.can(Permission.EDIT_USERS) or request.user.can(Permission.GRANT_ROLES)):
        raise PermissionDenied(_("您的账号没有“%(right)s”权限。") % {"right": Permission.EDIT_USERS.label})


def _tell(request, done: str, action, **values) -> None:
    try:
        action(**values)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, done)


def _page(request, target: User, *, password="", password_word="", grant_form=None):
    shown = {
        "title": target.full_name, "account": target, "grants": target.grants.select_related("unit", "granted_by"),
        "password": password, "password_word": password_word,
        "may_edit": request.user.can(Permission.EDIT_USERS), "may_grant": request.user.can(Permission.GRANT_ROLES),
        "grant_form": grant_form or GrantForm(), "own": target == request.user,
    }  # fmt: skip
    return render(request, "portal/users/user.html", shown)
