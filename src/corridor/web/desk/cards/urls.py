"""Addresses of cards."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.cards import views

urlpatterns = [
    path("partners/cards/", views.cards, name="cards"),
    path("partners/cards/own/", views.own, name="card-own"),
    path("partners/cards/add/", views.add, name="card-add"),
    path("partners/cards/rotate/", views.rotate, name="card-rotate"),
    path("partners/cards/move/", views.move, name="card-move"),
    path("partners/cards/evidence/<str:uid>/", views.evidence, name="card-evidence"),
    path("partners/cards/<str:code>/", views.card, name="card"),
    path("partners/cards/<str:code>/confirm/", views.confirm, name="card-confirm"),
    path("partners/cards/<str:code>/close/", views.close, name="card-close"),
    path("partners/cards/<str:code>/revoke/", views.revoke, name="card-revoke"),
    path("partners/cards/<str:code>/claims/<str:authority>/", views.claim, name="card-claim"),
    path("partners/cards/<str:code>/claims/<str:authority>/settle/", views.claim_settle, name="card-claim-settle"),
    path("partners/cards/<str:code>/ask/", views.ask, name="card-ask"),
    path("partners/cards/<str:code>/drill/", views.drill, name="card-drill"),
    path("partners/cards/<str:code>/drill/end/", views.drill_end, name="card-drill-end"),
]
