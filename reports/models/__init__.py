"""Tables of figures taken and papers made."""

from reports.models.record_runs import RecordRun, RecordRunFigure, RecordRunRow
from reports.models.runs import Run, RunFigure, RunMember

__all__ = ["RecordRun", "RecordRunFigure", "RecordRunRow", "Run", "RunFigure", "RunMember"]
