import pytest

from portal.actions.codes import load_codes
from portal.models import Code
from portal.queries.codes import code_maps, code_name, forget_codes

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing_and_a_code_gone_is_retired_not_deleted():
    load_codes()
    count = Code.objects.count()
    Code.objects.create(table="ZB18", code="99", name="旧", position=99)
    load_codes()
    assert Code.objects.count() == count + 1
    assert not Code.objects.get(table="ZB18", code="99").is_active


def test_codes_are_found_by_code_and_by_name():
    load_codes()
    assert code_maps()["GB3304"]["土家族"] == code_maps()["GB3304"]["15"] == "15"
    assert (code_name("ZB18", "1"), code_name("ZB18", "??")) == ("优秀", "??")


def test_tables_asked_for_before_loading_are_not_remembered_as_empty():
    Code.objects.all().delete()
    forget_codes()
    assert code_maps() == {}
    load_codes()
    assert code_maps()["GB2261"]["男"] == "1"
