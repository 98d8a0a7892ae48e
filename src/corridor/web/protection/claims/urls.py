"""Addresses of claims, of files of steps and of findings."""

from __future__ import annotations

from django.urls import path

from corridor.web.protection.claims import views

urlpatterns = [
    path("claims/new/", views.claim_new, name="claim-new"),
    path("claims/inbox/", views.claims, name="claims"),
    path("claims/review/", views.review, name="claims-review"),
    path("claims/of/<str:ref>/", views.claim, name="claim"),
    path("claims/of/<str:ref>/decide/", views.decide, name="claim-decide"),
    path("claims/of/<str:ref>/persons/", views.tie, name="claim-tie"),
    path("claims/of/<str:ref>/delete/", views.claim_delete, name="claim-delete"),
    path("receipt/", views.follow, name="claim-follow"),
    path("files/", views.files, name="files"),
    path("files/of/<str:ref>/", views.file, name="file"),
    path("files/of/<str:ref>/asked/", views.file_ask, name="file-ask"),
    path("files/of/<str:ref>/steps/", views.file_step, name="file-step"),
    path("files/steps/<str:ref>/", views.step_move, name="step-move"),
    path("files/findings/<str:ref>/answer/", views.finding_answer, name="finding-answer"),
    path("monitoring/", views.monitoring, name="monitoring"),
    path("monitoring/of/<str:ref>/", views.monitored, name="monitored"),
    path("monitoring/of/<str:ref>/findings/", views.finding_new, name="finding-new"),
]
