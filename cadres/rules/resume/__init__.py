"""Résumé text: reading it into dated spells, writing it back, finding gaps, classing the spells."""
