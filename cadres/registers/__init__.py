"""Registers of cadre records, one subject a file."""

from cadres.registers import honours, ranks

REGISTERS = (*ranks.REGISTERS, *honours.REGISTERS)
