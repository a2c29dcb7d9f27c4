"""The raw row every reader yields, and the words that open a reading."""

TITLE_ROWS = 15
# Heads are looked for in the first rows of a sheet: titles, units and dates stand above them.


def meta(format: str, *, sheets=(), heads=None, problems=()) -> dict:
    """The first line of a reading: format, sheets read, heads by sheet, problems of the file as a whole."""
    return {"meta": {"format": format, "sheets": list(sheets), "heads": heads or {}, "problems": list(problems)}}


def raw_row(sheet: str, number: int, kind: str, cells: dict, *, flags=None, file_name="") -> dict:
    """One row as written: texts by head, and flags (number, formula, error) of the cells that need care."""
    return {
        "file_name": file_name,
        "sheet": sheet,
        "number": number,
        "kind": kind,
        "cells": cells,
        "flags": flags or {},
    }


def problem(severity: str, code: str, column: str, text: str, message: str, remedy: str) -> dict:
    """One problem in the shape the whole portal uses; `severity` is error, warning or notice."""
    return {
        "severity": severity,
        "code": code,
        "column": column,
        "text": text,
        "message": message,
        "remedy": remedy,
    }
