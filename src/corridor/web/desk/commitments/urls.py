"""Addresses of the catalogue."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.commitments import views

urlpatterns = [
    path("commitments/", views.hub, name="commitments"),
    path("commitments/catalogue/", views.catalogue, name="catalogue"),
    path("commitments/catalogue/<str:item>/", views.commitment, name="commitment"),
    path("commitments/catalogue/<str:item>/confirm/", views.commitment_confirm, name="commitment-confirm"),
    path("commitments/instruments/new/", views.instrument_new, name="instrument-new"),
    path("commitments/instruments/template/", views.instrument_template, name="instrument-template"),
    path("commitments/instruments/<str:key>/", views.instrument, name="instrument"),
    path("commitments/instruments/<str:key>/withdraw/", views.instrument_withdraw, name="instrument-withdraw"),
]
