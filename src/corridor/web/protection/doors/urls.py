"""Addresses of the doors of protection."""

from __future__ import annotations

from django.urls import path

from corridor.web.protection.doors import views

urlpatterns = [
    path("hand-overs/", views.inbox, name="hand-overs"),
    path("hand-overs/<str:uid>/", views.hand_over, name="hand-over"),
    path("hand-overs/<str:uid>/take/", views.take, name="hand-over-take"),
    path("hand-overs/<str:uid>/close/", views.close, name="hand-over-close"),
    path("disclosures/", views.disclosures, name="disclosures"),
    path("disclosures/answer/", views.answer, name="answer"),
    path("disclosures/overseen/", views.overseen, name="disclosures-overseen"),
    path("disclosures/from/<str:ref>/", views.propose, name="disclosure-new"),
    path("disclosures/<str:uid>/", views.disclosure, name="disclosure"),
    path("disclosures/<str:uid>/decide/", views.decide, name="disclosure-decide"),
    path("disclosures/<str:uid>/end/", views.end, name="disclosure-end"),
    path("register/", views.register, name="register"),
    path("register/file.json", views.register_file, name="register-file"),
]
