"""Addresses of things."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.entities import choice_views, judgement_views, views

urlpatterns = [
    path("things/<str:uid>/", views.thing, name="thing"),
    path("things/<str:uid>/print/", views.thing_print, name="thing-print"),
    path("things/<str:uid>/export.json", views.thing_export, name="thing-export"),
    path("things/<str:uid>/map.geojson", views.thing_map, name="thing-map"),
    path("things/<str:uid>/history/", views.thing_history, name="thing-history"),
    path("things/<str:uid>/neighbours/", views.thing_neighbours, name="thing-neighbours"),
    path("things/<str:uid>/members/", judgement_views.members, name="thing-members"),
    path("things/<str:uid>/compare/", judgement_views.compare, name="thing-compare"),
    path("things/<str:uid>/judge/", judgement_views.judge, name="thing-judge"),
    path("judgements/<str:uid>/withdraw/", judgement_views.withdraw, name="judgement-withdraw"),
    path("judgements/<str:uid>/restore/", judgement_views.restore, name="judgement-restore"),
    path("things/<str:uid>/choose/", choice_views.choose, name="thing-choose"),
    path("choices/", choice_views.own, name="choices"),
    path("choices/<str:uid>/end/", choice_views.end, name="choice-end"),
]
