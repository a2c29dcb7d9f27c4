"""Registers of Party organizations and of 党建+ work, one subject a file."""

from branches.registers import (
    admissions,
    assemblies,
    compacts,
    councils,
    disputes,
    law_education,
    members,
    organizations,
    points,
    standing,
    terms,
)

REGISTERS = (
    *organizations.REGISTERS,
    *terms.REGISTERS,
    *standing.REGISTERS,
    *members.REGISTERS,
    *admissions.REGISTERS,
    *compacts.REGISTERS,
    *points.REGISTERS,
    *disputes.REGISTERS,
    *assemblies.REGISTERS,
    *councils.REGISTERS,
    *law_education.REGISTERS,
)
