"""People over REST: the list, one card, changes with a version, the full ID number with a reason."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response

from cadres.actions.people import VersionChanged, change_person, reveal_id_number
from cadres.api.person_fields import PERSON_FIELDS, with_unit
from cadres.models import Person
from cadres.queries.card import Card, person_card, record_items
from cadres.queries.people import CODE_FILTERS, LIST_COLUMNS, narrowed
from portal.api import shapes
from portal.api.endpoint import Endpoint
from portal.api.fields import Day, Partial, Text
from portal.api.paging import COUNT, PAGING, keyset_page
from portal.api.problems import Problem
from portal.api.versions import named_version
from portal.audit import record
from portal.models import Unit
from portal.rules.roles import Permission

_ROW = shapes.record(
    id=shapes.WHOLE,
    name=shapes.TEXT,
    id_number=shapes.TEXT,
    sex=shapes.TEXT,
    born=shapes.maybe(shapes.TEXT),
    ethnicity=shapes.TEXT,
    political_status=shapes.TEXT,
    post_text=shapes.TEXT,
    post_level=shapes.TEXT,
    rank=shapes.TEXT,
    status=shapes.TEXT,
    category=shapes.TEXT,
    unit=shapes.maybe(shapes.record(code=shapes.TEXT, name=shapes.TEXT)),
)
_CARD = shapes.record(
    id=shapes.WHOLE,
    as_of=shapes.DAY,
    version=shapes.TEXT,
    age=shapes.maybe(shapes.WHOLE),
    person=shapes.ANYTHING,
    texts=shapes.ANYTHING,
    posts=shapes.many(shapes.ANYTHING),
    facts=shapes.ANYTHING,
)
_CODE_LABELS = {name: Person._meta.get_field(name).verbose_name for name in CODE_FILTERS}


def visible_person(user, pk: int) -> Person:
    """A person of the account's scope; anybody else is not found."""
    return get_object_or_404(Person.objects.visible_to(user).select_related("unit"), pk=pk)


class People(Endpoint):
    """People of the account's scope, by pinyin."""

    required_permission = Permission.VIEW_RECORDS
    parameters = (
        Text("q", _("姓名、拼音、首字母；有权限的账号可按完整身份证号查找"), longest=60),
        Text("unit", _("单位编码，含下级"), longest=68),
        Day("team_on", _("当日为领导班子成员（正职、副职）")),
        Partial("born_from", _("出生不早于"), longest=20),
        Partial("born_to", _("出生不晚于"), longest=20),
        *(Text(name, f"{label} {CODE_FILTERS[name]}", longest=8) for name, label in _CODE_LABELS.items()),
        *PAGING,
        COUNT,
    )
    says = {"GET": _("管理范围内的人员，按姓名拼音排列。")}
    answers = {"GET": shapes.page(_ROW)}

    def get(self, request):
        given = dict(self.query)
        if given["unit"]:
            given["unit"] = get_object_or_404(Unit.objects.visible_to(request.user), code=given["unit"])
        people = narrowed(Person.objects.visible_to(request.user), given, request.user)
        keys = ("pinyin", "id")
        return Response(keyset_page(self, people, keys=keys, kind="people", columns=LIST_COLUMNS, shape=_row))


class OnePerson(Endpoint):
    """The card of a person; changes name the version they were made from."""

    required_permission = {"GET": Permission.VIEW_RECORDS, "PATCH": Permission.EDIT_RECORDS}
    parameters = (Day("as_of", _("基准日，默认今天")),)
    body = PERSON_FIELDS
    says = {"GET": _("一个人的全部信息。"), "PATCH": _("修改人员基本信息，须在 If-Match 中给出版本。")}
    answers = {"GET": _CARD, "PATCH": _CARD}
    headers = {"PATCH": [("If-Match", _("查看时返回的 ETag"))]}

    def get(self, request, person: int):
        found = visible_person(request.user, person)
        return self._answer(found, self.query["as_of"])

    def patch(self, request, person: int):
        found = visible_person(request.user, person)
        version = named_version(request)
        changes = with_unit(self.given(partial=True), request.user)
        try:
            changed = change_person(person=found, changes=changes, version=version, by=request.user)
        except VersionChanged as error:
            raise Problem(412, "version_changed", error.messages[0], hint=_("请重新读取后再修改。")) from error
        return self._answer(visible_person(request.user, changed.pk), None)

    def _answer(self, person: Person, as_of) -> Response:
        card = person_card(person, as_of or timezone.localdate(), self.request.user)
        record("person.viewed", by=self.request.user, target=person, detail={"as_of": str(card.as_of)})
        return Response(card_document(card), headers={"ETag": f'"{card.version}"'})


class FullIdNumber(Endpoint):
    """The full ID number, for a reason that is kept."""

    required_permission = Permission.VIEW_FULL_ID
    parameters = (Text("reason", _("查看事由，记入审计日志"), required=True, longest=200),)
    says = {"GET": _("完整身份证号。每次查看都记入审计日志。")}
    answers = {"GET": shapes.record(id=shapes.WHOLE, id_number=shapes.TEXT)}

    def get(self, request, person: int):
        found = visible_person(request.user, person)
        number = reveal_id_number(person=found, reason=self.query["reason"], by=request.user)
        if not number:
            raise Http404
        return Response({"id": found.pk, "id_number": number})


def card_document(card: Card) -> dict:
    """The card as the API tells it: codes in `person`, the words they stand for in `texts`."""
    return {
        "id": card.person.pk,
        "as_of": card.as_of,
        "version": card.version,
        "age": card.age,
        "person": {item.name: item.value for item in card.items},
        "texts": {item.name: item.text for item in card.items if item.text and item.text != item.value},
        "posts": [fact_document(post) for post in card.posts],
        "facts": {
            kind: None if records is None else [fact_document(one) for one in records]
            for kind, records in card.facts.items()
        },
    }


def fact_document(fact) -> dict:
    """One record of a person: its columns by name, and the words of its codes in `texts`."""
    items = [item for item in record_items(fact) if item.name not in ("confirmed_by", "confirmed_on")]
    return {
        "id": fact.pk,
        **{item.name: item.value for item in items},
        "texts": {item.name: item.text for item in items if item.text and item.text != item.value},
    }


def _row(row: dict) -> dict:
    unit = {"code": row["unit__code"], "name": row["unit__name"]} if row["unit__code"] else None
    plain = {name: row[name] for name in LIST_COLUMNS if not name.startswith(("unit__", "id_masked"))}
    return {**plain, "id_number": row["id_masked"], "unit": unit}
