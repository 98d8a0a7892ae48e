"""Addresses of measures."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.displacement import views

urlpatterns = [
    path("analysis/measures/", views.measures, name="measures"),
    path("analysis/measures/new/", views.measure_new, name="measure-new"),
    path("analysis/measures/plan/", views.measure_plan, name="measure-plan"),
    path("analysis/measures/plans/<str:uid>/", views.planned, name="measure-planned"),
    path("analysis/measures/<str:uid>/", views.measure, name="measure"),
    path("analysis/measures/<str:uid>/kept/<str:kept>/", views.kept, name="measure-kept"),
]
