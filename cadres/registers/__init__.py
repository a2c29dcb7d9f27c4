"""Registers of cadre records, one subject a file."""

from cadres.registers import honours, ranks, secondments, selection, structure, talks, training

REGISTERS = (
    *selection.REGISTERS,
    *structure.REGISTERS,
    *training.REGISTERS,
    *secondments.REGISTERS,
    *ranks.REGISTERS,
    *honours.REGISTERS,
    *talks.REGISTERS,
)
