"""Addresses of prices."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.fees import entering, views

urlpatterns = [
    path("fees/", views.fees, name="fees"),
    path("fees/new/", entering.fee_new, name="fee-new"),
    path("fees/lawful/new/", entering.lawful_new, name="lawful-new"),
]
