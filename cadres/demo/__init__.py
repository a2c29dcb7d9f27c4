"""The demo county 临溪县: people and units that never were, made by code and loaded through the ordinary import.

Nothing here knows a figure. The people have careers, the careers become résumé texts and rows of the national
workbook, and every number comes out of the records like that of a real county.
"""
