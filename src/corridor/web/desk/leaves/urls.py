"""Addresses of requests for leave."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.leaves import views

urlpatterns = [
    path("exchange/leaves/", views.leaves, name="leaves"),
    path("exchange/leaves/<str:uid>/", views.answer, name="leave-answer"),
]
