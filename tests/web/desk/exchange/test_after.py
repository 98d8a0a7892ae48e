"""After something left: its owner is told how it is used, its end follows by itself, leave comes as a re-marking."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.exchange.codes import EndReason
from corridor.core.exchange.errors import ReleaseRefused, SecondNeeded
from corridor.core.handling.codes import Use
from corridor.core.handling.errors import UseRefused
from corridor.core.partners.codes import Treatment
from corridor.core.retention.codes import HoldReason
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.zone import zone
from corridor.web.desk.entities.queries import NothingAllowed, thing_for
from corridor.web.desk.exchange import actions, following, leaving, queries, telling
from corridor.web.desk.exchange.models import CountedUse, Delivery, Release, ToldUse
from corridor.web.desk.holds.actions import Order, end_hold, place_hold
from corridor.web.desk.lines.models import Came, Line, Posted
from corridor.web.desk.partners import barring
from corridor.web.desk.reports.actions import file_version
from corridor.web.desk.reports.models import Report
from corridor.web.desk.requests import queries as requests
from corridor.web.desk.requests.models import AuthorityRequest
from corridor.web.desk.retention import erasing
from corridor.web.desk.statements import actions as spine
from corridor.web.desk.statements import record_store
from corridor.web.desk.statements.models import Load
from tests import cast, make
from tests.exchanging import XB, Pair, at, settle
from tests.web.desk.exchange import out

pytestmark = pytest.mark.store


def tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


def followed() -> int:
    return following.follow(by=cast.service(), now=timezone.now())


def used() -> set[tuple[str, str, str, int]]:
    """Return what XB-BRD's node told of the one release: authority, what, use and how often."""
    return set(ToldUse.objects.values_list("authority", "what", "use", "count"))


def test_the_owner_is_told_a_day_later_how_often_which_authority_read_it_and_never_who(pair: Pair) -> None:
    out.released()
    settle(pair)
    with at(pair.xb):
        browser = cast.client(cast.ANALYST_XB)
        for _ in range(3):
            browser.get(f"/things/{out.WRECK}/")
        browser.get(f"/things/{out.WRECK}/export.json")
        assert telling.tell_uses(by=cast.service(), now=timezone.now()) == 0
        assert telling.tell_uses(by=cast.service(), now=tomorrow()) == 1
        assert telling.tell_uses(by=cast.service(), now=tomorrow()) == 0
    settle(pair)

    assert used() == {(XB, "used", "read", 3), (XB, "used", "export", 1)}
    page = cast.client(cast.ANALYST_XA).get(f"/exchange/releases/{out.release().about}/").content.decode()
    assert "How it was used there" in page
    crossed = b"".join(bytes(one) for one in Came.objects.values_list("content", flat=True))
    assert b"xb.analyst" not in crossed


def test_a_use_that_the_marking_refuses_is_written_down_here_and_told_to_the_owner(pair: Pair) -> None:
    narrow = make.marking("law-enforcement", "XA-POL", XB, uses=Use.READ | Use.COUNT | Use.MATCH)
    out.released(marked=narrow)
    settle(pair)
    with at(pair.xb):
        browser, load = cast.client(cast.ANALYST_XB), out.received().load
        assert browser.get(f"/things/{out.WRECK}/print/").status_code == 403
        assert browser.get(f"/things/{out.WRECK}/export.json").status_code == 403
        assert browser.post(f"/exchange/received/{load}/evidence/").status_code == 403
        telling.tell_uses(by=cast.service(), now=tomorrow())
    settle(pair)

    assert used() == {(XB, "refused", use, 1) for use in ("print", "export", "evidence")}


def test_what_was_read_until_its_end_is_told_with_the_end(pair: Pair) -> None:
    about = out.released()
    settle(pair)
    with at(pair.xb):
        cast.client(cast.ANALYST_XB).get(f"/things/{out.WRECK}/")
        telling.count_uses()
    actions.recall(by=out.analyst(), about=about, reason=EndReason.WRONG, now=timezone.now())
    settle(pair)

    assert used() == {(XB, "used", "read", 1)}


