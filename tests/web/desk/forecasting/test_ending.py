"""A forecast that was kept ends with what it rests on."""

from __future__ import annotations

import pytest
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.web.base.ledger import turn
from corridor.web.base.marks.terms import end_of
from corridor.web.desk.forecasting import actions, queries
from corridor.web.desk.forecasting.models import KeptForecast
from corridor.web.desk.statements.models import Load
from tests import cast, make
from tests.web.desk.forecasting.make_series import STEADY, load, scope_of, work_out

pytestmark = pytest.mark.django_db


def kept() -> Officer:
    """Keep a forecast of an authority's own figures; return who kept it."""
    by = cast.officer(cast.ANALYST_XA)
    load(by, preset="own-authority", released="2026-01-05")
    work_out(by, STEADY)
    actions.keep_forecast(by=by, scope=scope_of(by, STEADY), has_looked=True, now=timezone.now())
    return by


def test_a_kept_forecast_ends_with_the_first_mark_that_it_rests_on() -> None:
    by = kept()
    row = KeptForecast.objects.get()
    ends = [end for mark in row.marks if (end := end_of(mark, timezone.now())) is not None]

    assert row.until == min(ends)
    assert len(queries.standing(by, scope_of(by, STEADY))) == 1
    with turn.write():
        KeptForecast.objects.update(until=timezone.now().date())
    assert queries.standing(by, scope_of(by, STEADY)) == []


def test_a_kept_forecast_is_not_shown_while_an_import_that_it_rests_on_is_undone() -> None:
    by = kept()
    scope = scope_of(by, STEADY)
    (brought,) = Load.objects.filter(pk__in=KeptForecast.objects.get().loads)

    make.undo(by, brought)
    gone = queries.standing(by, scope)
    make.redo(by, brought)

    assert (gone, len(queries.standing(by, scope))) == ([], 1)
