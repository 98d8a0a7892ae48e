"""Addresses of imports and sources."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.imports import views

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/new/", views.import_new, name="import-new"),
    path("imports/preview/<str:uids>/", views.import_preview, name="import-preview"),
    path("imports/preview/<str:uids>/run/", views.import_run, name="import-run"),
    path("imports/preview/<str:uids>/discard/", views.import_discard, name="import-discard"),
    path("imports/<str:uid>/", views.import_, name="import"),
    path("imports/<str:uid>/progress/", views.import_progress, name="import-progress"),
    path("imports/<str:uid>/cancel/", views.import_cancel, name="import-cancel"),
    path("imports/<str:uid>/undo/", views.import_undo, name="import-undo"),
    path("imports/<str:uid>/redo/", views.import_redo, name="import-redo"),
    path("imports/<str:uid>/rejects.csv", views.import_rejects, name="import-rejects"),
    path("sources/", views.sources, name="sources"),
    path("sources/<str:code>/", views.source, name="source"),
    path("sources/<str:code>/withdraw/", views.source_withdraw, name="source-withdraw"),
    path("sources/<str:code>/restore/", views.source_restore, name="source-restore"),
]
