"""Addresses of shifts."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.shifts import views

urlpatterns = [
    path("analysis/shifts/", views.shifts, name="shifts"),
    path("analysis/shifts/judge/", views.judge, name="shifts-judge"),
]
