"""Addresses of watches."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.watch import views

urlpatterns = [
    path("watch/", views.watches, name="watches"),
    path("watch/mail/", views.mail, name="watch-mail"),
    path("watch/alerts/<str:uid>/seen/", views.seen, name="watch-seen"),
    path("watch/<str:uid>/", views.watch, name="watch"),
    path("watch/<str:uid>/end/", views.end, name="watch-end"),
]
