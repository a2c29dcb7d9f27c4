"""Confirming source categories: a second person says that what was entered or imported holds."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cadres.models import SourceTag
from cadres.queries.source_tags import last_written_by
from portal.audit import record
from portal.rules.roles import Permission


@transaction.atomic
def confirm_tags(*, tags: Iterable[SourceTag], by, today: datetime.date) -> int:
    """How many of the tags were waiting and are confirmed now, with who and when.

    Raises PermissionDenied without the right to approve, ValidationError where `by` wrote one of them.
    """
    if not by.can(Permission.APPROVE_RECORDS):
        raise PermissionDenied
    numbers = [tag.pk for tag in tags]
    waiting = list(
        SourceTag.objects.select_for_update(of=("self",))
        .filter(pk__in=numbers, confirmed_on__isnull=True)
        .select_related("person")
    )
    writers = last_written_by([tag.pk for tag in waiting])
    own = [tag.person.name for tag in waiting if writers.get(tag.pk) == by.pk]
    if own:
        told = {"names": "、".join(own[:5]), "count": len(own)}
        raise ValidationError(
            _("%(names)s等%(count)d条由您登记或导入，须由另一人复核。") % told, code="second_person"
        )
    for tag in waiting:
        tag.confirmed_by, tag.confirmed_on = by, today
    SourceTag.objects.bulk_update(waiting, ["confirmed_by", "confirmed_on"])
    record("source_tags.confirmed", by=by, detail={"tags": len(waiting)})
    return len(waiting)
