"""The address of what was reported to a forum."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.progress import reported_views

urlpatterns = [path("commitments/forums/<str:uid>/reported/", reported_views.reported, name="forum-reported")]
