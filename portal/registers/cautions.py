"""What is told of a record beside its being saved: a unit over its share, and whether the office lets that stand."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Model

from portal.registers.declaration import Caution, Register


def caution_of(register: Register | None, record: Model, today: datetime.date) -> Caution | None:
    """What to think of about the record as it stands; None when nothing, or where its table has no register."""
    return register.cautions([record], today=today).get(0) if register and register.cautions else None


def said(caution: Caution | None) -> dict | None:
    """The caution as an answer over REST tells it."""
    return caution and {"field": caution.column, "message": caution.message, "remedy": caution.remedy}


def refuse_cautioned(register: Register | None, record: Model, today: datetime.date) -> None:
    """Raises ValidationError where the office's rule refuses what the record was cautioned of."""
    caution = caution_of(register, record, today)
    if caution and caution.refuses:
        text = f"{caution.message}。{caution.remedy}。"
        raise ValidationError({caution.column: ValidationError(text, code="cautioned")})
