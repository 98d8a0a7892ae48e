"""Every address of the desk."""

from __future__ import annotations

from django.urls import include, path

from corridor.web.base import urls as base
from corridor.web.desk.entities import urls as entities
from corridor.web.desk.imports import urls as imports
from corridor.web.desk.picture import urls as picture

handler404 = "corridor.web.base.refusals.absent"

desk = [*picture.urlpatterns, *entities.urlpatterns, *imports.urlpatterns]

urlpatterns = [
    *base.accounts,
    path("", include("corridor.web.base.urls")),
    path("", include((desk, "desk"))),
]
