"""Addresses of indicators and reference figures."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.indicators import figure_views, views

urlpatterns = [
    path("indicators/", views.indicators, name="indicators"),
    path("indicators/new/", views.indicator_new, name="indicator-new"),
    path("indicators/<str:about>/", views.indicator, name="indicator"),
    path("indicators/<str:about>/revise/", views.indicator_revise, name="indicator-revise"),
    path("indicators/<str:about>/withdraw/", views.indicator_withdraw, name="indicator-withdraw"),
    path("figures/", figure_views.all_figures, name="figures"),
    path("figures/new/", figure_views.figure_new, name="figure-new"),
    path("figures/line/", figure_views.figure_line, name="figure-line"),
    path("figures/discrepancies/", figure_views.discrepancies, name="discrepancies"),
    path("figures/<str:ref>/", figure_views.figure, name="figure"),
]
