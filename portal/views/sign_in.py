"""Signing in and out, and the answer to an account that is locked."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.audit import record
from portal.forms.account import SignInForm


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """The only page besides health that strangers may open."""

    template_name = "portal/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form):
        response = super().form_valid(form)
        record("session.began", by=self.request.user)
        return response

    def form_invalid(self, form):
        record("session.refused", by=None, detail={"username": form.data.get("username", "")[:60]}, succeeded=False)
        return super().form_invalid(form)


def locked_out(request, credentials, *args, **kwargs):
    """What axes shows a locked account: the same page as for a wrong password, so that nothing can be told apart."""
    form = SignInForm(request, initial={"username": request.POST.get("username", "")[:60]})
    form.cleaned_data = {}
    form._errors = None
    return render(request, "portal/sign_in.html", {"form": form, "refusal": SignInForm.refusal})


@login_not_required
def admin_sign_in(request):
    """Sends strangers from the admin to the one sign-in form; an account that the admin refuses is told so."""
    if request.user.is_authenticated:
        raise PermissionDenied(_("您的账号不能使用管理后台。"))
    return redirect_to_login(request.GET.get("next", "/admin/"), reverse("portal:sign-in"))


@require_POST
def sign_out(request):
    """Ends the session and has the browser forget what it kept of it."""
    record("session.ended", by=request.user)
    logout(request)
    response = redirect("portal:sign-in")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
