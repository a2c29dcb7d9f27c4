"""Progress of long work, asked for every second, and its cancelling."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from portal.actions.jobs import cancel_job
from portal.models import Job
from portal.presenters.job_words import job_word


@require_safe
def job(request, pk):
    """The progress box of one's own job; once it is done the browser goes on, when it failed the box says why."""
    found = _own(request, pk)
    following = _safe(request, request.GET.get("next", ""))
    if request.htmx:
        if found.state == Job.State.DONE:
            return HttpResponse(headers={"HX-Redirect": following})
        return render(request, "portal/job_fragment.html", {"job": found, "next": following})
    return render(request, "portal/job.html", {"job": found, "next": following, "title": job_word(found.kind)})


@require_POST
def cancel(request, pk):
    """Asks the job to stop."""
    cancel_job(job=_own(request, pk), by=request.user)
    return redirect(_safe(request, request.POST.get("next", "")))


def _own(request, pk) -> Job:
    return get_object_or_404(Job, pk=pk, created_by=request.user)


def _safe(request, address: str) -> str:
    allowed = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and allowed else "/"
