"""Every address of the desk."""

from __future__ import annotations

from django.urls import include, path

from corridor.web.base import urls as base
from corridor.web.desk.answers import urls as answers
from corridor.web.desk.api import urls as api
from corridor.web.desk.briefings import urls as briefings
from corridor.web.desk.capacity import urls as capacity
from corridor.web.desk.cards import urls as cards
from corridor.web.desk.causes import urls as causes
from corridor.web.desk.centre import urls as centre
from corridor.web.desk.commitments import urls as commitments
from corridor.web.desk.compartments import urls as compartments
from corridor.web.desk.deaths import urls as deaths
from corridor.web.desk.directory import urls as directory
from corridor.web.desk.displacement import urls as displacement
from corridor.web.desk.doors import urls as doors
from corridor.web.desk.entities import urls as entities
from corridor.web.desk.exchange import urls as exchange
from corridor.web.desk.exports import urls as exports
from corridor.web.desk.fees import urls as fees
from corridor.web.desk.forecasting import urls as forecasting
from corridor.web.desk.forums import urls as forums
from corridor.web.desk.holds import urls as holds
from corridor.web.desk.home import urls as home
from corridor.web.desk.imports import urls as imports
from corridor.web.desk.imports.wizard import urls as wizard
from corridor.web.desk.indicators import urls as indicators
from corridor.web.desk.leaves import urls as leaves
from corridor.web.desk.lines import urls as lines
from corridor.web.desk.matching import urls as matching
from corridor.web.desk.overview import urls as overview
from corridor.web.desk.partners import urls as partners
from corridor.web.desk.pasting import urls as pasting
from corridor.web.desk.picture import urls as picture
from corridor.web.desk.places import urls as places
from corridor.web.desk.practices import urls as practices
from corridor.web.desk.progress import reported_urls
from corridor.web.desk.progress import urls as progress
from corridor.web.desk.publishing import urls as publishing
from corridor.web.desk.quarantine import urls as quarantine
from corridor.web.desk.readings import urls as readings
from corridor.web.desk.reports import urls as reports
from corridor.web.desk.requests import urls as requests
from corridor.web.desk.returned import urls as returned
from corridor.web.desk.reviews import urls as reviews
from corridor.web.desk.rights import urls as rights
from corridor.web.desk.search import urls as search
from corridor.web.desk.series import urls as series
from corridor.web.desk.sheets import urls as sheets
from corridor.web.desk.shifts import urls as shifts
from corridor.web.desk.stocktaking import urls as stocktaking
from corridor.web.desk.treaties import urls as treaties
from corridor.web.desk.vocabularies import urls as vocabularies
from corridor.web.desk.watch import urls as watch

handler404 = "corridor.web.base.refusals.absent"
handler500 = "corridor.web.base.observation.views.failed"

desk = [
    *home.urlpatterns,
    *exports.urlpatterns,
    *picture.urlpatterns,
    *displacement.urlpatterns,
    *forecasting.urlpatterns,
    *series.urlpatterns,
    *commitments.urlpatterns,
    *capacity.urlpatterns,
    *reviews.urlpatterns,
    *stocktaking.urlpatterns,
    *progress.urlpatterns,
    *treaties.urlpatterns,
    *practices.urlpatterns,
    *answers.urlpatterns,
    *forums.urlpatterns,
    *reported_urls.urlpatterns,
    *shifts.urlpatterns,
    *fees.urlpatterns,
    *entities.urlpatterns,
    *doors.urlpatterns,
    *deaths.urlpatterns,
    *directory.urlpatterns,
    *cards.urlpatterns,
    *matching.urlpatterns,
    *centre.urlpatterns,
    *lines.urlpatterns,
    *exchange.urlpatterns,
    *leaves.urlpatterns,
    *search.urlpatterns,
    *readings.urlpatterns,
    *wizard.urlpatterns,
    *imports.urlpatterns,
    *quarantine.urlpatterns,
    *vocabularies.urlpatterns,
    *holds.urlpatterns,
    *rights.urlpatterns,
    *requests.urlpatterns,
    *returned.urlpatterns,
    *compartments.urlpatterns,
    *watch.urlpatterns,
    *pasting.urlpatterns,
    *places.urlpatterns,
    *sheets.urlpatterns,
    *reports.urlpatterns,
    *partners.urlpatterns,
    *publishing.urlpatterns,
    *briefings.urlpatterns,
    *indicators.urlpatterns,
    *causes.urlpatterns,
    *overview.urlpatterns,
]

urlpatterns = [
    *base.accounts,
    path("", include("corridor.web.base.urls")),
    path("public/", include("corridor.web.public.urls")),
    path("api/v1/", include((api.urlpatterns, "api"))),
    path("", include((desk, "desk"))),
]
