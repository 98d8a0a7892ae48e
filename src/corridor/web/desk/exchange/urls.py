"""Addresses of exchange."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.exchange import views

urlpatterns = [
    path("exchange/", views.exchange, name="exchange"),
    path("exchange/releases/", views.releases, name="releases"),
    path("exchange/release/<str:load>/", views.release_new, name="release-new"),
    path("exchange/releases/<str:about>/", views.release, name="release"),
    path("exchange/releases/<str:about>/decide/", views.release_decide, name="release-decide"),
    path("exchange/releases/<str:about>/correct/", views.release_correct, name="release-correct"),
    path("exchange/releases/<str:about>/recall/", views.release_recall, name="release-recall"),
    path("exchange/releases/<str:about>/leave/", views.release_leave, name="release-leave"),
    path("exchange/releases/<str:about>/leave/decide/", views.release_leave_decide, name="release-leave-decide"),
    path("exchange/received/", views.received, name="received"),
    path("things/<str:uid>/received/", views.thing_received, name="thing-received"),
    path("exchange/received/<str:load>/", views.received_one, name="received-one"),
    path("exchange/received/<str:load>/review/", views.received_review, name="received-review"),
    path("exchange/received/<str:load>/evidence/", views.received_evidence, name="received-evidence"),
]
