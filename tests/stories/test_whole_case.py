"""One case across two nodes: a report is shared, a hit is had, a question answered, the report recalled and erased."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone

from corridor.core.exchange.codes import EndReason
from corridor.core.requests.codes import Stage, What
from corridor.web.desk.exchange import actions as releases
from corridor.web.desk.exchange import queries as released
from corridor.web.desk.exchange.actions import Wanted
from corridor.web.desk.matching.models import MatchHit
from corridor.web.desk.requests import queries as asked
from corridor.web.desk.statements.models import Load
from tests import cast, make
from tests.exchanging import XA, XB, Pair, at, settle, two_nodes
from tests.web.desk.matching import make as matching
from tests.web.desk.requests.asked import answerer, ask, asker, turn


@pytest.fixture
def pair(django_db_setup: None, django_db_blocker: object, tmp_path: Path) -> Iterator[Pair]:
    with django_db_blocker.unblock(), two_nodes(tmp_path) as nodes:  # type: ignore[attr-defined]  # private type
        for node, partner in ((nodes.xa, XB), (nodes.xb, XA)):
            with at(node):
                matching.open_for(partner)
        yield nodes


@pytest.mark.store
def test_a_case_from_the_first_report_to_its_confirmed_end(pair: Pair) -> None:
    now = timezone.now
    analyst = cast.officer(cast.ANALYST_XA)
    make.file(
        analyst,
        make.incident("landing"),
        ref="R-1",
        marked=make.marking("law-enforcement", XA, XB),
        grade="europol-4x4:B2",
    )
    load = Load.objects.get(dataset__authority=XA)
    wanted = Wanted(load.uid, (XB,), "operational-analysis")
    about = releases.ask_release(by=analyst, wanted=wanted, now=now()).about
    matching.held_by_owner(matching.vessel("boat"))
    matching.set_made()
    settle(pair)

    with at(pair.xb):
        (came,) = released.received_for(cast.officer(cast.ANALYST_XB))
        assert (came.about, came.originator) == (about, XA)
        matching.held_by_asker(matching.vessel("ours"))
        matching.asked("ours")
    settle(pair)
    with at(pair.xb):
        assert MatchHit.objects.count() == 1

    question = ask(now(), identifiers=())
    settle(pair)
    with at(pair.xb):
        (there,) = asked.requests_for(answerer(), now=now()).to_answer
        turn(answerer(), there.row.uid, What.ANSWERED, now(), words="It was stopped twice this spring.")
    settle(pair)
    assert asked.request_for(asker(), question, now=now()).state.stage is Stage.ANSWERED

    releases.recall(by=analyst, about=about, reason=EndReason.WRONG, now=now())
    settle(pair)
    release = next(one for one in released.releases_for(analyst) if one.about == about)
    assert (release.state, [one.attested for one in release.deliveries.all()]) == ("recalled", ["erased"])
    with at(pair.xb):
        assert [one.state for one in released.received_for(cast.officer(cast.ANALYST_XB))] == ["ended"]
