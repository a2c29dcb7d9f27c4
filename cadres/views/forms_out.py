"""The appointment form of a person as a file other programs open."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from cadres.exporting.lrmx import write_lrmx
from cadres.presenters.appointment_form import appointment_form
from cadres.views.person import visible
from portal.access import requires
from portal.audit import record
from portal.rules.roles import Permission


@requires(Permission.EXPORT_RECORDS)
@require_safe
def lrmx(request, pk):
    """The .lrmx of a person; the export is recorded."""
    person = visible(request, pk)
    content = write_lrmx(appointment_form(person, request.user))
    record("person.form_exported", by=request.user, target=person)
    response = HttpResponse(content, content_type="application/xml")
    response["Content-Disposition"] = content_disposition_header(True, f"{person.name}.lrmx")
    return response
