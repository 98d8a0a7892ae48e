"""Every address of the zone of protection."""

from __future__ import annotations

from django.urls import URLPattern, include, path

from corridor.web.base import urls as base
from corridor.web.protection.claims import urls as claims
from corridor.web.protection.complaints import urls as complaints
from corridor.web.protection.doors import urls as doors
from corridor.web.protection.entrance import views as entrance
from corridor.web.protection.interviews import urls as interviews
from corridor.web.protection.publishing import urls as publishing
from corridor.web.protection.vault import urls as vault

handler404 = "corridor.web.base.refusals.absent"
handler500 = "corridor.web.base.observation.views.failed"

protection: list[URLPattern] = [
    path("", entrance.front, name="front"),
    *vault.urlpatterns,
    *doors.urlpatterns,
    *claims.urlpatterns,
    *complaints.urlpatterns,
    *interviews.urlpatterns,
    *publishing.urlpatterns,
]

urlpatterns = [
    *base.accounts,
    path("", include("corridor.web.base.urls")),
    path("", include((protection, "protection"))),
]
