"""Files as they come, from the bytes to the records: forms sent back, rosters returned with their errors."""

from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from cadres.actions.batches import undo
from cadres.exporting.lrmx import write_lrmx
from cadres.exporting.person_form import appointment_form
from cadres.models import Education, FamilyMember, Person
from portal.models import Batch
from tests.files.rosters import good_line, roster_with_twenty_mistakes

SAMPLES = Path(__file__).parents[2] / "files" / "samples"
FORMS = ("official_3.2.1.16_bom_crlf.lrmx", "editor_2025_daoling.lrmx", "insigma_jaxb_entities.lrmx")


def states(batch) -> set[str]:
    return {state for counts in batch.counts.values() for state in counts}


@pytest.fixture
def load(units, clerk):
    """Applies a file by the command; gives its batch."""

    def command(path: Path, *options, complete=True) -> Batch:
        try:
            call_command("import_records", str(path), "--by", clerk.username, "--apply", *options)
            assert complete
        except CommandError:
            assert not complete
        return Batch.objects.order_by("-pk").first()

    return command


@pytest.mark.parametrize("name", FORMS)
def test_a_form_sent_out_and_loaded_again_makes_no_difference(load, clerk, tmp_path, name):
    assert states(load(SAMPLES / name)) == {"new"}
    sent = tmp_path / "sent.lrmx"
    # One line more: the official form is written as it came, and the same bytes would be the same batch.
    sent.write_bytes(write_lrmx(appointment_form(Person.objects.get(), clerk)) + b"\r\n")
    assert states(load(sent)) == {"same"}


def test_the_old_form_is_the_person_of_the_new_one(load):
    load(SAMPLES / FORMS[0])
    before = Education.objects.count(), FamilyMember.objects.count()
    batch = load(SAMPLES / "legacy_2.0_gbk.lrm")
    assert states(batch) <= {"same", "changed"} and Person.objects.count() == 1
    assert (Education.objects.count(), FamilyMember.objects.count()) == before


def test_the_same_form_twice_is_one_batch(load):
    first = load(SAMPLES / FORMS[0])
    assert load(SAMPLES / FORMS[0]) == first and Batch.objects.count() == 1


def test_a_roster_with_twenty_mistakes_returned_and_corrected_comes_in_and_goes_again(load, clerk, tmp_path):
    content, _expected = roster_with_twenty_mistakes()
    sent, errors = tmp_path / "roster.xlsx", tmp_path / "errors.xlsx"
    sent.write_bytes(content)
    first = load(sent, "--accept-mapping", "--errors", str(errors), complete=False)
    assert first.counts["person"] == {"new": 9, "wrong": 13}
    book = openpyxl.load_workbook(errors)
    heads = [cell.value for cell in book.active[2]]
    assert heads[-1] == "错误原因"
    for line in book.active.iter_rows(min_row=3):
        assert line[-1].value
        good = good_line(line[0].value)
        for head, cell in zip(heads, line, strict=True):
            cell.value = good.get(head, cell.value)
    book.save(errors)
    second = load(errors)
    assert second.counts["person"] == {"new": 13, "same": 4} and Person.objects.count() == 22
    undo(batch=second, by=clerk)
    undo(batch=first, by=clerk)
    assert not Person.objects.exists() and not Education.objects.exists()
