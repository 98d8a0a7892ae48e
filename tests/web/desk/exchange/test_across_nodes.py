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
from corridor.web.desk.picture import legs
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


def drawn() -> tuple[int, list[tuple[str, str]]]:
    """Return how many dead the picture of an analyst of XB counts, and from where to where its legs lead."""
    by = cast.officer(cast.ANALYST_XB)
    found, course = make.picture(by), legs.course_for(by, make.question(measure="people"))
    assert found.low == found.high
    return found.low, [(one.start.name, one.end.name) for one in course.legs]


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


def test_the_picture_lays_what_a_partner_released_beside_what_is_known_here_until_it_is_recalled(pair: Pair) -> None:
    about = released(
        make.incident("wreck", dead="7"),
        make.draft("harbour", "Place", name="Aldrane", point="32.9,13.18", place_kind="port"),
        make.draft("island", "Place", name="Tern", point="35.5,12.6", place_kind="port"),
        make.draft(
            "crossing", "RouteLeg", from_place=make.uid("harbour"), to_place=make.uid("island"), transport="wooden-boat"
        ),
    )
    settle(pair)
    with at(pair.xb):
        make.file(cast.officer(cast.ANALYST_XB), make.incident("other", dead="5"), ref="OWN-1")

        assert drawn() == (12, [("Aldrane", "Tern")])

    actions.recall(by=cast.officer(cast.ANALYST_XA), about=about, reason=EndReason.WRONG, now=timezone.now())
    settle(pair)
    with at(pair.xb):
        assert drawn() == (5, [])
