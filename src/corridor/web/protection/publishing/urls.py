"""Addresses of the third door."""

from __future__ import annotations

from django.urls import path

from corridor.web.protection.publishing import views

urlpatterns = [
    path("fixed-tables/", views.fixed, name="fixed-tables"),
    path("fixed-tables/<str:period>/make/", views.make, name="fixed-make"),
    path("fixed-tables/<str:period>/publish/", views.publish, name="fixed-publish"),
    path("fixed-tables/<str:period>/drop/", views.drop, name="fixed-drop"),
    path("fixed-tables/<str:period>/file/", views.file, name="fixed-file"),
]
