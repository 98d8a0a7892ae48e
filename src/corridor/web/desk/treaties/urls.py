"""Addresses of treaty status."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.treaties import views

urlpatterns = [
    path("commitments/treaties/", views.treaties, name="treaties"),
    path("commitments/treaties/states/<str:state>/", views.treaty_state, name="treaty-state"),
    path("commitments/treaties/<str:code>/", views.treaty, name="treaty"),
]
