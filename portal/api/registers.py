"""Registers over REST: for each declaration the list, one record and its steps, described like every other address."""

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.response import Response

from portal.api import shapes
from portal.api.columns import with_records
from portal.api.endpoint import Endpoint
from portal.api.fields import Text
from portal.api.paging import COUNT, PAGING, keyset_page
from portal.api.problems import Problem, field_error
from portal.api.register_attachments import Attachments, OneAttachment
from portal.api.register_fields import body_of, columns_of, document, filters_of, steps_body, texts_of_filters
from portal.api.versions import named_version
from portal.queries.versions import version_of
from portal.registers.actions import VersionChanged, add_record, change_record, remove_record, take_step
from portal.registers.catalogue import registers
from portal.registers.cautions import caution_of, said
from portal.registers.columns import with_relations, withheld
from portal.registers.declaration import Register
from portal.registers.listing import listing_of
from portal.registers.openings import tell_opened
from portal.registers.record_page import steps_taken
from portal.registers.scope import chooseable, visible

_RECORD = {
    "type": "object",
    "required": ["id", "texts"],
    "properties": {
        "id": shapes.WHOLE, "version": shapes.ANYTHING, "texts": shapes.ANYTHING,
        "caution": shapes.record(field=shapes.TEXT, message=shapes.TEXT, remedy=shapes.TEXT),
    },
    "additionalProperties": True,
}  # fmt: skip
_STEP = shapes.record(
    step=shapes.TEXT, origin=shapes.TEXT, target=shapes.TEXT, reason=shapes.TEXT, by=shapes.maybe(shapes.TEXT),
    at=shapes.MOMENT,
)  # fmt: skip
_MATCH = [("If-Match", gettext_lazy("查看时返回的 ETag"))]


class _OfRegister(Endpoint):
    """What the addresses of one register share."""

    register: Register

    def rows(self):
        """The visible records with all their document reads."""
        return with_relations(self.register, visible(self.register, self.request.user), columns_of(self.register))

    def found(self, pk: int):
        """One record of the scope; any other is not found."""
        return get_object_or_404(self.rows(), pk=pk)

    def taken(self, *, partial: bool = False, fields=None) -> dict:
        """The values of the body, without columns withheld, with the records they name."""
        hidden = withheld(self.register, self.request.user)
        open_fields = tuple(one for one in (fields or self.body) if one.name not in hidden)
        return with_records(self.register.model, self.given(partial=partial, fields=open_fields), self.request.user)

    def answer(self, pk: int, status: int = 200, *, written: bool = False) -> Response:
        """The record as it stands now, with the version a change names; opening guarded content is recorded.

        The version always stands in the ETag; a table with a `version` of its own (版次) keeps that word. A record just
        written tells in `caution` what to think of about it.
        """
        record = self.found(pk)
        tell_opened(self.register, self.request.user, record)
        told = document(self.register, record, self.request.user)
        version = version_of(record)
        if written and (caution := caution_of(self.register, record, timezone.localdate())):
            told["caution"] = said(caution)
        return Response({"version": version, **told}, status=status, headers={"ETag": f'"{version}"'})


class _Records(_OfRegister):
    """The records of the account's scope, and a new one."""

    answers = {"GET": shapes.page(_RECORD), "POST": (201, "application/json", _RECORD)}

    def get(self, request):
        rows = self.rows()
        for name in self.register.owners:
            if (number := self.query.get(f"{name}_id")) is not None:
                owners = chooseable(self.register.model._meta.get_field(name).related_model, request.user)
                rows = rows.filter(**{name: get_object_or_404(owners, pk=number)})
        query = QueryDict(mutable=True)
        query.update(texts_of_filters(self.register, self.query))
        try:
            rows = listing_of(self.register, request.user).filtered(rows, query)
        except ValueError:
            told = _("筛选条件无法识别。")
            raise Problem(400, "bad_filter", told, errors=[field_error("", "bad_filter", told)]) from None

        def shape(record):
            return document(self.register, record, request.user, guarded=False)

        return Response(keyset_page(self, rows, keys=("pk",), kind=f"register.{self.register.name}", shape=shape))

    def post(self, request):
        values = self.taken()
        made = add_record(register=self.register, values=values, by=request.user, today=timezone.localdate())
        return self.answer(made.pk, 201, written=True)


class _OneRecord(_OfRegister):
    """One record; changes and removals name the version they were made from."""

    answers = {"GET": _RECORD, "PATCH": _RECORD, "DELETE": (204, "application/json", shapes.ANYTHING)}
    headers = {"PATCH": _MATCH, "DELETE": _MATCH}

    def get(self, request, record: int):
        return self.answer(record)

    def patch(self, request, record: int):
        held, version = self.found(record), named_version(request)
        changes = self.taken(partial=True)
        try:
            change_record(
                register=self.register, record=held, changes=changes, by=request.user, version=version,
                today=timezone.localdate(),
            )  # fmt: skip
        except VersionChanged as error:
            raise _newer(error) from error
        return self.answer(record, written=True)

    def delete(self, request, record: int):
        held, version = self.found(record), named_version(request)
        try:
            remove_record(register=self.register, record=held, by=request.user, version=version)
        except VersionChanged as error:
            raise _newer(error) from error
        except ValidationError as error:
            raise Problem(409, getattr(error, "code", None) or "conflict", error.messages[0]) from error
        return Response(status=204)


