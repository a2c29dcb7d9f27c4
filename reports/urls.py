"""Addresses of the figure pages."""

from django.urls import path

from reports.views import (
    board,
    definition,
    full_report,
    people,
    record_runs,
    records,
    report,
    runs,
    turnover,
    turnover_township,
    why,
)

app_name = "figures"
urlpatterns = [
    path("", board.board, name="board"),
    path("report/", report.report, name="report"),
    path("report/full/", full_report.report, name="full-report"),
    path("runs/", runs.runs, name="runs"),
    path("runs/freeze/", runs.freeze_board, name="freeze"),
    path("runs/compare/", runs.compare_runs, name="compare"),
    path("runs/<int:pk>/", runs.run, name="run"),
    path("runs/<int:pk>/withdraw/", runs.withdraw_run, name="withdraw"),
    path("runs/<int:pk>/people/<str:identity>/", runs.run_people, name="run-people"),
    path("records/", records.board, name="records"),
    path("records/runs/", record_runs.runs, name="record-runs"),
    path("records/runs/freeze/", record_runs.freeze, name="record-freeze"),
    path("records/runs/compare/", record_runs.compare, name="record-compare"),
    path("records/runs/<int:pk>/", record_runs.run, name="record-run"),
    path("records/runs/<int:pk>/withdraw/", record_runs.withdraw, name="record-withdraw"),
    path("records/runs/<int:pk>/rows/<str:identity>/", record_runs.run_rows, name="record-run-rows"),
    path("records/<str:identity>/", records.definition, name="record-indicator"),
    path("records/<str:identity>/rows/", records.rows, name="record-rows"),
    path("records/<str:identity>/rows/export.xlsx", records.export, name="record-export"),
    path("turnover/", turnover.rounds, name="turnover"),
    path("turnover/<int:pk>/", turnover.board, name="turnover-round"),
    path("turnover/<int:pk>/townships/", turnover.add_townships, name="turnover-add"),
    path("turnover/<int:pk>/requirements/<int:requirement>/", turnover.candidate_list, name="turnover-candidates"),
    path("turnover/<int:pk>/<int:unit>/", turnover_township.township, name="turnover-township"),
    path("turnover/<int:pk>/<int:unit>/slate/", turnover_township.slate, name="turnover-slate"),
    path("turnover/<int:pk>/<int:unit>/advance/", turnover_township.advance, name="turnover-advance"),
    path("turnover/<int:pk>/<int:unit>/complete/", turnover_township.finish, name="turnover-complete"),
    path("<str:identity>/", definition.definition, name="indicator"),
    path("<str:identity>/people/", people.people, name="people"),
    path("<str:identity>/people/export.xlsx", people.export, name="people-export"),
    path("<str:identity>/people/<int:pk>/why/", why.why_page, name="why"),
]
