"""The address of finding things."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.search import views

urlpatterns = [path("find/", views.find, name="find")]
