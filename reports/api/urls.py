"""Addresses of figures over REST."""

from django.urls import path

from reports.api import figures

urlpatterns = [
    path("figures/", figures.Figures.as_view(), name="figures"),
    path("figures/<str:identity>/", figures.OneFigure.as_view(), name="figure"),
    path("figures/<str:identity>/people/", figures.FigurePeople.as_view(), name="figure-people"),
    path("figures/<str:identity>/people/<int:person>/why/", figures.FigureWhy.as_view(), name="figure-why"),
]
