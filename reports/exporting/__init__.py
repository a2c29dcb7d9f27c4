"""Lists of people as workbooks."""
