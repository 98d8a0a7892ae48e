"""Addresses of the hub of analyses and of series."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.series import views

urlpatterns = [
    path("analysis/", views.analysis, name="analysis"),
    path("analysis/series/", views.all_series, name="all-series"),
    path("analysis/series/breaks/<str:uid>/withdraw/", views.withdraw_break, name="series-break-withdraw"),
    path("analysis/series/<str:key>/", views.one_series, name="one-series"),
    path("analysis/series/<str:key>/break/", views.note_break, name="series-break"),
    path("analysis/series/<str:key>/take-along/", views.take_along, name="series-take-along"),
]
