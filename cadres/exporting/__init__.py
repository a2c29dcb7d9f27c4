"""Values to files: appointment forms, the national workbook, the workbook of what is wrong."""
