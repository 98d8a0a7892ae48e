"""Addresses of partners, legal bases and marks of ill-treatment."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.partners import bases_views, views

urlpatterns = [
    path("partners/", views.partners, name="partners"),
    path("partners/<str:code>/", views.partner, name="partner"),
    path("bases/", bases_views.bases, name="bases"),
    path("bases/kept/", bases_views.kept, name="bases-kept"),
    path("ill-treatment/", views.ill_treatment, name="ill-treatment"),
]
