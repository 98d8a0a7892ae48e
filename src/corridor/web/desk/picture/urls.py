"""Addresses of the picture."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.picture import views

urlpatterns = [
    path("", views.picture, name="picture"),
    path("picture/map.geojson", views.picture_map, name="picture-map"),
]
