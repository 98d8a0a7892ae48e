"""Addresses of the overseer's desk."""

from __future__ import annotations

from django.urls import path

from corridor.web.base.oversight import views

urlpatterns = [
    path("ledger/", views.state, name="ledger"),
    path("ledger/heads/", views.heads, name="ledger-heads"),
    path("ledger/head/", views.head, name="ledger-head"),
    path("ledger/proof/", views.proof, name="ledger-proof"),
    path("ledger/acts/", views.acts, name="ledger-acts"),
    path("ledger/readings/", views.readings, name="ledger-readings"),
    path("ledger/staff/", views.staff, name="ledger-staff"),
]
