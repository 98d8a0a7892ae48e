"""Addresses of sealed compartments."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.compartments import views

urlpatterns = [
    path("compartments/", views.compartments, name="compartments"),
    path("compartments/<str:uid>/", views.compartment, name="compartment"),
    path("compartments/<str:uid>/name/", views.name, name="compartment-name"),
    path("compartments/<str:uid>/agree/", views.agree, name="compartment-agree"),
    path("compartments/<str:uid>/end/", views.end, name="compartment-end"),
    path("compartments/<str:uid>/seal/", views.seal, name="compartment-seal"),
    path("compartments/<str:uid>/seen/", views.seen, name="compartment-seen"),
    path("identities/<str:uid>/ask/", views.ask, name="opening-ask"),
    path("identities/<str:uid>/erase/", views.erase, name="identity-erase"),
    path("openings/<str:uid>/decide/", views.decide, name="opening-decide"),
    path("openings/<str:uid>/open/", views.open_identity, name="opening-open"),
]
