"""Every address of the desk."""

from __future__ import annotations

from django.urls import include, path

from corridor.web.base import urls as base
from corridor.web.desk.api import urls as api
from corridor.web.desk.entities import urls as entities
from corridor.web.desk.exports import urls as exports
from corridor.web.desk.imports import urls as imports
from corridor.web.desk.imports.wizard import urls as wizard
from corridor.web.desk.picture import urls as picture
from corridor.web.desk.search import urls as search
from corridor.web.desk.vocabularies import urls as vocabularies

handler404 = "corridor.web.base.refusals.absent"
handler500 = "corridor.web.base.observation.views.failed"

desk = [
    *exports.urlpatterns,
    *picture.urlpatterns,
    *entities.urlpatterns,
    *search.urlpatterns,
    *wizard.urlpatterns,
    *imports.urlpatterns,
    *vocabularies.urlpatterns,
]

urlpatterns = [
    *base.accounts,
    path("", include("corridor.web.base.urls")),
    path("api/v1/", include((api.urlpatterns, "api"))),
    path("", include((desk, "desk"))),
]
