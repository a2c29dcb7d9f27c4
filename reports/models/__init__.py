"""Tables of figures taken and papers made."""

from reports.models.runs import Run, RunFigure, RunMember

__all__ = ["Run", "RunFigure", "RunMember"]