class _Steps(_OfRegister):
    """The steps a record took, and the next one."""

    answers = {"GET": shapes.record(results=shapes.many(_STEP)), "POST": (201, "application/json", _RECORD)}

    def get(self, request, record: int):
        held = self.found(record)
        results = [
            {**one, "by": str(one["by"]) if one["by"] else None}
            for one in steps_taken(self.register, held)
        ]  # fmt: skip
        return Response({"results": [{**one, "step": one.pop("label")} for one in results]})

    def post(self, request, record: int):
        held = self.found(record)
        given = self.given()
        step, reason = given.pop("step"), given.pop("reason", "")
        values = with_records(self.register.model, given, request.user)
        try:
            take_step(
                register=self.register, record=held, step=step, values=values, reason=reason, by=request.user,
                today=timezone.localdate(),
            )  # fmt: skip
        except ValidationError as error:
            if getattr(error, "code", None) in ("wrong_state", "second_person", "gone"):
                raise Problem(409, error.code, error.messages[0]) from error
            raise
        return self.answer(record, 201, written=True)


class Registers(Endpoint):
    """What registers there are for the account, with their columns and steps."""

    says = {"GET": gettext_lazy("可用的台账：名称、信息项、取值和办理步骤。")}
    answers = {"GET": shapes.record(results=shapes.many(shapes.ANYTHING))}

    @classmethod
    def right_for(cls, method: str):
        return tuple({register.view: None for register in registers().values()}) or None

    def get(self, request):
        seen = [register for register in registers().values() if request.user.can(register.view)]
        return Response({"results": [_described(register, request.user) for register in seen]})


def register_paths() -> list:
    """The addresses of every register."""
    found = [path("registers/", Registers.as_view(), name="registers")] if registers() else []
    for register in registers().values():
        title, name = register.title, register.name
        rights = {"GET": register.view, "POST": register.edit, "PATCH": register.edit, "DELETE": register.edit}
        shared = {"register": register, "required_permission": rights, "body": body_of(register)}
        listed = type("Records", (_Records,), {
            **shared, "parameters": (*filters_of(register), *PAGING, COUNT),
            "says": {"GET": _("%(what)s：管理范围内的记录。") % {"what": title}, "POST": _("登记%(what)s。") % {"what": title}},
        })  # fmt: skip
        single = type("OneRecord", (_OneRecord,), {
            **shared,
            "says": {
                "GET": _("一条%(what)s。") % {"what": title},
                "PATCH": _("修改%(what)s，须在 If-Match 中给出版本。") % {"what": title},
                "DELETE": _("删除录错的%(what)s，须在 If-Match 中给出版本。") % {"what": title},
            },
        })  # fmt: skip
        found += [
            path(f"registers/{name}/", listed.as_view(), name=f"register-{name}"),
            path(f"registers/{name}/<int:record>/", single.as_view(), name=f"register-{name}-record"),
        ]
        found += _attachment_paths(register)
        if register.flow:
            steps = type("Steps", (_Steps,), {
                **shared, "required_permission": register.view, "body": steps_body(register),
                "says": {
                    "GET": _("%(what)s的办理经过。") % {"what": title}, "POST": _("办理%(what)s的一个步骤。") % {"what": title},
                },
            })  # fmt: skip
            found.append(path(f"registers/{name}/<int:record>/steps/", steps.as_view(), name=f"register-{name}-steps"))
    return found


def _attachment_paths(register: Register) -> list:
    title, address = register.title, f"registers/{register.name}/<int:record>/attachments/"
    rights = {"GET": register.view, "POST": register.edit, "DELETE": register.edit}
    shared = {"register": register, "required_permission": rights}
    many = type("Attachments", (Attachments,), {
        **shared,
        "says": {"GET": _("%(what)s的附件。") % {"what": title}, "POST": _("给%(what)s添加一个附件。") % {"what": title}},
    })  # fmt: skip
    one = type("OneAttachment", (OneAttachment,), {
        **shared,
        "says": {"GET": _("%(what)s的一个附件的内容。") % {"what": title}, "DELETE": _("删除%(what)s的一个附件。") % {"what": title}},
    })  # fmt: skip
    name = f"register-{register.name}-attachment"
    return [
        path(address, many.as_view(), name=f"{name}s"), path(f"{address}<int:attachment>/", one.as_view(), name=name),
    ]  # fmt: skip


def _newer(error: VersionChanged) -> Problem:
    return Problem(412, "version_changed", error.messages[0], hint=_("请重新读取后再修改。"))


def _described(register: Register, user) -> dict:
    hidden = withheld(register, user)
    steps = register.flow.steps if register.flow else ()
    return {
        "name": register.name,
        "title": register.title,
        "group": register.group,
        "purpose": register.purpose,
        "may_edit": user.can(register.edit),
        "columns": [_column(register, one) for one in body_of(register) if one.name not in hidden],
        "steps": [
            {"step": one.name, "label": one.label, "sources": one.sources, "target": one.target, "asks": one.asks}
            for one in steps
        ],
    }


def _column(register: Register, field: Text) -> dict:
    column = register.model._meta.get_field(field.name)
    told = {"name": field.name, "label": str(column.verbose_name), "required": field.required, **field.schema()}
    if column.choices:
        told["choices"] = {str(code): str(label) for code, label in column.flatchoices}
    if column.is_relation:
        told["names"] = column.related_model._meta.label_lower
    elif str(column.help_text):
        told["help"] = str(column.help_text)
    return told
