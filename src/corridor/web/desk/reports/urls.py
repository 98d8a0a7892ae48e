"""Addresses of reports."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.reports import views

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/new/", views.new, name="report-new"),
    path("reports/readers/", views.readers, name="report-readers"),
    path("reports/<str:uid>/", views.report, name="report"),
    path("reports/<str:uid>/edit/", views.edit, name="report-edit"),
    path("reports/<str:uid>/attach/", views.attach, name="report-attach"),
    path("report-files/<str:uid>/", views.file, name="report-file"),
    path("report-files/<str:uid>/remove/", views.detach, name="report-file-remove"),
    path("things/<str:uid>/files/", views.thing_files, name="thing-files"),
    path("reports/<str:uid>/take-back/", views.take_back, name="report-take-back"),
    path("reports/<str:uid>/discard/", views.discard, name="report-discard"),
    path("reports/<str:uid>/restore/", views.restore, name="report-restore"),
    path("reports/<str:uid>/correct/", views.correct, name="report-correct"),
    path("reports/<str:uid>/release/", views.release, name="report-release"),
    path("reports/<str:uid>/return/", views.send_back, name="report-return"),
]
