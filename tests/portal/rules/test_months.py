"""A calendar month as a form, a sheet and a page have it."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from branches.models import DuesPayment
from cadres.importing.register_values import read_value
from portal.forms.columns import form_field
from portal.queries.coded import shown

pytestmark = pytest.mark.django_db  # words of codes
MONTH = DuesPayment._meta.get_field("month")
JUNE = datetime.date(2026, 6, 1)


@pytest.mark.parametrize("text", ["2026-06", "2026.06", "2026-06-17"])
def test_a_month_is_read_from_itself_and_from_any_of_its_days(text):
    assert form_field(MONTH, None).clean(text) == JUNE
    assert MONTH.clean(text, None) == JUNE
    assert read_value(MONTH, text, "", {}) == "2026-06-01"


def test_a_year_is_no_month_and_a_month_is_shown_without_a_day():
    with pytest.raises(ValidationError, match="请填写到月"):
        MONTH.clean("2026", None)
    assert shown(DuesPayment(month=JUNE), MONTH) == "2026-06"
    assert 'value="2026-06"' in str(form_field(MONTH, None).widget.render("month", JUNE))
