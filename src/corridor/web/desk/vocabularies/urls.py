"""Addresses of vocabularies."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.vocabularies import edit_views, views

urlpatterns = [
    path("vocabularies/", views.vocabularies, name="vocabularies"),
    path("vocabularies/parked/", views.parked, name="parked"),
    path("vocabularies/parked/decide/", views.parked_decide, name="parked-decide"),
    path("vocabularies/parked/undo/", views.parked_undo, name="parked-undo"),
    path("vocabularies/<str:name>/", views.vocabulary, name="vocabulary"),
    path("vocabularies/<str:name>/edit/", edit_views.edit, name="vocabulary-edit"),
    path("vocabularies/<str:name>/versions/", edit_views.versions, name="vocabulary-versions"),
]
