"""A person's dated facts over REST: add, change, take out."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response

from cadres.actions.facts import add_fact, change_fact, fact_fields, fact_model, remove_fact
from cadres.api.people import fact_document, visible_person
from cadres.api.person_fields import with_unit
from cadres.queries.card import RELATIONS
from portal.api import shapes
from portal.api.columns import field_of
from portal.api.endpoint import Endpoint
from portal.audit import record
from portal.registers.catalogue import register_of
from portal.registers.cautions import caution_of, said
from portal.rules.roles import Permission

_FACT = shapes.record(id=shapes.WHOLE, texts=shapes.ANYTHING)

# Which columns there are depends on the kind; docs/api.md lists them.
_COLUMNS = {"type": "object", "additionalProperties": True, "description": _("该信息集的各信息项")}


class _Facts(Endpoint):
    """Checks that the account may see the kind, and knows the columns of each."""

    def declared(self, kind: str) -> tuple:
        """The columns of the kind; raises Http404 for a kind that is not there or not to be seen."""
        if kind not in RELATIONS or (kind == "family" and not self.request.user.can(Permission.VIEW_FAMILY)):
            raise Http404
        return tuple(field_of(fact_model(kind), field) for field in fact_fields(kind))


class PersonFacts(_Facts):
    """The facts of one kind, and a new one."""

    required_permission = {"GET": Permission.VIEW_RECORDS, "POST": Permission.EDIT_RECORDS}
    says = {"GET": _("一个人某一信息集的全部记录。"), "POST": _("新增一条记录。")}
    described_body = {"POST": _COLUMNS}
    answers = {
        "GET": shapes.record(results=shapes.many(_FACT)),
        "POST": (201, "application/json", _FACT),
    }

    def get(self, request, person: int, kind: str):
        self.declared(kind)
        found = visible_person(request.user, person)
        record("person.viewed", by=request.user, target=found, detail={"kind": kind})
        facts = getattr(found, RELATIONS[kind]).order_by("id")
        if any(field.name == "unit" for field in facts.model._meta.fields):
            facts = facts.select_related("unit")
        return Response({"results": [fact_document(fact) for fact in facts]})

    def post(self, request, person: int, kind: str):
        fields = self.declared(kind)
        found = visible_person(request.user, person)
        values = with_unit(self.given(fields=fields), request.user)
        fact = add_fact(person=found, kind=kind, values=values, by=request.user, today=timezone.localdate())
        return Response(_written(fact), status=201)


class OneFact(_Facts):
    """One record of a person."""

    required_permission = {"PATCH": Permission.EDIT_RECORDS, "DELETE": Permission.EDIT_RECORDS}
    says = {"PATCH": _("修改一条记录；到期的事实应填终止时间。"), "DELETE": _("删除一条本不该有的记录。")}
    described_body = {"PATCH": _COLUMNS}
    answers = {"PATCH": _FACT, "DELETE": (204, "application/json", shapes.ANYTHING)}

    def patch(self, request, person: int, kind: str, fact: int):
        fields, found = self.declared(kind), self._find(person, kind, fact)
        changes = with_unit(self.given(fields=fields, partial=True), request.user)
        fact = change_fact(fact=found, kind=kind, changes=changes, by=request.user, today=timezone.localdate())
        return Response(_written(fact))

    def delete(self, request, person: int, kind: str, fact: int):
        self.declared(kind)
        remove_fact(fact=self._find(person, kind, fact), kind=kind, by=request.user)
        return Response(status=204)

    def _find(self, person: int, kind: str, fact: int):
        return get_object_or_404(fact_model(kind), person=visible_person(self.request.user, person), pk=fact)


def _written(fact) -> dict:
    """The record just saved, with what to think of about it."""
    caution = said(caution_of(register_of(type(fact)), fact, timezone.localdate()))
    return fact_document(fact) | ({"caution": caution} if caution else {})
