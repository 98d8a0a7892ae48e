"""Every address of the desk."""

from __future__ import annotations

from django.urls import include, path

from corridor.web.base import urls as base
from corridor.web.desk.api import urls as api
from corridor.web.desk.compartments import urls as compartments
from corridor.web.desk.doors import urls as doors
from corridor.web.desk.entities import urls as entities
from corridor.web.desk.exports import urls as exports
from corridor.web.desk.holds import urls as holds
from corridor.web.desk.imports import urls as imports
from corridor.web.desk.imports.wizard import urls as wizard
from corridor.web.desk.picture import urls as picture
from corridor.web.desk.quarantine import urls as quarantine
from corridor.web.desk.readings import urls as readings
from corridor.web.desk.rights import urls as rights
from corridor.web.desk.search import urls as search
from corridor.web.desk.vocabularies import urls as vocabularies

handler404 = "corridor.web.base.refusals.absent"
handler500 = "corridor.web.base.observation.views.failed"

desk = [
    *exports.urlpatterns,
    *picture.urlpatterns,
    *entities.urlpatterns,
    *doors.urlpatterns,
    *search.urlpatterns,
    *readings.urlpatterns,
    *wizard.urlpatterns,
    *imports.urlpatterns,
    *quarantine.urlpatterns,
    *vocabularies.urlpatterns,
    *holds.urlpatterns,
    *rights.urlpatterns,
    *compartments.urlpatterns,
]

urlpatterns = [
    *base.accounts,
    path("", include("corridor.web.base.urls")),
    path("api/v1/", include((api.urlpatterns, "api"))),
    path("", include((desk, "desk"))),
]
