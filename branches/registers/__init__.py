"""Registers of Party organizations and of 党建+ work, one subject a file."""

REGISTERS = ()
