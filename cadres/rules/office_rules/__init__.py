"""Rules the office may set, one subject a file."""

OFFICE_RULES = ()
