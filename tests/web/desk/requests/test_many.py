"""Lists of requests where one partner sends so many that nothing else would be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.requests.codes import Kind
from corridor.web.desk.requests import queries
from corridor.web.desk.requests.models import AuthorityRequest
from tests import make
from tests.web.desk.lines.far import Far
from tests.web.desk.requests.asked import DANGER, asker, rescuers
from tests.web.desk.requests.test_across import PLAIN, TAKEN, asks, outcomes

pytestmark = pytest.mark.django_db

ALERT = replace(DANGER, asked="XA-POL", copy="XB-BRD")
RESCUE = {"purpose": "search-and-rescue", "legal_basis": "sar-1979"}
SHOWN = 3


@pytest.fixture(autouse=True)
def few_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_SHOWN", SHOWN)


def one_of_another() -> Far:
    return Far(code="XG-NAT", authority="XG-POL").introduce()


def test_many_alerts_of_one_partner_hide_no_alert_of_another() -> None:
    flood = Far().introduce()
    for n in range(SHOWN + 1):
        asks(flood, ALERT, thread=make.uid(f"flood {n}"), **RESCUE)
    assert outcomes(flood) == [TAKEN] * (SHOWN + 1)
    other = one_of_another()
    asks(other, ALERT, thread=make.uid("other"), **RESCUE)
    assert outcomes(other) == [TAKEN]

    found = queries.dangers_for(rescuers()[0], now=timezone.now())

    assert len(found) == SHOWN
    assert other.authority in [one.row.asker for one in found]


def test_many_alerts_whose_clock_stands_still_do_not_hide_the_newest() -> None:
    flood = Far().introduce()
    for n in range(SHOWN + 1):
        asks(flood, ALERT, thread=make.uid(f"flood {n}"), **RESCUE)
    outcomes(flood)
    newest = AuthorityRequest.objects.order_by("pk").last()
    assert newest is not None
    earlier = newest.opened_at - timedelta(hours=1)
    AuthorityRequest.objects.exclude(pk=newest.pk).update(due_at=None, opened_at=earlier)

    found = queries.dangers_for(rescuers()[0], now=timezone.now())

    assert found[0].row.uid == newest.uid


def test_many_questions_of_one_partner_hide_neither_a_question_of_another_nor_an_alert() -> None:
    flood, other = Far().introduce(), one_of_another()
    for n in range(SHOWN + 1):
        asks(flood, PLAIN, thread=make.uid(f"flood {n}"))
    outcomes(flood)
    asks(other, PLAIN, thread=make.uid("other"))
    asks(other, ALERT, thread=make.uid("alert"), **RESCUE)
    assert outcomes(other) == [TAKEN] * 2
    now = timezone.now()

    waiting = queries.requests_for(asker(), now=now).to_answer

    assert len(waiting) == SHOWN
    assert other.authority in [one.row.asker for one in waiting]
    assert [one.row.kind for one in queries.dangers_for(rescuers()[0], now=now)] == [Kind.DANGER.value]


def test_many_questions_hide_no_request_for_leave() -> None:
    far = Far().introduce()
    for n in range(SHOWN + 1):
        asks(far, PLAIN, thread=make.uid(f"flood {n}"))
    leave = replace(PLAIN, kind=Kind.LEAVE, about=make.uid("wreck"), use="forward")
    asks(far, leave, thread=make.uid("leave"))
    assert outcomes(far) == [TAKEN] * (SHOWN + 2)

    found = queries.leaves_asked(asker(), now=timezone.now())

    assert [one.request.about for one in found] == [make.uid("wreck")]
