"""Admin pages of people and their facts."""

from cadres.admin import facts, people

__all__ = ["facts", "people"]
