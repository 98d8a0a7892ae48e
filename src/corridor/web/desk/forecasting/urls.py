"""Addresses of forecasts."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.forecasting import views

urlpatterns = [
    path("analysis/forecasts/", views.forecasts, name="forecasts"),
    path("analysis/forecasts/work-out/", views.work_out_all, name="forecasts-work-out"),
    path("analysis/forecasts/kept/<str:uid>/withdraw/", views.withdraw, name="forecast-withdraw"),
    path("analysis/forecasts/<str:key>/", views.forecast, name="forecast"),
    path("analysis/forecasts/<str:key>/work-out/", views.work_out, name="forecast-work-out"),
    path("analysis/forecasts/<str:key>/keep/", views.keep, name="forecast-keep"),
    path("analysis/forecasts/<str:key>/take-along/", views.take_along, name="forecast-take-along"),
]
