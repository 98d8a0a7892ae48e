"""Addresses of interviews. The page for telephones stands under an address of its own, which is all its worker sees."""

from __future__ import annotations

from django.urls import path

from corridor.web.protection.interviews import phone, views

urlpatterns = [
    path("interviews/", views.interviews, name="interviews"),
    path("interviews/propose/", views.propose, name="interviews-propose"),
    path("interviews/slip/", views.slip, name="interview-slip"),
    path("interviews/releases/<str:ref>/", views.release, name="interview-release"),
    path("interviews/releases/<str:ref>/decide/", views.decide, name="interview-release-decide"),
    path("interviews/releases/<str:ref>/words/", views.words, name="interview-words"),
    path("interviews/phone/", phone.page, name="interview-phone"),
    path("interviews/phone/worker.js", phone.worker, name="interview-worker"),
    path("interviews/phone/app.webmanifest", phone.manifest, name="interview-manifest"),
    path("interviews/phone/ready/", phone.ready, name="interview-ready"),
    path("interviews/phone/send/", phone.send, name="interview-send"),
]
