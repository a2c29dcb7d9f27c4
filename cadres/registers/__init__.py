"""Registers of cadre records, one subject a file."""

REGISTERS = ()
