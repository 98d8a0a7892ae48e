"""Addresses of quarantine."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.quarantine import views

urlpatterns = [
    path("quarantine/", views.held_files, name="held-files"),
    path("quarantine/<str:uid>/", views.held_file, name="held-file"),
    path("quarantine/<str:uid>/ask/", views.ask, name="held-file-ask"),
    path("quarantine/<str:uid>/take-out/", views.take_out, name="held-file-take-out"),
    path("quarantine/<str:uid>/destroy/", views.destroy, name="held-file-destroy"),
]
