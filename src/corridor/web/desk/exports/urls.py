"""Addresses of exporting."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.exports import views

urlpatterns = [path("export/", views.export, name="export")]
