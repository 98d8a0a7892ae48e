"""Turns of one request that are taken at the same moment: none is lost, and nobody waits for somebody who waits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from threading import Event as Flag

import pytest
from django.db import connection
from django.utils import timezone

from corridor.core.exchange.codes import Kind as ItemKind
from corridor.core.requests.codes import What
from corridor.core.requests.records import Said
from corridor.web.base.ledger.actions import Act
from corridor.web.base.zone import zone
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.models import Came
from corridor.web.desk.lines.records import Arrived
from corridor.web.desk.requests import actions
from corridor.web.desk.requests.models import AuthorityRequest
from tests.web.desk.lines.far import Far
from tests.web.desk.requests.asked import DANGER, ask, asker, rescuers, turn
from tests.web.desk.requests.test_across import PLAIN, puts

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("node")]

Handler = Callable[[Arrived], None]


def until_somebody_waits_for_us() -> None:
    """Return once another write waits for what this one holds; where writes queue before they begin, at once."""
    for _ in range(250 if connection.vendor == "postgresql" else 0):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return
        Flag().wait(0.02)
    assert connection.vendor != "postgresql"


def takes(far: Far, *, before: Callable[[], None] = lambda: None, after: Callable[[], None] = lambda: None) -> None:
    """Take the partner's log, and do something before or after an item is carried out, within its write."""

    def take(came: Arrived, *, doing: Act) -> None:
        before()
        real = zone().taking(came.content.kind)
        assert real is not None
        real(came, doing=doing)
        after()

    lines.take_letter(far.sealed(far.letter()), taking=lambda kind: take, now=timezone.now())


def aside(what: Callable[[], None]) -> Callable[[], None]:
    """Return what runs in another thread, and leaves no connection open there."""

    def run() -> None:
        try:
            what()
        finally:
            connection.close()

    return run


def answers() -> list[tuple[str, str]]:
    return list(Came.objects.order_by("partner", "number").values_list("partner", "outcome"))


def test_two_partners_that_acknowledge_one_alert_at_once_are_both_heard() -> None:
    by, _, _ = rescuers()
    asked, copy = Far().introduce(), Far(code="XG-NAT", authority="XG-POL").introduce()
    alert = replace(DANGER, asked=asked.authority, copy=copy.authority)
    uid = actions.ask(by=by, request=alert, now=timezone.now())
    for far in (asked, copy):
        puts(far, Said(What.ACKNOWLEDGED), kind=ItemKind.ANSWER, thread=uid)
    is_written = Flag()

    def stay() -> None:
        is_written.set()
        until_somebody_waits_for_us()

    with ThreadPoolExecutor(1) as pool:
        first: Future[None] = pool.submit(aside(lambda: takes(copy, after=stay)))
        assert is_written.wait(20)
        takes(asked)
        first.result(20)

    assert answers() == [("XD-NAT", "applied"), ("XG-NAT", "applied")]
    turns = AuthorityRequest.objects.get(uid=uid).turns
    assert set(turns.values_list("n", "party")) == {(1, "asker"), (2, "copy"), (3, "asked")}


def test_an_officers_turn_and_a_letter_of_the_other_party_do_not_stop_each_other() -> None:
    far = Far().introduce()
    uid = ask(timezone.now(), PLAIN, asked=far.authority)
    puts(far, Said(What.ACKNOWLEDGED), kind=ItemKind.ANSWER, thread=uid)
    acting: list[Future[None]] = []

    with ThreadPoolExecutor(1) as pool:

        def begin() -> None:
            if not acting:
                now = timezone.now()
                acting.append(pool.submit(aside(lambda: turn(asker(), uid, What.WITHDRAWN, now))))
                until_somebody_waits_for_us()

        takes(far, before=begin)
        acting[0].result(20)

    assert answers() == [("XD-NAT", "applied")]
    turns = AuthorityRequest.objects.get(uid=uid).turns.order_by("n")
    assert list(turns.values_list("party", flat=True)) == ["asker", "asked", "asker"]
