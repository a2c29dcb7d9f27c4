"""Searches kept under a name and thrown away again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cadres.models import SavedSearch
from portal.audit import record


@transaction.atomic
def save_search(*, name: str, filters: dict, conditions: dict | None, shared: bool, by) -> SavedSearch:
    """The search under the name; one of the same name and owner is replaced. Raises ValidationError without a name."""
    name = name.strip()[:60]
    if not name:
        raise ValidationError({"name": ValidationError(_("请填写查询的名称。"), code="required")})
    if not filters and not conditions:
        raise ValidationError(_("还没有筛选条件，没有可保存的内容。"), code="empty")
    search, _made = SavedSearch.objects.update_or_create(
        owner=by, name=name, defaults={"filters": filters, "conditions": conditions, "shared": shared}
    )
    record("search.saved", by=by, target=search, detail={"shared": shared, "filters": sorted(filters)})
    return search


@transaction.atomic
def delete_search(*, search: SavedSearch, by) -> None:
    """The search is gone; raises ValidationError for somebody else's."""
    if search.owner_id != by.pk:
        raise ValidationError(_("只能删除自己保存的查询。"), code="not_owner")
    record("search.deleted", by=by, target=search)
    search.delete()
