"""Joint centre first: States warn each other in one room, then from nodes of their own, without losing anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from corridor.core.centre.codes import AlertKind, EndReason, EntryKind, Haste, Response
from corridor.core.centre.records import Saying
from corridor.web.desk.centre import actions, queries, shifting
from corridor.web.desk.centre.queries import Known
from tests import cast
from tests.exchanging import XB, Pair, at, settle, two_nodes

SAYING = Saying(AlertKind.ROUTE_SHIFT, Haste.PROMPT, "Boats leave from the eastern beaches.", "Ashmar", 24)


@pytest.fixture
def pair(django_db_setup: None, django_db_blocker: object, tmp_path: Path) -> Iterator[Pair]:
    with django_db_blocker.unblock(), two_nodes(tmp_path) as nodes:  # type: ignore[attr-defined]  # private type
        yield nodes


def now() -> datetime:
    return timezone.now()


def alerts(member: cast.Member) -> list[Known]:
    return list(queries.alerts_for(cast.officer(member), now=now()))


@pytest.mark.store
@pytest.mark.usefixtures("node")
def test_in_one_room_an_alert_is_sent_answered_written_into_the_log_and_ended() -> None:
    xa, xb = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    uid = actions.send(by=xa, saying=SAYING, to=[XB], now=now())

    actions.answer(by=xb, uid=uid, response=Response.ACTING, now=now())
    told = frozenset({"XA-POL"})
    noted = shifting.Noted(EntryKind.MEASURE, "A boat goes out at first light.", told, now(), alert=uid)
    shifting.write(by=xb, noted=noted, now=now())
    actions.end(by=xa, uid=uid, reason=EndReason.DONE, now=now())

    assert "first light" in cast.client(cast.ANALYST_XA).get("/centre/log/").content.decode()
    assert alerts(cast.ANALYST_XB) == []


@pytest.mark.store
def test_from_nodes_of_their_own_the_same_alert_is_sent_answered_and_ended(pair: Pair) -> None:
    uid = actions.send(by=cast.officer(cast.ANALYST_XA), saying=SAYING, to=[XB], now=now())
    settle(pair)
    with at(pair.xb):
        (there,) = alerts(cast.ANALYST_XB)
        assert (there.row.authority, there.row.words) == ("XA-POL", SAYING.words)
        actions.answer(by=cast.officer(cast.ANALYST_XB), uid=there.row.uid, response=Response.ACTING, now=now())
    settle(pair)

    (here,) = alerts(cast.ANALYST_XA)
    assert [(one.authority, one.response) for one in here.standing.answers] == [(XB, Response.ACTING)]

    actions.end(by=cast.officer(cast.ANALYST_XA), uid=uid, reason=EndReason.MISTAKEN, now=now())
    settle(pair)
    with at(pair.xb):
        assert alerts(cast.ANALYST_XB) == []
        (over,) = queries.alerts_for(cast.officer(cast.ANALYST_XB), now=now(), past=True)
        assert over.row.state == "withdrawn"
