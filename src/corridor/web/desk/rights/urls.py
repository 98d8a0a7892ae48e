"""Addresses of data protection."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.rights import views

urlpatterns = [
    path("data-protection/", views.holdings, name="holdings"),
    path("data-protection/requests/", views.requests, name="requests"),
    path("data-protection/requests/<str:uid>/", views.one_request, name="request"),
    path("data-protection/requests/<str:uid>/extend/", views.extend, name="request-extend"),
    path("data-protection/requests/<str:uid>/decide/", views.decide, name="request-decide"),
    path("data-protection/requests/<str:uid>/answer/", views.answer, name="request-answer"),
    path("data-protection/requests/<str:uid>/answered/", views.answered, name="request-answered"),
    path("data-protection/requests/<str:uid>/confirm/", views.confirm, name="request-confirm"),
]
