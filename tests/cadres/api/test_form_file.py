"""The printed appointment form over REST."""

import io

import pytest
from docx import Document

from portal.models import AuditEvent
from portal.rules.roles import Role


def test_the_form_comes_out_in_the_layout_asked_and_is_recorded(api, person):
    someone = person("周平")
    answer = api(Role.TOWNSHIP_OFFICER, "LX01").get(f"people/{someone.pk}/form.docx", layout="old", as_of="2026-06-30")
    assert answer.status_code == 200
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    table = Document(io.BytesIO(answer.content)).tables[0]
    assert (table.cell(0, 1).text, table.cell(2, 4).text) == ("周平", "健康状况")
    assert AuditEvent.objects.get(action="person.form_exported").detail["layout"] == "old"


@pytest.mark.parametrize(("words", "status"), [({"layout": "new"}, 400), ({"as_of": "1.1"}, 400), ({"x": "1"}, 400)])
def test_what_is_not_described_is_refused(api, person, words, status):
    assert api(Role.CADRE_SECTION, "LX").get(f"people/{person('周平').pk}/form.docx", **words).status_code == status


def test_the_form_needs_the_right_and_the_scope(api, person):
    there, away = person("周平"), person("马力", "LX02")
    assert api(Role.UNIT_HR, "LX01").get(f"people/{there.pk}/form.docx").status_code == 403
    assert api(Role.TOWNSHIP_OFFICER, "LX01").get(f"people/{away.pk}/form.docx").status_code == 404
    assert api().get(f"people/{there.pk}/form.docx").status_code == 401
