"""Changing chosen columns of the people on screen, or of all a search finds: becomes a batch to look at and apply."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cadres.actions.batches import change_many
from cadres.actions.batches.bulk import MOST_PEOPLE
from cadres.forms.bulk import COLUMNS, BulkForm
from cadres.models import Person
from cadres.queries.people_list import people_list
from portal.access import requires
from portal.rules.roles import Permission
from portal.views.days import as_of_day

MOST_COLUMNS = 6


@requires(Permission.IMPORT_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request):
    """First which columns, then what goes into them; a post rehearses it and opens the batch."""
    if not request.user.can(Permission.EDIT_RECORDS):
        raise PermissionDenied
    query = request.GET.copy()
    columns = [name for name in dict.fromkeys(query.pop("column", [])) if name in COLUMNS][:MOST_COLUMNS]
    whole = query.pop("whole", ["0"])[-1] == "1"
    people = _people(request, query, whole)
    form = BulkForm(request.POST or None, columns=columns, user=request.user)
    if request.method == "POST" and columns and form.is_valid():
        home = next(iter(request.user.scope_units()), None)
        try:
            batch = change_many(people=people, values=form.values(), unit=home, by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("cadres:batch", batch.pk)
    context = {
        "title": _("批量修改"), "form": form, "columns": columns, "people": people[:MOST_PEOPLE], "whole": whole,
        "too_many": len(people) > MOST_PEOPLE, "most": MOST_PEOPLE, "kept": [(n, v) for n in query for v in query.getlist(n)],
        "choices": [(name, Person._meta.get_field(name).verbose_name) for name in COLUMNS],
        "query": query.urlencode(), "full_query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "cadres/bulk.html", context, status=422 if form.errors else 200)


def _people(request, query, whole: bool) -> list[Person]:
    """The people of the page the address shows, or all under its filters."""
    listing = people_list(request.user, as_of_day(request))
    rows = Person.objects.visible_to(request.user)
    if not whole:
        return list(listing.page(rows, query))
    try:
        return list(listing.filtered(rows, query).order_by("pinyin", "pk")[: MOST_PEOPLE + 1])
    except ValueError:
        return []
