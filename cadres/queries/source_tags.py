"""Source categories and whether somebody confirmed them: the list, and who wrote each last."""

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cadres.models import Person, SourceTag
from cadres.queries.people_list import who_and_where
from cadres.rules.source_category import SourceCategory
from portal.lists import Choice, Filter, Listing, Sort

_STATES = {"waiting": Q(confirmed_on__isnull=True), "confirmed": Q(confirmed_on__isnull=False)}


def visible_tags(user) -> QuerySet[SourceTag]:
    """The tags of the people in the user's scope."""
    return SourceTag.objects.filter(person__in=Person.objects.visible_to(user))


def tag_list(user) -> Listing:
    """Filters and orders of the page; the newest first."""

    def of_people(one: Filter) -> Filter:
        def apply(rows: QuerySet, text: str) -> QuerySet:
            return rows.filter(person__in=one.apply(Person.objects.all(), text).values("pk"))

        return Filter(one.name, one.label, apply, one.kind, placeholder=one.placeholder)

    def state(rows: QuerySet, text: str) -> QuerySet:
        return rows.filter(_STATES[text]) if text in _STATES else rows.none()

    return Listing(
        filters=(
            *(of_people(one) for one in who_and_where(user)),
            Choice("category", _("来源类别"), "category", SourceCategory.pairs(), facet=True),
            Filter(
                "state", _("复核"), state, "choice", lambda: [("waiting", _("待复核")), ("confirmed", _("已复核"))],
            ),
        ),
        sorts=(Sort("entered", _("登记先后"), (), descending=True), Sort("name", _("姓名"), ("person__pinyin",))),
    )  # fmt: skip


def last_written_by(tags: list[int]) -> dict[int, int]:
    """Tag → the account that entered, imported or changed it last, where its history tells one."""
    events = apps.get_model("cadres", "SourceTagEvent").objects.filter(pgh_obj__in=tags).order_by("pgh_id")
    written = {}
    for tag, context in events.values_list("pgh_obj_id", "pgh_context__metadata"):
        user = (context or {}).get("user")
        if str(user or "").isdecimal():
            written[tag] = int(user)
    return written
