"""What the form of a release refuses, and to whom its pages do not exist."""

from __future__ import annotations

import pytest
from django.utils import timezone

from corridor.core.exchange.codes import EndReason
from corridor.core.exchange.errors import DecidedMeanwhile
from corridor.web.desk.exchange import actions
from corridor.web.desk.exchange.actions import Wanted
from corridor.web.desk.exchange.models import Release
from tests import cast, make
from tests.exchanging import XB, Pair, at, settle
from tests.web.desk.exchange import out

CHOSEN = {"recipients": [XB], "purpose": out.PURPOSE, "until": "", "urgency": "routine"}


WRONG: tuple[tuple[dict[str, object], str], ...] = (
    ({"recipients": []}, "Tick at least one authority."),
    ({"purpose": ""}, "Choose for what they may use it."),
    ({"until": "tomorrow"}, "Write the day as 2031-01-31."),
    ({"until": "2001-01-01"}, "Choose a last day that is still to come, or none."),
    ({"recipients": ["XX-NIL"]}, "No partner speaks for one of these authorities any more."),
)


def test_what_is_wrong_with_a_release_is_said_beside_its_field(pair: Pair) -> None:
    browser, load = cast.client(cast.ANALYST_XA), out.filed(make.incident())

    for wrong, told in WRONG:
        page = browser.post(f"/exchange/release/{load}/", {**CHOSEN, **wrong, "act": "look"})
        assert page.status_code == 422
        assert told in page.content.decode()


def test_nobody_else_opens_a_release_or_learns_that_there_is_one(pair: Pair) -> None:
    about = out.released()

    for member in (cast.FIELD_OFFICER_XA, cast.ADMINISTRATOR_XA, cast.ANALYST_XB):
        browser = cast.client(member)
        assert browser.get(f"/exchange/releases/{about}/").status_code in (403, 404)
        assert browser.post(f"/exchange/releases/{about}/recall/", {"reason": "wrong"}).status_code in (403, 404)
    assert Release.objects.get().state == "out"


def test_a_report_goes_to_an_authority_once_until_it_is_recalled(pair: Pair) -> None:
    about = out.released()
    wanted = Wanted(out.release().load, (XB,), out.PURPOSE)

    with pytest.raises(DecidedMeanwhile):
        actions.ask_release(by=out.analyst(), wanted=wanted, now=timezone.now())
    actions.recall(by=out.analyst(), about=about, reason=EndReason.SENT_IN_ERROR, now=timezone.now())
    again = actions.ask_release(by=out.analyst(), wanted=wanted, now=timezone.now())
    settle(pair)

    assert again.about != about
    with at(pair.xb):
        assert "shipwreck" in out.read_of(out.WRECK)
