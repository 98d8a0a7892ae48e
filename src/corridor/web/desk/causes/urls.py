"""Addresses of causes."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.causes import views

urlpatterns = [
    path("causes/", views.causes, name="causes"),
    path("causes/table/", views.take_along, name="causes-table"),
]
