"""Pages of figures: the board, its people, why each counts, frozen runs, the report."""
