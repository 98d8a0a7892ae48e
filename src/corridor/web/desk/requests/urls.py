"""Addresses of requests between authorities."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.requests import views

urlpatterns = [
    path("requests/", views.threads, name="threads"),
    path("requests/new/", views.thread_new, name="thread-new"),
    path("requests/leave/", views.leave, name="thread-leave"),
    path("requests/<str:uid>/", views.thread, name="thread"),
    path("requests/<str:uid>/turn/", views.turn, name="thread-turn"),
    path("requests/<str:uid>/came/", views.came, name="thread-came"),
    path("requests/<str:uid>/text/", views.text, name="thread-text"),
]
