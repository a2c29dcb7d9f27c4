"""The questions figures answer, in one place for pages, the API, commands and documents."""

from reports.board import Board, Figure, board
from reports.definitions import Indicator, indicator, indicators
from reports.distribution import Distribution, distribution
from reports.filters import Filters
from reports.people import Page, PersonRow, TownshipRow, people_count, people_page
from reports.people_sql import SIDES
from reports.populations import POPULATIONS, latest_round
from reports.problems import FigureProblem
from reports.why import Why, why

__all__ = [
    "POPULATIONS", "SIDES", "Board", "Distribution", "Figure", "FigureProblem", "Filters", "Indicator", "Page",
    "PersonRow", "TownshipRow", "Why", "board", "distribution", "indicator", "indicators", "latest_round",
    "people_count", "people_page", "why",
]
