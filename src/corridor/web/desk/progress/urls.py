"""Addresses of entries."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.progress import file_views, views

urlpatterns = [
    path("commitments/progress/", views.progress, name="progress"),
    path("commitments/progress/new/", views.progress_new, name="progress-new"),
    path("commitments/progress/import/", file_views.progress_import, name="progress-import"),
    path("commitments/progress/template/", file_views.progress_template, name="progress-template"),
    path("commitments/progress/<str:about>/", views.progress_entry, name="progress-entry"),
    path("commitments/progress/<str:about>/change/", views.progress_edit, name="progress-edit"),
    path("commitments/progress/<str:about>/act/", views.progress_act, name="progress-act"),
]
