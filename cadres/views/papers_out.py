"""Papers made of records: the public notice before an appointment, and certificates of awards."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cadres.documents.certificates import write_certificates
from cadres.documents.notice_paper import write_notice
from cadres.documents.public_notice import notice_table
from cadres.models import PublicNotice
from cadres.queries.assessment import CERTIFIED, certificates
from cadres.views.assessment import year_asked
from portal.access import requires
from portal.audit import record
from portal.downloads import DOCX, sent
from portal.registers.catalogue import registers
from portal.registers.scope import visible
from portal.rules.roles import Permission
from portal.views.days import as_of_day


@requires(Permission.VIEW_RECORDS)
@require_safe
def notice(request, pk):
    """The notice as a page to be printed."""
    found = _notice(request.user, pk)
    context = {
        "title": found.title, "notice": found, "table": notice_table(found),
        "may_export": request.user.can(Permission.EXPORT_RECORDS),
    }  # fmt: skip
    return render(request, "cadres/notice.html", context)


@requires(Permission.EXPORT_RECORDS)
@require_safe
def notice_docx(request, pk):
    """The notice as .docx; the export is recorded."""
    found = _notice(request.user, pk)
    record("notice.exported", by=request.user, target=found)
    return sent(write_notice(notice_table(found)), DOCX, f"{found.title}.docx")


@requires(Permission.EXPORT_RECORDS)
@require_safe
def certificates_docx(request):
    """A certificate for each award of the year decided; the export is recorded."""
    year = year_asked(request, as_of_day(request))
    found = certificates(request.user, year)
    if not found:
        raise Http404(_("这一年度还没有已决定的奖励。"))
    record("certificates.exported", by=request.user, detail={"awards": len(found), "year": year})
    return sent(write_certificates(found), DOCX, _("奖励证书-%(year)d.docx") % {"year": year})


@requires(Permission.EXPORT_RECORDS)
@require_safe
def certificate_docx(request, pk):
    """The certificate of one award decided; the export is recorded."""
    rows = visible(registers()["award-cases"], request.user).filter(state__in=CERTIFIED).select_related("person")
    case = get_object_or_404(rows, pk=pk)
    record("certificates.exported", by=request.user, target=case, detail={"awards": 1, "year": case.award_year})
    return sent(write_certificates([case]), DOCX, _("奖励证书-%(name)s.docx") % {"name": case.person.name})


def _notice(user, pk) -> PublicNotice:
    return get_object_or_404(visible(registers()["public-notices"], user).select_related("unit"), pk=pk)
