"""The checks of one row: cell by cell, then the cells of a row against each other."""
