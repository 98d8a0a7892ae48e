"""The address of places."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.places import views

urlpatterns = [path("places/", views.places, name="places")]
