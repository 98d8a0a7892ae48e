"""Addresses of the pages on which tables are described."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.imports.wizard import views

urlpatterns = [
    path("imports/describe/<str:uid>/", views.describe, name="describe"),
    path("mappings/", views.mappings, name="mappings"),
    path("mappings/<str:uid>/", views.mapping, name="mapping"),
    path("mappings/<str:uid>/mapping.yaml", views.mapping_file, name="mapping-file"),
    path("mappings/<str:uid>/remove/", views.mapping_remove, name="mapping-remove"),
]
