"""Values put into a record and the record put into its table: every refusal is a ValidationError by column."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from portal.queries.coded import code_table
from portal.queries.codes import code_names
from portal.registers.columns import withheld
from portal.registers.declaration import Register
from portal.registers.scope import chooseable, visible


def writable(register: Register, user) -> set[str]:
    """The columns the account may fill in by form, sheet or REST."""
    return {*register.field_names, *register.sheet} - withheld(register, user)


def assign(record: models.Model, values: dict, *, allowed: set[str], by) -> dict:
    """Puts the values into the record; gives those of columns with many values, which follow after the save.

    None empties a text. Raises ValidationError for a column not allowed, a record outside the scope of `by`, or a
    code its table does not have.
    """
    problems, many = {}, {}
    for name, value in values.items():
        if name not in allowed:
            problems[name] = ValidationError(_("没有这个信息项，或者它不能修改。"), code="unknown_field")
            continue
        field = record._meta.get_field(name)
        if field.is_relation:
            given = list(value) if field.many_to_many else [value] if value is not None else []
            seen = chooseable(field.related_model, by).filter(pk__in=[one.pk for one in given]).count() if given else 0
            if seen < len({one.pk for one in given}):
                problems[name] = ValidationError(_("不在您的管理范围内。"), code="out_of_scope")
        elif value is None and not field.null and isinstance(field, models.CharField | models.TextField):
            value = ""
        elif (names := code_names().get(code_table(record, field))) and value and value not in names:
            problems[name] = ValidationError(_("代码表中没有“%(code)s”。") % {"code": value}, code="unknown_code")
        if field.many_to_many:
            many[name] = value
        else:
            setattr(record, name, value)
    if problems:
        raise ValidationError(problems)
    return many


def save(register: Register, record: models.Model, many: dict, *, by, today) -> None:
    """The record checked and saved; raises ValidationError for what the rules, the database or the scope refuse."""
    given = {*register.field_names, *register.sheet}
    record.clean_fields(exclude={field.name for field in record._meta.fields} - given)
    if register.check:
        register.check(record, by=by, today=today)
    record.clean_fields(exclude=given)
    record.clean()
    record.validate_unique()
    record.validate_constraints()
    try:
        with transaction.atomic():
            record.save()
            for name, value in many.items():
                getattr(record, name).set(value)
    except (IntegrityError, DataError) as error:
        # Two people saved at once, or a bound only the database knows.
        raise _refused(record, error) from error
    if by is not None and not visible(register, by).filter(pk=record.pk).exists():
        problem = ValidationError(_("这样保存后记录不在您的管理范围内，未保存。"), code="out_of_scope")
        first = register.scope.partition("__")[0]
        raise ValidationError({first if first in given else NON_FIELD_ERRORS: problem})


def _refused(record: models.Model, error: Exception) -> ValidationError:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for constraint in record._meta.constraints:
        if constraint.name == name and constraint.violation_error_message != constraint.default_violation_error_message:
            return ValidationError(constraint.get_violation_error_message(), code="conflict")
    return ValidationError(_("与刚刚保存的记录冲突，或数值超出范围，请核对后重试。"), code="conflict")
