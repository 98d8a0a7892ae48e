"""Addresses of things and of finding them."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.entities import views

urlpatterns = [
    path("things/<str:uid>/", views.thing, name="thing"),
    path("things/<str:uid>/print/", views.thing_print, name="thing-print"),
    path("things/<str:uid>/export.json", views.thing_export, name="thing-export"),
    path("things/<str:uid>/map.geojson", views.thing_map, name="thing-map"),
    path("find/", views.find, name="find"),
]
