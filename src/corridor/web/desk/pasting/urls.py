"""The address of pasted texts."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.pasting import views

urlpatterns = [path("reports/new/paste/", views.paste, name="report-paste")]
