"""Danger to life serves rescue alone and stays on top; what financial units ask each other, that function reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.requests.codes import Kind, Party, Stage, What
from corridor.core.requests.errors import NobodyToAsk, RequestIncomplete, SaidIncomplete, TurnRefused
from corridor.web.base.accounts import models
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.home.presenting import home_page
from corridor.web.desk.pages.requests import ThreadRow
from corridor.web.desk.requests import actions, queries
from corridor.web.desk.requests.models import AuthorityRequest
from tests import cast
from tests.web.desk.requests.asked import DANGER, INFORMATION, MONEY, answerer, asker, contact, rescuers, turn, units

pytestmark = pytest.mark.django_db


def test_an_alert_goes_to_rescue_with_an_independent_copy_and_stays_until_it_is_closed_with_a_reason() -> None:
    by, rescue, copy = rescuers()
    now = timezone.now()
    uid = actions.ask(by=by, request=DANGER, now=now)

    turn(rescue, uid, What.ANSWERED, now)
    parties = [queries.request_for(one, uid, now=now).party for one in (by, rescue, copy)]

    assert parties == [Party.ASKER, Party.ASKED, Party.COPY]
    for one in (by, rescue, copy):
        assert [found.row.uid for found in queries.dangers_for(one, now=now)] == [uid]
    with pytest.raises(SaidIncomplete):
        turn(by, uid, What.CLOSED, now, reason="used")
    with pytest.raises(TurnRefused):
        turn(rescue, uid, What.CLOSED, now, reason="rescued")
    turn(by, uid, What.CLOSED, now, reason="rescued")
    assert [queries.dangers_for(one, now=now) for one in (by, rescue, copy)] == [(), (), ()]


def test_an_alert_is_neither_refused_nor_withdrawn_and_is_overdue_in_half_an_hour() -> None:
    by, rescue, _ = rescuers()
    now = timezone.now()
    uid = actions.ask(by=by, request=DANGER, now=now)

    with pytest.raises(TurnRefused):
        turn(rescue, uid, What.REFUSED, now, ground="not-available", words="This is not our region.")
    with pytest.raises(TurnRefused):
        turn(by, uid, What.WITHDRAWN, now)
    assert queries.request_for(by, uid, now=now).is_overdue(now + timedelta(minutes=31))


def test_nobody_who_acts_against_crime_sees_an_alert_and_nobody_uses_it_for_anything_else() -> None:
    by, _, _ = rescuers()
    now = timezone.now()
    uid = actions.ask(by=by, request=DANGER, now=now)

    for reader in (asker(), answerer(), cast.officer(cast.ANALYST_XA)):
        assert queries.requests_for(reader, now=now) == queries.Listed((), (), (), ())
        with pytest.raises(NotFound):
            queries.request_for(reader, uid, now=now)
    marking = marking_of(AuthorityRequest.objects.get(uid=uid).mark)
    assert marking.purposes == {"search-and-rescue"}
    assert not marking.uses & (Use.MATCH | Use.COUNT | Use.EXPORT | Use.FORWARD | Use.EVIDENCE)


def test_who_could_act_for_rescue_is_told_that_an_alert_waits_and_nobody_else_is() -> None:
    by, _, _ = rescuers()
    actions.ask(by=by, request=DANGER, now=timezone.now())
    told = "Danger to life: change your purpose"

    assert told in cast.client(cast.ANALYST_XB, purpose="operational-analysis").get("/requests/").content.decode()
    for member in (cast.INVESTIGATOR_XA, cast.PROSECUTOR_XC):
        assert told not in cast.client(member).get("/requests/").content.decode()


def test_an_alert_without_a_second_desk_is_not_sent() -> None:
    by, _, _ = rescuers()
    for copy in ("", "XB-BRD", "XA-POL"):
        with pytest.raises(RequestIncomplete):
            actions.ask(by=by, request=replace(DANGER, copy=copy), now=timezone.now())
    assert not AuthorityRequest.objects.exists()


def test_an_alert_goes_to_rescue_coordination_where_somebody_of_it_was_reached() -> None:
    by, _, _ = rescuers()
    contact("XB-BRD", "search-and-rescue")

    with pytest.raises(NobodyToAsk):
        actions.ask(by=by, request=replace(DANGER, asked="XC-POL", copy="XB-BRD"), now=timezone.now())
    actions.ask(by=by, request=DANGER, now=timezone.now())


def test_an_investigation_cannot_be_dressed_as_a_rescue_nor_a_rescue_as_an_investigation() -> None:
    by, _, _ = rescuers()
    now = timezone.now()

    with pytest.raises(RequestIncomplete) as investigator:
        actions.ask(by=asker(), request=DANGER, now=now)
    with pytest.raises(RequestIncomplete) as rescuer:
        actions.ask(by=by, request=INFORMATION, now=now)

    assert {one.value.params["field"] for one in (investigator, rescuer)} == {"purpose"}


def test_a_financial_unit_asks_another_and_no_other_function_of_either_sees_it() -> None:
    by, unit = units()
    now = timezone.now()
    uid = actions.ask(by=by, request=MONEY, now=now)

    turn(unit, uid, What.ANSWERED, now, words="Three transfers in spring.")

    assert queries.request_for(by, uid, now=now).state.stage is Stage.ANSWERED
    for member in (cast.INVESTIGATOR_XA, cast.ANALYST_XA, cast.ANALYST_XB):
        reader = cast.officer(member, purpose=member.purpose, function=member.function)
        with pytest.raises(NotFound):
            queries.request_for(reader, uid, now=now)
        assert Kind.FINANCIAL not in queries.turnaround_for(reader, now=now)


def test_nobody_but_a_financial_unit_asks_or_is_asked_about_money() -> None:
    now = timezone.now()
    by, _ = units()
    with pytest.raises(NobodyToAsk):
        actions.ask(by=by, request=replace(MONEY, asked="XC-POL"), now=now)
    with pytest.raises(NotPermitted):
        actions.ask(by=cast.officer(cast.INVESTIGATOR_XA, function="investigator"), request=MONEY, now=now)
    models.Authority.objects.filter(code="XA-POL").update(kind="police")
    with pytest.raises(NobodyToAsk):
        actions.ask(by=by, request=MONEY, now=now)
    assert not AuthorityRequest.objects.exists()


def test_who_asks_about_money_is_told_that_nobody_concerned_may_learn_of_it() -> None:
    by, _ = units()
    uid = actions.ask(by=by, request=MONEY, now=timezone.now())
    browser = cast.client(cast.INVESTIGATOR_XA, function="financial-analyst")

    page = browser.get(f"/requests/{uid}/").content.decode()

    assert "Nobody concerned may learn" in page
    assert browser.get(f"/requests/{uid}/text/?channel=siena").status_code == 404
    assert "prior consent" in browser.get(f"/requests/{uid}/text/?channel=egmont&save=1").content.decode()


def test_the_first_page_shows_a_danger_that_nobody_has_closed_to_its_parties_alone() -> None:
    by, rescue, _ = rescuers()
    now = timezone.now()
    actions.ask(by=by, request=DANGER, now=now)

    def dangers(one: Officer) -> tuple[ThreadRow, ...]:
        return home_page(one, "", since=now, now=now).dangers

    assert [len(dangers(one)) for one in (by, rescue, cast.officer(cast.ANALYST_XC))] == [1, 1, 0]
