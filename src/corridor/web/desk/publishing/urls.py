"""Addresses of published tables."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.publishing import rounds, views

urlpatterns = [
    path("tables/", views.tables, name="tables"),
    path("tables/new/", views.new, name="table-new"),
    path("tables/nodes/", rounds.rounds, name="table-rounds"),
    path("tables/nodes/<str:uid>/count/", rounds.count, name="table-round-count"),
    path("tables/nodes/<str:uid>/refuse/", rounds.refuse, name="table-round-refuse"),
    path("tables/nodes/<str:uid>/together/", rounds.together, name="table-round-together"),
    path("tables/take/", views.take, name="table-take"),
    path("tables/<str:uid>/correct/", views.correct, name="table-correct"),
    path("tables/<str:uid>/withdraw/", views.withdraw, name="table-withdraw"),
    path("tables/<str:uid>/<int:number>/", views.table, name="table"),
    path("tables/<str:uid>/<int:number>/attack/", views.attack, name="table-attack"),
    path("tables/<str:uid>/<int:number>/propose/", views.propose, name="table-propose"),
    path("tables/<str:uid>/<int:number>/publish/", views.publish, name="table-publish"),
    path("tables/<str:uid>/<int:number>/return/", views.give_back, name="table-return"),
    path("tables/<str:uid>/<int:number>/give-up/", views.give_up, name="table-give-up"),
]
