"""Ranks (职级): the ladder, the years, the conversion of 2019, and the caps on how many may hold them."""
