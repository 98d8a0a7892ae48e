"""Addresses of an originator's readings."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.readings import views

urlpatterns = [
    path("readings/", views.readings, name="readings"),
    path("things/<str:uid>/readings/", views.thing_readings, name="thing-readings"),
]
