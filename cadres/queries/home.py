"""What the first page says about people and résumés."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cadres.models import Person, Resume
from portal.rules.roles import Permission


def cards(user, as_of: datetime.date) -> list[dict]:
    """People in the user's scope and résumés that wait for a reader, each with its page."""
    if not user.can(Permission.VIEW_RECORDS):
        return []
    people = Person.objects.visible_to(user)
    found = [
        {"label": _("在册人员"), "value": people.count(), "unit": _("人"), "href": reverse("cadres:people"), "note": ""}
    ]
    if user.can(Permission.EDIT_RECORDS):
        waiting = Resume.objects.filter(needs_review=True, person__in=people).count()
        found.append(
            {
                "label": _("履历待核对"), "value": waiting, "unit": _("人"), "href": reverse("cadres:resume-review"),
                "note": _("有读不准的履历行") if waiting else _("没有待办"), "tone": "amber" if waiting else "",
            }
        )  # fmt: skip
    return found
