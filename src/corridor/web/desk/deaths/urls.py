"""Addresses of the register of deaths."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.deaths import views

urlpatterns = [
    path("analysis/deaths/", views.deaths, name="deaths"),
    path("analysis/deaths/alike/", views.alike, name="deaths-alike"),
]
