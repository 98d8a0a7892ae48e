"""Addresses of what came of reports."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.returned import views

urlpatterns = [
    path("returned/", views.returned, name="returned"),
    path("returned/answer/", views.answer, name="returned-answer"),
    path("things/<str:uid>/reports/", views.thing_reports, name="thing-reports"),
]
