"""Registers of cadre records, one subject a file."""

from cadres.registers import secondments, selection, structure, talks, training

REGISTERS = (*training.REGISTERS, *secondments.REGISTERS, *talks.REGISTERS, *selection.REGISTERS, *structure.REGISTERS)