def test_reads_of_what_no_partner_released_are_counted_for_nobody(pair: Pair) -> None:
    with at(pair.xb):
        make.file(out.reader(), make.incident("harbour"), marked=make.marking("partners", XB))
        cast.client(cast.ANALYST_XB).get(f"/things/{make.uid('harbour')}/")
        telling.count_uses()

        assert not CountedUse.objects.exists()


def test_a_report_that_is_withdrawn_here_is_recalled_by_itself(pair: Pair) -> None:
    out.released()
    settle(pair)
    assert followed() == 0
    with turn.write():
        load = Load.objects.get(uid=out.release().load)
        spine.flip(load, stands=False)

    zone().look_after(timezone.now())
    settle(pair)

    assert (out.release().state, out.release().reason) == ("recalled", "source-withdrawn")
    assert Delivery.objects.get().attested == "erased"
    with at(pair.xb):
        assert out.read_of(out.WRECK) == []


def test_a_report_of_which_something_was_erased_here_is_recalled_by_itself(pair: Pair) -> None:
    part = make.incident("part")
    out.released(make.incident("wreck"), part, markings={part.uid: make.marking("partners", "XA-POL")})
    settle(pair)
    load = Load.objects.get(uid=out.release().load)
    with turn.write():
        wider = next(mark for mark in record_store.marks_of(load.pk) if mark != load.mark)
        erasing.erase_now(load, [wider], timezone.now())

    followed()

    assert (out.release().state, out.release().reason) == ("recalled", "legal-duty")


def test_a_report_that_was_erased_here_is_over_everywhere(pair: Pair) -> None:
    out.released()
    settle(pair)
    with turn.write():
        load = Load.objects.get(uid=out.release().load)
        erasing.erase_now(load, record_store.marks_of(load.pk), timezone.now())
        Load.objects.filter(pk=load.pk).update(state=Load.State.ERASED)

    followed()
    settle(pair)

    assert out.release().state == "expired"
    with at(pair.xb):
        assert out.read_of(out.WRECK) == []


def test_what_may_come_from_ill_treatment_is_recalled_and_goes_to_nobody_again(pair: Pair) -> None:
    out.released()
    settle(pair)
    barring.mark(by=out.analyst(), about=out.WRECK, what=Treatment.TORTURE, now=timezone.now())

    followed()

    assert out.release().state == "recalled"
    wanted = actions.wanted_of(out.release())
    with pytest.raises(Exception, match="ill-treatment"):
        actions.ask_release(by=out.analyst(), wanted=wanted, now=timezone.now())


def test_what_the_recipient_erases_by_itself_is_attested_to_its_owner(pair: Pair) -> None:
    out.released()
    settle(pair)
    with at(pair.xb), turn.write():
        load = Load.objects.get(uid=out.received().load)
        erasing.erase_now(load, record_store.marks_of(load.pk), timezone.now())
        Load.objects.filter(pk=load.pk).update(state=Load.State.ERASED)
    with at(pair.xb):
        assert followed() == 1
        assert followed() == 0
    settle(pair)

    assert (out.release().state, Delivery.objects.get().attested) == ("out", "erased")


def test_a_last_day_ends_it_on_both_sides_without_anybody(pair: Pair) -> None:
    out.released(ends_in=5)
    settle(pair)
    Release.objects.update(ends_on=timezone.now().date())

    assert actions.expire(by=cast.service(), now=timezone.now()) == 1
    settle(pair)

    assert (out.release().state, Delivery.objects.get().attested) == ("expired", "erased")


