"""Yearly appraisal and what follows from it: shares, awards, tasks."""
