"""Addresses of the picture."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.picture import views

urlpatterns = [
    path("picture/", views.picture, name="picture"),
    path("picture/map.geojson", views.picture_map, name="picture-map"),
    path("picture/danger/", views.picture_danger, name="picture-danger"),
    path("picture/compare/", views.picture_compare, name="picture-compare"),
    path("picture/compare.geojson", views.picture_compare_map, name="picture-compare-map"),
]
