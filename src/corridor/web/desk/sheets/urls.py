"""Addresses of workbooks of reports."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.sheets import views

urlpatterns = [
    path("reports/sheet/", views.sheet, name="report-sheet"),
    path("reports/sheet/rejects/", views.sheet_rejects, name="report-sheet-rejects"),
    path("reports/sheet/<str:language>/", views.sheet_file, name="report-sheet-file"),
]
