"""The tables of the Party's yearly statistics: rows and columns as data, every cell the records behind it."""
