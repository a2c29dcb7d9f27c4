"""Figures counted over records: classes, cases, meetings, disputes; one definition a figure, one source a kind of record."""
