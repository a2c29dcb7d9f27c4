"""The rules the folders declare, by key."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from portal.rules.office import KINDS, OfficeRule


@cache
def office_rules() -> dict[str, OfficeRule]:
    """Every declared rule by its key; raises ValueError for a key used twice or a kind of value there is not."""
    found: dict[str, OfficeRule] = {}
    for dotted in settings.PORTAL_OFFICE_RULES:
        for rule in import_string(dotted):
            if rule.key in found:
                raise ValueError(f"rule “{rule.key}” is declared twice")
            if unknown := {one.kind for one in rule.fields} - set(KINDS):
                raise ValueError(f"rule “{rule.key}” has fields of kind {sorted(unknown)}")
            found[rule.key] = rule
    return found