def test_what_was_ended_is_overwritten_in_our_own_log_once_its_end_was_confirmed(pair: Pair) -> None:
    about = out.released()
    settle(pair)
    actions.recall(by=out.analyst(), about=about, reason=EndReason.WRONG, now=timezone.now())
    settle(pair)

    kept = {row.kind: bool(bytes(row.content)) for row in Posted.objects.all()}
    assert kept == {"release": False, "recall": True}
    with at(pair.xb), turn.write():
        # A recipient that was restored from a backup asks for everything again.
        Line.objects.update(have=0, have_link=bytes(32))
        Came.objects.all().delete()
    Line.objects.update(confirmed=0)
    settle(pair)
    with at(pair.xb):
        assert list(Came.objects.order_by("number").values_list("kind", flat=True)) == ["release", "recall"]
        assert out.read_of(out.WRECK) == []
        assert Line.objects.get().changed_at is None
        assert Line.objects.get().have == 2


def test_what_a_hold_keeps_is_said_to_be_kept_and_once_it_ends_to_be_erased(pair: Pair) -> None:
    about = out.released()
    settle(pair)
    with at(pair.xb):
        cast.grant(cast.ANALYST_XB, "investigator", out.PURPOSE)
        keeper = cast.officer(cast.ANALYST_XB, function="investigator")
        until = timezone.now().date() + timedelta(days=20)
        order = Order(HoldReason.TRIAL, "XB-7", until)
        hold = place_hold(by=keeper, about=out.WRECK, order=order, now=timezone.now())
    actions.recall(by=out.analyst(), about=about, reason=EndReason.WRONG, now=timezone.now())
    settle(pair)
    assert Delivery.objects.get().attested == "kept-for-hold"
    with at(pair.xb):
        assert out.read_of(out.WRECK) == []
        assert followed() == 0
        end_hold(by=keeper, uid=hold, now=timezone.now())
        assert followed() == 1
        assert followed() == 0
    settle(pair)

    assert Delivery.objects.get().attested == "erased"


def test_leave_comes_as_another_marking_for_that_authority_alone(pair: Pair) -> None:
    narrow = make.marking("law-enforcement", "XA-POL", XB, uses=Use.READ | Use.COUNT)
    about = out.released(marked=narrow)
    settle(pair)
    with at(pair.xb), pytest.raises(NothingAllowed):
        thing_for(out.reader(), out.WRECK, use=Use.EXPORT)

    assert leaving.propose_leave(by=out.analyst(), about=about, authority=XB, use="export", now=timezone.now())
    settle(pair)

    with at(pair.xb):
        assert "shipwreck" in thing_for(out.reader(), out.WRECK, use=Use.EXPORT).laid.values("incident_kind")
        with pytest.raises(NothingAllowed):
            thing_for(out.reader(), out.WRECK, use=Use.PRINT)
        (one,) = queries.received_for(out.reader())
        assert (one.version, one.state) == (2, "shown")


def test_leave_is_refused_where_a_handling_code_closes_the_use_and_for_passing_on(pair: Pair) -> None:
    about = out.released()

    for use, why in (("forward", "use-not-given"), ("match", "use-not-given")):
        with pytest.raises(ReleaseRefused) as refused:
            leaving.propose_leave(by=out.analyst(), about=about, authority=XB, use=use, now=timezone.now())
        assert refused.value.params["why"] == why


def test_leave_for_what_tells_of_persons_takes_two_officers(pair: Pair) -> None:
    out.opened()
    about = out.person_asked()
    actions.decide_release(by=out.analyst(), about=about, is_approved=True, now=timezone.now())
    now, second = timezone.now(), cast.officer(cast.INVESTIGATOR_XA, function="investigator")

    assert not leaving.propose_leave(by=out.analyst(), about=about, authority=XB, use="evidence", now=now)
    with pytest.raises(SecondNeeded):
        leaving.decide_leave(by=out.analyst(), about=about, authority=XB, use="evidence", is_given=True, now=now)
    assert actions.leaves_of(out.release()) == {}
    leaving.decide_leave(by=second, about=about, authority=XB, use="evidence", is_given=True, now=now)

    assert actions.leaves_of(out.release()) == {XB: Use.EVIDENCE}


