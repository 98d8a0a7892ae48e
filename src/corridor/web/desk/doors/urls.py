"""Addresses of the doors on the desk."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.doors import views

urlpatterns = [
    path("hand-over/", views.hand_over, name="hand-over"),
    path("disclosed/", views.disclosed, name="disclosed"),
    path("disclosed/<str:uid>/", views.disclosure, name="disclosure"),
]
