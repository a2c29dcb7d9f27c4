"""Small words for the JSON schemas of answers."""

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
YES_NO = {"type": "boolean"}
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
ANYTHING = {"type": "object", "additionalProperties": True}


def maybe(shape: dict) -> dict:
    """The shape, or null."""
    return {**shape, "nullable": True}


def record(**properties: dict) -> dict:
    """An object that always has these properties."""
    return {"type": "object", "required": sorted(properties), "properties": properties}


def many(shape: dict) -> dict:
    """A list."""
    return {"type": "array", "items": shape}


def page(shape: dict) -> dict:
    """A keyset page of the shape."""
    properties = {
        "results": many(shape),
        "next": maybe(TEXT),
        "cursor": maybe(TEXT),
        "count": WHOLE,
        "count_capped": YES_NO,
    }
    return {"type": "object", "required": ["results", "next", "cursor"], "properties": properties}
