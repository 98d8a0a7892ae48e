"""Addresses of briefings."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.briefings import views

_PART = "analysis/briefings/<str:uid>/parts/<str:part>/"

urlpatterns = [
    path("analysis/briefings/", views.briefings, name="briefings"),
    path("analysis/briefings/versions/<str:uid>/", views.version, name="briefing-version"),
    path("analysis/briefings/versions/<str:uid>/<str:form>/", views.take, name="briefing-take"),
    path("analysis/briefings/<str:uid>/", views.briefing, name="briefing"),
    path("analysis/briefings/<str:uid>/chart/", views.add_chart, name="briefing-chart"),
    path("analysis/briefings/<str:uid>/changes/", views.changes, name="briefing-changes"),
    path("analysis/briefings/<str:uid>/leave/<str:name>/", views.leave, name="briefing-leave"),
    path(_PART, views.part, name="briefing-part"),
    path(f"{_PART}bind/", views.bind, name="briefing-bind"),
    path(f"{_PART}unbind/", views.unbind, name="briefing-unbind"),
    path(f"{_PART}accept/", views.accept, name="briefing-accept"),
    path(f"{_PART}remove/", views.remove, name="briefing-remove"),
    path(f"{_PART}restore/", views.restore, name="briefing-restore"),
]
