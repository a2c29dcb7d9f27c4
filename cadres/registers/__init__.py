"""Registers of cadre records, one subject a file."""

from cadres.registers import determinations, honours, ranks, secondments, selection, structure, talks, training

REGISTERS = (
    *selection.REGISTERS,
    *structure.REGISTERS,
    *training.REGISTERS,
    *secondments.REGISTERS,
    *ranks.REGISTERS,
    *honours.REGISTERS,
    *talks.REGISTERS,
    *determinations.REGISTERS,
)
