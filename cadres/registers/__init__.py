"""Registers of cadre records, one subject a file."""

from cadres.registers import secondments, talks, training

REGISTERS = (*training.REGISTERS, *secondments.REGISTERS, *talks.REGISTERS)
