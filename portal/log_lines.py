"""Log records as single lines that carry no personal data."""

import logging
import traceback
from datetime import UTC, datetime


class OneLine(logging.Formatter):
    """One line a record: time in UTC, level, logger, message; of an exception its type and places, not its words.

    Words of database errors repeat the values of the row, and a value may hold line breaks that forge entries.
    """

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = f"{when} {record.levelname} {record.name} {record.getMessage()}"
        if record.exc_info and record.exc_info[0]:
            kind, _, trace = record.exc_info
            places = (f"{frame.filename}:{frame.lineno}:{frame.name}" for frame in traceback.extract_tb(trace))
            line += f" | {kind.__module__}.{kind.__qualname__} | {' < '.join(reversed(list(places)))}"
        return line.replace("\r", " ").replace("\n", " ")
