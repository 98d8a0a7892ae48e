"""A fixed table over two nodes: only protected aggregates travel, each after its own two officers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.disclosure.attacking import attack
from corridor.core.exchange.codes import Kind
from corridor.core.publishing.codes import By
from corridor.core.publishing.errors import AskedWrongly, Isolating, NotNow
from corridor.core.publishing.federation import who_answered
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.actions import act
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.lines.models import Posted
from corridor.web.desk.publishing import actions, federated, protecting, queries
from corridor.web.desk.publishing.models import FiguresAnswer, FiguresRound, PublicTable
from tests import cast, make
from tests.exchanging import XB, Pair, at, settle, two_nodes
from tests.web.desk.publishing import told

FIXED = replace(told.BY_SEX, since="2020-01", until="2022-12")
NOW = timezone.now


@pytest.fixture
def pair(django_db_setup: None, django_db_blocker: object, tmp_path: Path) -> Iterator[Pair]:
    with django_db_blocker.unblock(), two_nodes(tmp_path) as both:  # type: ignore[attr-defined]  # the plug-in's type
        told.deaths()
        with at(both.xb):
            told.deaths("public", "XB-BRD", cast.ANALYST_XB)
        yield both


def part(uid: str, by: cast.Member, second: cast.Member) -> PublicTable:
    """Let a node count its part, and let two officers release it."""
    row = federated.count_for(by=cast.officer(by), uid=uid, now=NOW())
    told.attacked(row, by)
    actions.propose(by=cast.officer(by), uid=row.uid, number=1, now=NOW())
    actions.publish(by=cast.officer(second), uid=row.uid, number=1, now=NOW())
    return row


def asked(pair: Pair) -> str:
    by = cast.officer(cast.STATISTICIAN_XA)
    uid = federated.ask_partners(by=by, asked=FIXED, nodes=[XB], now=NOW()).uid
    settle(pair)
    return uid


def hired() -> None:
    """Hire a second officer of the Border Guard of XB."""
    by = cast.officer(cast.ANALYST_XB)
    with act(Event.OFFICER_ADDED, by=by, now=NOW(), about="second"):
        accounts.add_officer(
            handle=SECOND_XB.handle,
            display_name=SECOND_XB.name,
            authority=people.authority_of("XB-BRD"),
            duties=[(SECOND_XB.function, SECOND_XB.purpose)],
            password=cast.PASSWORD,
        )


SECOND_XB = cast.Member("xb.second", "Second Officer", "XB-BRD", "analyst", "operational-analysis")


def test_each_node_releases_a_protected_part_and_the_sum_is_attacked_with_the_parts(pair: Pair) -> None:
    uid = asked(pair)
    with at(pair.xb):
        assert FiguresRound.objects.get(uid=uid).node == "XA-POL"
        assert not PublicTable.objects.exists()
        hired()
        part(uid, cast.ANALYST_XB, SECOND_XB)
        sent = Posted.objects.get(kind=Kind.FIGURES.value)
        assert b"Western" not in bytes(sent.content)
    settle(pair)
    part(uid, cast.STATISTICIAN_XA, cast.ANALYST_XA)

    by = cast.officer(cast.STATISTICIAN_XA)
    row = federated.lay_together(by=by, uid=uid, now=NOW())
    told.attacked(row)
    actions.propose(by=by, uid=row.uid, number=1, now=NOW())
    row.refresh_from_db()
    told.released(row)

    publication = queries.publication_of(row)
    assert publication is not None
    joint = publication.tables[0]
    assert who_answered([joint]) == ("XA-POL", "XB-BRD")
    assert joint.cells[("_T", "_T")].value == 2 * sum(int(one[2]) for one in told.FIGURES)
    everything = [
        *protecting.read([FiguresAnswer.objects.get().table]),
        *(table for one in queries.released() for table in (queries.publication_of(one) or publication).tables),
    ]
    assert len(everything) == 3
    assert not attack(everything).found


def test_nothing_leaves_a_node_before_its_own_two_officers_decided(pair: Pair) -> None:
    uid = asked(pair)
    with at(pair.xb):
        row = federated.count_for(by=cast.officer(cast.ANALYST_XB), uid=uid, now=NOW())
        told.attacked(row, cast.ANALYST_XB)
        actions.propose(by=cast.officer(cast.ANALYST_XB), uid=row.uid, number=1, now=NOW())
        assert not Posted.objects.filter(kind=Kind.FIGURES.value).exists()
    settle(pair)

    assert FiguresAnswer.objects.get().state == FiguresAnswer.State.WAITING
    with pytest.raises(NotNow):
        federated.lay_together(by=cast.officer(cast.STATISTICIAN_XA), uid=uid, now=NOW())


def test_a_question_that_would_isolate_is_refused_logged_and_answered_with_a_reason(pair: Pair) -> None:
    with at(pair.xb):
        few = make.incident(occurred_on="2022-12-05", dead=None, dead_or_missing="4")
        make.file(cast.officer(cast.ANALYST_XB), few, marked=make.marking("public", XB))
    first = asked(pair)
    with at(pair.xb):
        hired()
        part(first, cast.ANALYST_XB, SECOND_XB)
    settle(pair)
    nested = replace(FIXED, until="2022-11")
    by = cast.officer(cast.STATISTICIAN_XA)
    second = federated.ask_partners(by=by, asked=nested, nodes=[XB], now=NOW()).uid
    settle(pair)

    with at(pair.xb):
        with pytest.raises(Isolating):
            federated.count_for(by=cast.officer(cast.ANALYST_XB), uid=second, now=NOW())
        entry = LedgerEntry.objects.get(event=Event.FIGURES_REFUSED)
        assert json.loads(entry.detail)["reason"] == "isolating"
    settle(pair)

    answer = FiguresAnswer.objects.get(round__uid=second)
    assert (answer.state, answer.reason, answer.table) == (FiguresAnswer.State.REFUSED, "isolating", None)


def test_a_statistician_asks_in_the_browser_and_the_partner_decides_in_its_own(pair: Pair) -> None:
    form = {**told.FORM, "since": "2020-01", "until": "2022-12", "nodes": [XB]}
    browser = cast.client(cast.STATISTICIAN_XA)

    assert browser.post("/tables/nodes/", {**form, "nodes": ["XQ-NOB"]}).status_code == 422
    assert browser.post("/tables/nodes/", {**form, "since": ""}).status_code == 422
    assert browser.post("/tables/nodes/", form).status_code == 302
    settle(pair)
    uid = FiguresRound.objects.get().uid
    with at(pair.xb):
        there = cast.client(cast.ANALYST_XB)
        assert "XA-POL" in there.get("/tables/nodes/").content.decode()
        assert there.post(f"/tables/nodes/{uid}/refuse/").status_code == 302
        assert there.post(f"/tables/nodes/{uid}/count/").status_code == 409
    settle(pair)

    assert "decided against it" in browser.get("/tables/nodes/").content.decode()
    assert browser.post(f"/tables/nodes/{uid}/together/").status_code == 409


def test_only_a_table_whose_codes_are_the_same_everywhere_can_be_asked(pair: Pair) -> None:
    by = cast.officer(cast.STATISTICIAN_XA)

    for wrong in (
        replace(FIXED, since=""),
        replace(FIXED, source="iom"),
        replace(FIXED, axes=(*FIXED.axes, By.ROUTE)),
    ):
        with pytest.raises(AskedWrongly):
            federated.ask_partners(by=by, asked=wrong, nodes=[XB], now=NOW())
    assert not FiguresRound.objects.exists()
