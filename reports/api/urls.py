"""Addresses of figures over REST."""

from django.urls import path

from reports.api import figures, records, runs, tables

urlpatterns = [
    path("figures/", figures.Figures.as_view(), name="figures"),
    path("figures/records/", records.RecordFigures.as_view(), name="record-figures"),
    path("figures/records/<str:identity>/", records.OneRecordFigure.as_view(), name="record-figure"),
    path("figures/records/<str:identity>/rows/", records.RecordFigureRows.as_view(), name="record-figure-rows"),
    path("figures/<str:identity>/", figures.OneFigure.as_view(), name="figure"),
    path("figures/<str:identity>/people/", figures.FigurePeople.as_view(), name="figure-people"),
    path("figures/<str:identity>/people/<int:person>/why/", figures.FigureWhy.as_view(), name="figure-why"),
    path("tables/", tables.Tables.as_view(), name="tables"),
    path("tables/<str:name>/", tables.OneTable.as_view(), name="table"),
    path("tables/statistics/<str:number>/<str:place>/", records.StatisticsCellRows.as_view(), name="statistics-cell"),
    path("tables/<str:name>/export.xlsx", tables.TableFile.as_view(), name="table-export"),
    path("runs/", runs.Runs.as_view(), name="runs"),
    path("runs/<int:run>/", runs.OneRun.as_view(), name="run"),
    path("runs/<int:run>/compare/<int:other>/", runs.CompareRuns.as_view(), name="run-compare"),
]
