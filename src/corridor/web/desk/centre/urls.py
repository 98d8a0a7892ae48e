"""Addresses of the joint centre."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.centre import views

urlpatterns = [
    path("centre/", views.centre, name="centre"),
    path("centre/alerts/", views.past, name="centre-alerts-past"),
    path("centre/alerts/new/", views.alert_new, name="centre-alert-new"),
    path("centre/alerts/<str:uid>/", views.alert, name="centre-alert"),
    path("centre/alerts/<str:uid>/answer/", views.alert_answer, name="centre-alert-answer"),
    path("centre/alerts/<str:uid>/pass/", views.alert_pass, name="centre-alert-pass"),
    path("centre/alerts/<str:uid>/refuse/", views.alert_refuse, name="centre-alert-refuse"),
    path("centre/alerts/<str:uid>/end/", views.alert_end, name="centre-alert-end"),
    path("centre/log/", views.log, name="centre-log"),
    path("centre/log/hand-over/", views.hand_over, name="centre-hand-over"),
    path("centre/log/<str:uid>/take/", views.entry_take, name="centre-entry-take"),
    path("centre/log/<str:uid>/correct/", views.entry_correct, name="centre-entry-correct"),
    path("centre/log/<str:uid>/settle/", views.entry_settle, name="centre-entry-settle"),
    path("centre/pool/", views.pooled, name="centre-pool"),
    path("centre/national/", views.national, name="centre-national"),
    path("centre/national/propose/", views.propose, name="centre-propose"),
    path("centre/national/<str:uid>/decide/", views.proposal_decide, name="centre-proposal-decide"),
    path("centre/national/named/", views.named, name="centre-named"),
]
