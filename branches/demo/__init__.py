"""Invented records of Party organizations and of 党建+ work of the demo county."""
