"""Registers of Party organizations and of 党建+ work, one subject a file."""

from branches.registers import admissions, members, organizations, standing, terms

REGISTERS = (*organizations.REGISTERS, *terms.REGISTERS, *standing.REGISTERS, *members.REGISTERS, *admissions.REGISTERS)
