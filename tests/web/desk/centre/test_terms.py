"""What was told at a centre is gone on the day its term ends, wherever it was told, and before anybody erases it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from corridor.core.centre.codes import AlertKind, EntryKind, Haste
from corridor.core.centre.records import Saying
from corridor.core.kernel.errors import NotFound
from corridor.web.desk.centre import actions, queries, shifting, shifts
from corridor.web.desk.centre.models import CentreAlert, ShiftEntry
from corridor.web.desk.centre.shifting import Noted
from tests import cast, make

pytestmark = pytest.mark.django_db

YEAR = 365
WORDS = "Boats leave off the lighthouse."
PLACES = ("/", "/centre/", "/centre/?print=1", "/returned/")


def told_on(days: int) -> datetime:
    """Return the last moment of the day that was so many days ago."""
    return datetime.combine(timezone.now().date() - timedelta(days=days), time.max, UTC)


def sent(by: cast.Member, to: str, kind: AlertKind = AlertKind.METHOD, thing: str = "") -> str:
    haste = Haste.FLASH if kind is AlertKind.DISTRESS else Haste.PROMPT
    saying = Saying(kind, haste, WORDS, "Ashmar", 24, thing=thing)
    return actions.send(by=cast.officer(by), saying=saying, to=[to], now=timezone.now())


def test_an_alert_is_nowhere_on_the_day_its_term_ends_and_everywhere_the_day_before() -> None:
    reader = cast.ANALYST_XA
    thing = make.file(cast.officer(reader), marked=make.marking("public"))
    uid = sent(cast.ANALYST_XB, "XA-POL", thing=thing)
    sent(reader, "XC-POL")
    cast.grant(reader, "analyst", "search-and-rescue")
    sent(cast.ANALYST_XB, "XA-POL", AlertKind.DISTRESS)

    def tells() -> dict[str, bool]:
        browser, officer, now = (
            cast.client(reader, purpose="operational-analysis"),
            cast.officer(reader),
            timezone.now(),
        )
        found = {place: uid in browser.get(place).content.decode() for place in PLACES}
        found["its page"] = browser.get(f"/centre/alerts/{uid}/").status_code == 200
        found["its answer"] = browser.post(f"/centre/alerts/{uid}/answer/", {"response": "seen"}).status_code in (
            302,
            409,
        )
        found["a count"] = queries.sent_for(officer, now=now) != ()
        found["what waits"] = queries.waiting_elsewhere(officer, now=now) != ()
        return found

    CentreAlert.objects.update(written_at=told_on(YEAR - 1))
    assert set(tells().values()) == {True}, tells()

    CentreAlert.objects.update(written_at=told_on(YEAR))
    assert set(tells().values()) == {False}, tells()
    CentreAlert.objects.update(state="ended")
    assert queries.alerts_for(cast.officer(reader), now=timezone.now(), past=True) == ()
    actions.erase_over(timezone.now())
    assert not CentreAlert.objects.exists()


def test_an_entry_whose_term_is_over_is_neither_read_nor_settled() -> None:
    by, now = cast.officer(cast.ANALYST_XA), timezone.now()
    noted = Noted(EntryKind.SEEN, WORDS, frozenset(), now, is_open=True)
    uid = shifting.write(by=by, noted=noted, now=now)

    ShiftEntry.objects.update(written_at=told_on(YEAR - 1))
    assert shifts.entry_for(by, uid, now=now).uid == uid

    ShiftEntry.objects.update(written_at=told_on(YEAR))
    for write in (shifting.settle, shifting.correct):
        with pytest.raises(NotFound):
            write(by=by, uid=uid, words="Done.", now=now)
