"""Ranks as they stand on a day: who holds what, who may be promoted, how many places there are."""
