"""Codes that carry their Chinese term."""

from enum import StrEnum


class Labelled(StrEnum):
    """A closed list of codes; each member is its code as text and has a Chinese `label`."""

    def __new__(cls, code: str, label: str):
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def pairs(cls) -> list[tuple[str, str]]:
        """(code, Chinese label) of every member, for a field's choices."""
        return [(member.value, member.label) for member in cls]