def test_use_as_evidence_needs_leave_and_is_told_to_the_owner(pair: Pair) -> None:
    about = out.released()
    settle(pair)
    with at(pair.xb), pytest.raises(UseRefused):
        leaving.declare_evidence(by=out.reader(), load=out.received().load, now=timezone.now())
    leaving.propose_leave(by=out.analyst(), about=about, authority=XB, use="evidence", now=timezone.now())
    settle(pair)
    with at(pair.xb):
        leaving.declare_evidence(by=out.reader(), load=out.received().load, now=timezone.now())
        telling.tell_uses(by=cast.service(), now=tomorrow())
    settle(pair)

    assert used() == {(XB, "refused", "evidence", 1), (XB, "used", "evidence", 1)}


def test_leave_is_asked_with_one_click_and_given_as_another_marking_with_the_answer(pair: Pair) -> None:
    narrow = make.marking("law-enforcement", "XA-POL", XB, uses=Use.READ | Use.COUNT)
    about = out.released(marked=narrow)
    settle(pair)
    case = {"about": about, "to": "XA-POL", "case": "C-17", "words": "The print goes into the file of the case."}
    with at(pair.xb):
        browser = cast.client(cast.ANALYST_XB)
        assert browser.post("/requests/leave/", {**case, "use": "print"}).status_code == 302
        assert browser.post("/requests/leave/", {**case, "use": "export"}).status_code == 302
    settle(pair)
    desk = cast.client(cast.ANALYST_XA)
    waiting = desk.get("/exchange/leaves/").content.decode()
    assert waiting.count("The print goes into the file of the case.") == 2
    printing, exporting = (AuthorityRequest.objects.get(document__use=use).uid for use in ("print", "export"))

    assert desk.post(f"/exchange/leaves/{exporting}/", {"decision": "refuse", "words": "No."}).status_code == 422
    assert (
        desk.post(f"/exchange/leaves/{exporting}/", {"decision": "refuse", "words": "It names a source."}).status_code
        == 302
    )
    assert desk.post(f"/exchange/leaves/{printing}/", {"decision": "give"}).status_code == 302
    settle(pair)

    assert "No partner waits for an answer." in desk.get("/exchange/leaves/").content.decode()
    with at(pair.xb):
        leaves = requests.leaves_for(out.reader(), about=about, now=timezone.now())
        assert {(one.use, one.is_granted) for one in leaves} == {("print", True), ("export", False)}
        assert thing_for(out.reader(), out.WRECK, use=Use.PRINT).laid
        with pytest.raises(NothingAllowed):
            thing_for(out.reader(), out.WRECK, use=Use.EXPORT)


def test_the_page_offers_the_corrected_version_once_a_report_was_corrected(pair: Pair) -> None:
    about, now = out.released(ref="R-9"), timezone.now()
    settle(pair)
    before, page = out.release().load, f"/exchange/releases/{about}/"
    told = {"ref": "R-9", "authority": "XA-POL", "author": "xa.analyst", "state": "released", "thing": out.WRECK}
    first = Report.objects.create(uid=make.uid("one"), load=before, made_at=now, saved_at=now, **told)
    browser = cast.client(cast.ANALYST_XA)
    assert "Send the corrected version" not in browser.get(page).content.decode()
    assert browser.post(f"{page}correct/").status_code == 404
    corrected = make.filing(
        make.incident("wreck", dead="2"), ref="R-9", marked=out.marking(), replaces=before, grade=out.GRADE
    )
    with act(Event.REPORT_FILED, by=out.analyst(), now=now, about="R-9"):
        load = file_version(by=out.analyst(), filing=corrected, now=now)
    made = {"corrects": first, "version": 2, "made_at": now, "saved_at": now}
    Report.objects.create(uid=make.uid("two"), load=load, **made, **told)

    assert f"/exchange/release/{load}/" in browser.get(f"/reports/{make.uid('two')}/").content.decode()
    assert followed() == 0
    assert "Send the corrected version" in browser.get(page).content.decode()
    assert browser.post(f"{page}correct/").status_code == 302
    settle(pair)

    with at(pair.xb):
        assert "2" in out.read_of(out.WRECK)
        assert "1" not in out.read_of(out.WRECK)
    assert "Send the corrected version" not in browser.get(page).content.decode()
