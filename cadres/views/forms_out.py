"""The appointment form as files: one person's .lrmx and .docx, and many people's in one archive made by a job."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cadres.documents.appointment_form import LAYOUTS, NEW
from cadres.documents.person_papers import ARCHIVES, LRMX, MOST_FORMS, form_docx, form_lrmx, form_name
from cadres.models import Person
from cadres.queries.people_list import people_list
from cadres.views.person import visible
from portal.access import requires
from portal.actions.jobs import start_job
from portal.audit import record
from portal.downloads import DOCX, sent
from portal.files import read_file
from portal.models import Job, StoredFile
from portal.rules.roles import Permission
from portal.views.days import as_of_day


@requires(Permission.EXPORT_RECORDS)
@require_safe
def lrmx(request, pk):
    """The .lrmx of a person; the export is recorded."""
    person = visible(request, pk)
    content = form_lrmx(person, request.user)
    record("person.form_exported", by=request.user, target=person)
    return sent(content, "application/xml", form_name(person.name, ending=LRMX))


@requires(Permission.EXPORT_RECORDS)
@require_safe
def docx(request, pk):
    """The printed form of a person on a day, in the layout of the address; the export is recorded."""
    person, day, layout = visible(request, pk), as_of_day(request), _layout(request.GET)
    content = form_docx(person, request.user, day, layout)
    record("person.form_exported", by=request.user, target=person, detail={"as_of": str(day), "layout": layout})
    return sent(content, DOCX, form_name(person.name))


@requires(Permission.EXPORT_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def forms(request):
    """How many forms the filters of the address ask for; a post starts the job that makes them."""
    day = as_of_day(request)
    rows = people_list(request.user, day)
    try:
        found = rows.filtered(Person.objects.visible_to(request.user), request.GET)
    except ValueError:
        found = Person.objects.none()
    people = list(found.order_by("pinyin", "pk").values_list("pk", flat=True)[: MOST_FORMS + 1])
    problem = _refusal(len(people))
    if request.method == "POST" and not problem:
        arguments = {"people": people, "as_of": str(day), "layout": _layout(request.POST, ARCHIVES)}
        job = start_job(kind="make_forms", arguments=arguments, by=request.user)
        following = urlencode({"next": reverse("cadres:forms-made", args=[job.pk])})
        return redirect(f"{reverse('portal:job', args=[job.pk])}?{following}")
    context = {
        "title": _("成批生成任免审批表"), "people": len(people), "problem": problem, "as_of": day,
        "layouts": ARCHIVES.items(), "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "cadres/forms.html", context, status=422 if problem and request.method == "POST" else 200)


@requires(Permission.EXPORT_RECORDS)
@require_safe
def made(request, pk):
    """What a job of one's own made, or how far it is."""
    job = _own(request, pk)
    context = {"title": _("任免审批表"), "job": job, "done": job.state == Job.State.DONE}
    return render(request, "cadres/forms_made.html", context)


@requires(Permission.EXPORT_RECORDS)
@require_safe
def download(request, pk):
    """The archive a job of one's own made; each download is recorded."""
    job = _own(request, pk)
    if job.state != Job.State.DONE:
        raise Http404
    stored = get_object_or_404(StoredFile, pk=job.result.get("file"))
    record("forms.downloaded", by=request.user, target=stored, detail={"people": job.result.get("people")})
    return sent(read_file(stored), stored.content_type, stored.name)


def _own(request, pk) -> Job:
    return get_object_or_404(Job, pk=pk, kind="make_forms", created_by=request.user)


def _refusal(people: int) -> str:
    if not people:
        return _("没有符合条件的人员，请回到名单改变筛选条件。")
    if people > MOST_FORMS:
        return _("超过 %(most)d 人，请回到名单缩小筛选范围，分几次生成。") % {"most": MOST_FORMS}
    return ""


def _layout(words, layouts=LAYOUTS) -> str:
    asked = words.get("layout", NEW)
    return asked if asked in layouts else NEW
