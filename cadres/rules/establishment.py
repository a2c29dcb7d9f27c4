"""On which establishment a person is, from 编制类型 (ZB135) and 人员类别 (ZB125)."""

from collections.abc import Container

CODES = {"1": "administrative", "2": "institution_governed", "3": "institution_other"}  # ZB135
OTHER, TEMPORARY = "4", "A2"


def establishment_of(establishment: str, category: str, workers: Container[str]) -> str | None:
    """The kind of approved number the person fills, '' when the record does not tell, None for whoever fills none.

    `workers` are the categories an office counts on 工勤编制. Temporary staff (A2) hold no place.
    """
    if category in workers:
        return "worker"
    if establishment in CODES:
        return CODES[establishment]
    if category == TEMPORARY:
        return None
    return "other" if establishment == OTHER and category else ""
