"""A person asks one authority, and every node that has the same of them is asked: over the network, both ways."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone

from corridor.core.rights.codes import Ground, Heard, Outcome, RequestKind
from corridor.web.base.doors.models import Door
from corridor.web.base.ledger import turn
from corridor.web.base.zone import zone
from corridor.web.desk.exchange.models import Received
from corridor.web.desk.lines import carrying
from corridor.web.desk.lines import queries as lines
from corridor.web.desk.rights import actions, queries
from corridor.web.desk.rights.actions import Asked, Decision
from tests import cast, make
from tests.exchanging import XA, XB, Pair, at, two_nodes
from tests.stories.test_exchange import released, served

FUNCTION = "data-protection-officer"


@pytest.fixture(scope="module")
def pair(django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """One stands at XA-POL; XB-BRD is served by a process of its own. Each has a data-protection officer."""
    folder = tmp_path_factory.mktemp("rights")
    with django_db_blocker.unblock(), two_nodes(folder) as nodes, served(nodes.xb) as port:  # type: ignore[attr-defined]
        with turn.write():
            Door.objects.filter(code=XB).update(origin=f"http://127.0.0.1:{port}")
        cast.grant(cast.STATISTICIAN_XA, FUNCTION, "data-protection")
        with at(nodes.xb):
            cast.grant(cast.ANALYST_XB, FUNCTION, "data-protection")
        yield nodes


def carried() -> None:
    """Exchange letters with XB-BRD until neither has anything new."""
    for _ in range(3):
        assert carrying.exchange_with(lines.partner(XB), taking=zone().taking, now=timezone.now())


def asked(member: cast.Member, thing: str, file_mark: str) -> str:
    """Take the request of a person for erasure of what is held of a thing."""
    by = cast.officer(member, function=FUNCTION)
    received = Asked(RequestKind.ERASURE, file_mark, timezone.now().date(), thing)
    return actions.take_request(by=by, asked=received, now=timezone.now())


def granted(member: cast.Member, uid: str) -> None:
    """Grant a request: all that is the authority's own leaves."""
    by = cast.officer(member, function=FUNCTION)
    held = queries.holdings_of(by, queries.request_for(by, uid).about)
    own = frozenset(line.token for line in held.lines if line.is_own)
    decision = Decision(Outcome.GRANTED, Ground.UNLAWFUL, identity_checked=True, chosen=own)
    actions.decide_request(by=by, uid=uid, decision=decision, now=timezone.now())


def heard(member: cast.Member, uid: str) -> dict[str, Heard]:
    by = cast.officer(member, function=FUNCTION)
    return {one.authority: one.heard for one in queries.notices_of(queries.request_for(by, uid))}


def held_by(member: cast.Member, thing: str) -> int:
    return len(queries.holdings_for(cast.officer(member, function=FUNCTION), thing).lines)


def test_asked_at_the_recipient_it_reaches_the_originator_whose_decision_leaves_nothing_anywhere(pair: Pair) -> None:
    about, thing = released("first wreck"), make.uid("first wreck")
    carried()
    with at(pair.xb):
        assert held_by(cast.ANALYST_XB, thing) == 1
        uid = asked(cast.ANALYST_XB, thing, "XB-DP-1")
        granted(cast.ANALYST_XB, uid)
    carried()
    (request,) = queries.requests_for(cast.officer(cast.STATISTICIAN_XA, function=FUNCTION))
    with at(pair.xb):
        assert heard(cast.ANALYST_XB, uid) == {XA: Heard.WAITING}

    granted(cast.STATISTICIAN_XA, request.uid)
    carried()

    assert held_by(cast.STATISTICIAN_XA, thing) == 0
    assert heard(cast.STATISTICIAN_XA, request.uid) == {XB: Heard.CONFIRMED}
    with at(pair.xb):
        assert heard(cast.ANALYST_XB, uid) == {XA: Heard.CONFIRMED}
        assert held_by(cast.ANALYST_XB, thing) == 0
        assert Received.objects.get(about=about).state == "ended"


def test_asked_at_the_originator_the_recipient_erases_and_attests_it(pair: Pair) -> None:
    about, thing = released("second wreck"), make.uid("second wreck")
    carried()
    uid = asked(cast.STATISTICIAN_XA, thing, "XA-DP-1")
    granted(cast.STATISTICIAN_XA, uid)
    assert heard(cast.STATISTICIAN_XA, uid) == {XB: Heard.WAITING}

    carried()

    assert heard(cast.STATISTICIAN_XA, uid) == {XB: Heard.CONFIRMED}
    with at(pair.xb):
        assert held_by(cast.ANALYST_XB, thing) == 0
        assert Received.objects.get(about=about).state == "ended"
