"""Long work: who sees less never finds an answer, what fails is said, and what nobody asks for is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotPermitted
from corridor.core.series.codes import Counted
from corridor.core.series.records import Scope
from corridor.web.base import keys
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.series import apart, queries, worked
from corridor.web.desk.series.models import Worked
from tests import cast, make

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 20, 9, tzinfo=UTC)
DEATHS = Scope(Counted.DEATHS)


def told(by: Officer, day: str, dead: int, preset: str = "public") -> None:
    wreck = make.incident(None, occurred_on=day, dead=str(dead))
    make.file(by, wreck, marked=make.marking(preset, by.reader.authority))


def inputs(by: Officer) -> dict[str, Any]:
    """Return what work on one series rests on, as far as an officer sees it."""
    (series,) = queries.series_for(by, [DEATHS], today=NOW.date())
    return {"values": [[one.month, one.state.value, one.low, one.high] for one in series.values]}


def done(by: Officer, kind: str = "test.1") -> str:
    """Ask for work and pretend that it was done; return its key."""
    row = worked.ask(kind, inputs(by), by=by, now=NOW)
    Worked.objects.filter(key=row.key).update(state=Worked.State.DONE, answer={"secret": 7})
    return row.key


def test_who_sees_less_never_finds_an_answer_and_who_sees_the_same_does() -> None:
    owner, same, other = (cast.officer(one) for one in (cast.ANALYST_XA, cast.INVESTIGATOR_XA, cast.ANALYST_XB))
    told(owner, "2025-01-05", 3)
    told(owner, "2025-02-05", 4, preset="own-authority")
    done(owner)

    found = worked.found("test.1", inputs(same))

    assert found is not None
    assert found.answer == {"secret": 7}
    assert worked.found("test.1", inputs(other)) is None
    assert worked.found("test.2", inputs(owner)) is None


def test_what_is_asked_for_twice_is_worked_out_once_and_the_ledger_knows_both() -> None:
    by, other = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    told(by, "2025-01-05", 3)

    first = worked.ask("test.1", inputs(by), by=by, now=NOW)
    second = worked.ask("test.1", inputs(other), by=other, now=NOW)

    assert first.key == second.key
    assert LedgerEntry.objects.filter(event="analysis:asked").count() == 2


def test_the_key_says_nothing_without_the_secret_of_the_node(monkeypatch: pytest.MonkeyPatch) -> None:
    here = worked.key_of("test.1", {"values": [1]})

    monkeypatch.setattr(keys, "digest_key", lambda: b"another secret of another node!!")

    assert worked.key_of("test.1", {"values": [1]}) != here


def test_who_may_not_read_the_picture_asks_for_nothing() -> None:
    with pytest.raises(NotPermitted):
        worked.ask("test.1", {}, by=cast.officer(cast.ADMINISTRATOR_XA), now=NOW)


def test_work_that_fails_is_said_to_have_failed_and_is_begun_again_when_asked_for() -> None:
    by = cast.officer(cast.ANALYST_XA)
    key = worked.ask("nothing.1", {"values": [1]}, by=by, now=NOW).key

    ended = worked.work.call(key)
    failed = worked.found("nothing.1", {"values": [1]})
    again = worked.ask("nothing.1", {"values": [1]}, by=by, now=NOW)

    assert ended == Worked.State.FAILED
    assert failed is not None
    assert (failed.state, failed.answer) == (Worked.State.FAILED, None)
    assert again.state == Worked.State.WAITING


def test_work_that_ends_in_a_way_nobody_thought_of_failed_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    by = cast.officer(cast.ANALYST_XA)
    key = worked.ask("forecasting.1", {"values": [1]}, by=by, now=NOW).key
    monkeypatch.setattr("sys.executable", "/nowhere/python")

    assert worked.work.call(key) == Worked.State.FAILED


def test_work_that_waits_for_too_long_failed_and_is_begun_again_however_often_it_was_asked_for() -> None:
    by = cast.officer(cast.ANALYST_XA)
    now = timezone.now()
    late = now - worked.PATIENCE - timedelta(seconds=1)
    key = worked.ask("nothing.1", {"values": [1]}, by=by, now=late).key
    worked.ask("nothing.1", {"values": [1]}, by=by, now=late + timedelta(minutes=5))

    stuck = worked.found("nothing.1", {"values": [1]})
    again = worked.ask("nothing.1", {"values": [1]}, by=by, now=now)
    found = worked.found("nothing.1", {"values": [1]})

    assert stuck is not None
    assert found is not None
    assert (stuck.state, again.state, found.state) == (Worked.State.FAILED, Worked.State.WAITING, Worked.State.WAITING)
    assert Worked.objects.get(key=key).asked_at == now


def test_work_that_is_done_or_gone_is_not_done_again() -> None:
    by = cast.officer(cast.ANALYST_XA)
    told(by, "2025-01-05", 3)

    assert worked.work.call(done(by)) == "gone"
    assert worked.work.call("0" * 64) == "gone"


def test_an_unknown_kind_of_work_ends_without_an_answer() -> None:
    with pytest.raises(apart.WorkFailed):
        apart.worked_apart("nothing.1", {})


def test_an_answer_that_nobody_asked_for_lately_is_forgotten() -> None:
    by = cast.officer(cast.ANALYST_XA)
    told(by, "2025-01-05", 3)
    done(by)

    assert worked.forget(now=NOW + worked.KEPT - timedelta(hours=1)) == 0
    assert worked.forget(now=NOW + worked.KEPT + timedelta(hours=1)) == 1
    assert worked.found("test.1", inputs(by)) is None
