"""A report across two nodes: released, shown under its owner's marking, corrected, recalled, and confirmed erased."""

from __future__ import annotations

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.entities.records import Draft
from corridor.core.exchange.codes import EndReason
from corridor.core.handling.records import Marking
from corridor.web.desk.exchange import actions, queries
from corridor.web.desk.exchange.actions import Wanted
from corridor.web.desk.lines.models import Posted
from corridor.web.desk.reports.actions import file_version
from tests import cast, make
from tests.exchanging import XA, XB, Pair, at, settle

pytestmark = pytest.mark.store


def marking() -> Marking:
    return make.marking("law-enforcement", XA, XB)


def released(*drafts: Draft, recipients: tuple[str, ...] = (XB,)) -> str:
    """File a report at the node one stands at, release it, and return how it is named on every node."""
    by, now = cast.officer(cast.ANALYST_XA), timezone.now()
    filing = make.filing(*(drafts or (make.incident("wreck"),)), marked=marking(), grade="europol-4x4:B2")
    from corridor.web.base.ledger.actions import act

    with act(Event.REPORT_FILED, by=by, now=now, about=filing.ref):
        load = file_version(by=by, filing=filing, now=now)
    wanted = Wanted(load, recipients, "operational-analysis")
    return actions.ask_release(by=by, wanted=wanted, now=now).about


def shown() -> list[str]:
    """Return what an analyst of XB reads of the wreck, at the node one stands at."""
    from corridor.core.handling.codes import Use
    from corridor.web.desk.statements import store

    entity = store.entity_of(make.uid("wreck"))
    if entity is None:
        return []
    by = cast.officer(cast.ANALYST_XB)
    return [store.Row(*row).value for row in store.entity_rows(by.reader_class, Use.READ, [entity])]


def test_a_released_report_is_shown_at_the_partner_and_answered(pair: Pair) -> None:
    about = released()
    settle(pair)

    assert [row.outcome for row in Posted.objects.all()] == ["applied"]
    with at(pair.xb):
        assert "shipwreck" in shown()
        (received,) = queries.received_for(cast.officer(cast.ANALYST_XB))
        assert (received.about, received.originator, received.state) == (about, XA, "shown")


def test_a_recall_erases_it_there_and_is_confirmed_within_one_exchange(pair: Pair) -> None:
    about = released()
    settle(pair)
    actions.recall(by=cast.officer(cast.ANALYST_XA), about=about, reason=EndReason.WRONG, now=timezone.now())
    settle(pair)

    (release,) = queries.releases_for(cast.officer(cast.ANALYST_XA))
    assert (release.state, [one.attested for one in release.deliveries.all()]) == ("recalled", ["erased"])
    with at(pair.xb):
        assert shown() == []
        assert [one.state for one in queries.received_for(cast.officer(cast.ANALYST_XB))] == ["ended"]
