"""Files over REST: the wrong rows of a batch, a person's appointment form."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from cadres.api.batches import visible_batch
from cadres.api.people import visible_person
from cadres.documents.appointment_form import LAYOUTS, NEW
from cadres.documents.person_papers import form_docx, form_name
from cadres.exporting.lrmx import write_lrmx
from cadres.exporting.person_form import appointment_form
from cadres.presenters.wrong_rows import wrong_rows
from portal.api.downloads import FILE, AnyAccept
from portal.api.endpoint import Endpoint
from portal.api.fields import Choice, Day
from portal.audit import record
from portal.downloads import DOCX, XLSX, sent
from portal.rules.roles import Permission


class _Download(Endpoint):
    content_negotiation_class = AnyAccept
    is_export = True


class AppointmentFormFile(_Download):
    """The appointment form of a person; ID number and family only by their rights."""

    required_permission = {"GET": Permission.EXPORT_RECORDS}
    says = {"GET": lazy("任免审批表(.lrmx)。")}
    answers = {"GET": (200, "application/xml", FILE)}

    def get(self, request, person: int):
        found = visible_person(request.user, person)
        content = write_lrmx(appointment_form(found, request.user))
        record("person.form_exported", by=request.user, target=found)
        return sent(content, "application/xml", f"{found.name}.lrmx")


class PrintedFormFile(_Download):
    """The printed form of a person on a day, on two pages; family only by its right."""

    required_permission = {"GET": Permission.EXPORT_RECORDS}
    parameters = (
        Day("as_of", lazy("基准日，默认今天")),
        Choice("layout", lazy("版式：2025(默认)或 old"), choices=tuple(LAYOUTS)),
    )
    says = {"GET": lazy("任免审批表(.docx)。")}
    answers = {"GET": (200, DOCX, FILE)}

    def get(self, request, person: int):
        found = visible_person(request.user, person)
        day, layout = self.query["as_of"] or timezone.localdate(), self.query["layout"] or NEW
        content = form_docx(found, request.user, day, layout)
        record("person.form_exported", by=request.user, target=found, detail={"as_of": str(day), "layout": layout})
        return sent(content, DOCX, form_name(found.name))


class WrongRows(_Download):
    """The wrong rows of a batch in the form of its file, cells marked."""

    required_permission = {"GET": Permission.IMPORT_RECORDS}
    says = {"GET": lazy("有误的行，标出单元格并附错误原因。")}
    answers = {"GET": (200, XLSX, FILE)}

    def get(self, request, batch: int):
        found = visible_batch(request.user, batch)
        content = wrong_rows(found)
        record("batch.errors_exported", by=request.user, target=found)
        return sent(content, XLSX, _("%(name)s-错误行.xlsx") % {"name": found.file.name.rsplit(".", 1)[0]})
