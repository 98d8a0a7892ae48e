"""Addresses of the catalogue."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.commitments import views

urlpatterns = [
    path("commitments/", views.hub, name="commitments"),
    path("commitments/catalogue/", views.catalogue, name="catalogue"),
]
