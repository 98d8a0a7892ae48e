"""Addresses of matching and of targets."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.matching import target_views, views

urlpatterns = [
    path("matching/", views.matching, name="matching"),
    path("own-sets/", views.sets, name="match-sets"),
    path("own-sets/make/", views.make, name="match-set-make"),
    path("own-sets/choose/", views.choose, name="match-choose"),
    path("own-sets/trace/", views.trace, name="match-trace"),
    path("matching/<str:uid>/", views.question, name="match-question"),
    path("matching/<str:uid>/judge/", views.judge, name="match-judge"),
    path("targets/", target_views.targets, name="targets"),
    path("targets/<str:uid>/", target_views.target, name="target"),
    path("targets/<str:uid>/decide/", target_views.decide, name="target-decide"),
    path("targets/<str:uid>/withdraw/", target_views.withdraw, name="target-withdraw"),
]
