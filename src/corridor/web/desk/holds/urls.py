"""Addresses of holds."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.holds import views

urlpatterns = [
    path("holds/", views.holds, name="holds"),
    path("holds/<str:uid>/", views.hold, name="hold"),
    path("holds/<str:uid>/renew/", views.renew, name="hold-renew"),
    path("holds/<str:uid>/end/", views.end, name="hold-end"),
    path("holds/<str:uid>/open/", views.open_kept, name="hold-open"),
    path("things/<str:uid>/hold/", views.place, name="thing-hold"),
]
