"""Alerts: sent to authorities named one by one, answered by each, shown until they are ended with a reason."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.centre.codes import AlertKind, EndReason, Haste
from corridor.core.centre.errors import AlertIncomplete, AlertOfPersons
from corridor.core.centre.records import Saying
from corridor.core.kernel.errors import NotFound
from corridor.core.partners.codes import Treatment
from corridor.core.partners.errors import DerivedFromIllTreatment
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts.models import Authority
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.centre import actions, queries
from corridor.web.desk.centre.models import AlertAnswer, CentreAlert
from corridor.web.desk.partners import barring
from tests import cast, make
from tests.core.entities import make as drafts

pytestmark = pytest.mark.django_db

START, NEW = "/centre/", "/centre/alerts/new/"
GOOD: dict[str, Any] = {
    "kind": "route-shift",
    "haste": "prompt",
    "words": "Boats now leave from the eastern beaches, before dawn.",
    "area": "Coast of Ashmar",
    "hours": "72",
    "to": ["XB-BRD", "XC-POL"],
}
XC = cast.Member("xc.centre", "Ansel Rook", "XC-POL", "analyst", "operational-analysis")


def said(kind: AlertKind = AlertKind.ROUTE_SHIFT, **changed: Any) -> Saying:
    haste = Haste.FLASH if kind is AlertKind.DISTRESS else Haste.PROMPT
    fields = {"kind": kind, "haste": haste, "words": "Boats leave before dawn.", "area": "Ashmar", "hours": 24}
    return Saying(**{**fields, **changed})


def sent(member: cast.Member = cast.ANALYST_XA, saying: Saying | None = None, to: tuple[str, ...] = ("XB-BRD",)) -> str:
    return actions.send(by=cast.officer(member), saying=saying or said(), to=to, now=timezone.now())


def page(member: cast.Member, address: str = START, **duty: str) -> str:
    return cast.client(member, **duty).get(address).content.decode()


def test_an_alert_reaches_whom_it_names_and_nobody_else() -> None:
    answer = cast.client(cast.ANALYST_XA).post(NEW, {**GOOD, "to": ["XB-BRD"]})

    assert answer.status_code == 302, answer.content.decode()
    uid = CentreAlert.objects.get().uid
    assert "eastern beaches" in page(cast.ANALYST_XB)
    assert "eastern beaches" not in page(cast.OUTSIDER)
    assert cast.client(cast.OUTSIDER).get(f"{START}alerts/{uid}/").status_code == 404
    assert cast.client(cast.OUTSIDER).post(f"{START}alerts/{uid}/answer/", {"response": "seen"}).status_code == 404


def test_the_ledger_has_codes_of_an_alert_and_none_of_its_words() -> None:
    sent(saying=said(words="Boats leave at the lighthouse."))

    entry = LedgerEntry.objects.get(event=Event.ALERT_SENT)
    assert "lighthouse" not in entry.detail
    assert "route-shift" in entry.detail


def test_an_authority_that_joins_later_is_not_told() -> None:
    sent(to=("XB-BRD", "XC-POL"))
    accounts.add_authority(code="XC-NEW", name="New office", country="XC", kind="police")

    assert "XC-NEW" not in set(AlertAnswer.objects.values_list("authority", flat=True))


def test_who_has_not_answered_is_shown_to_the_sender_until_it_is_ended_with_a_reason() -> None:
    uid = sent(to=("XB-BRD", "XC-POL"))
    cast.client(cast.ANALYST_XB).post(f"{START}alerts/{uid}/answer/", {"response": "acting"})
    CentreAlert.objects.update(until=timezone.now() - timedelta(hours=1))

    assert [one.row.uid for one in known(cast.ANALYST_XA)] == [uid]
    assert "XC-POL" in page(cast.ANALYST_XA)
    assert known(cast.ANALYST_XB) == []

    cast.client(cast.ANALYST_XA).post(f"{START}alerts/{uid}/end/", {"reason": "done"})
    assert known(cast.ANALYST_XA) == []


def known(member: cast.Member, now: datetime | None = None) -> list[queries.Known]:
    return list(queries.alerts_for(cast.officer(member), now=now or timezone.now()))


def test_recipients_do_not_learn_who_else_was_told_or_answered() -> None:
    uid = sent(to=("XB-BRD", "XC-PRO"))

    seen = page(cast.ANALYST_XB, f"{START}alerts/{uid}/")

    assert "XC-PRO" not in seen
    assert known(cast.ANALYST_XB)[0].standing.answers == (known(cast.ANALYST_XB)[0].own,)


def test_an_answer_is_given_once_and_replaced_only_by_one_that_says_more() -> None:
    uid = sent()
    browser = cast.client(cast.ANALYST_XB)
    codes = [
        browser.post(f"{START}alerts/{uid}/answer/", {"response": one}).status_code
        for one in ("seen", "acting", "seen", "nonsense")
    ]

    assert codes == [302, 302, 409, 422]
    assert AlertAnswer.objects.get().response == "acting"


def test_who_was_not_asked_cannot_answer_and_who_did_not_send_cannot_end() -> None:
    uid = sent()

    assert cast.client(cast.ANALYST_XA).post(f"{START}alerts/{uid}/answer/", {"response": "seen"}).status_code == 404
    assert cast.client(cast.ANALYST_XB).post(f"{START}alerts/{uid}/end/", {"reason": "done"}).status_code == 404
    assert CentreAlert.objects.get().state == "sent"


def test_an_alert_that_was_mistaken_is_taken_back() -> None:
    uid = sent()
    cast.client(cast.ANALYST_XA).post(f"{START}alerts/{uid}/end/", {"reason": EndReason.MISTAKEN})

    assert CentreAlert.objects.get().state == "withdrawn"
    assert cast.client(cast.ANALYST_XB).post(f"{START}alerts/{uid}/answer/", {"response": "seen"}).status_code == 409


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "Look for Ahmed Mansouri, he is called the captain."}, "words"),
        ({"words": "Call +33 6 12 34 56 78."}, "words"),
        ({"area": ""}, "area"),
        ({"hours": "5"}, "hours"),
        ({"position": "somewhere"}, "position"),
        ({"aboard": "12"}, "aboard"),
        ({"to": []}, "to"),
        ({"to": ["XX-NONE"]}, "to"),
        ({"thing": "f" * 32}, "thing"),
    ],
)
def test_what_must_be_corrected_is_said_at_its_field_and_nothing_is_sent(changed: dict[str, Any], field: str) -> None:
    answer = cast.client(cast.ANALYST_XA).post(NEW, {**GOOD, **changed})

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.content.decode()
    assert not CentreAlert.objects.exists()


def test_a_plate_stands_in_an_alert_about_a_vehicle_and_in_no_other() -> None:
    words = "White lorry, plate AB-123-CD, seen empty at the pier."
    sent(saying=said(AlertKind.WANTED, words=words))

    with pytest.raises(AlertIncomplete):
        sent(saying=said(AlertKind.ROUTE_SHIFT, words=words))


def test_a_person_is_not_looked_for_and_a_role_only_while_no_coercion_suspends_it() -> None:
    officer = cast.officer(cast.INVESTIGATOR_XA)
    signed = {"author": officer.handle, "reviewer": cast.ANALYST_XA.handle}
    make.file(officer, drafts.person(), drafts.role(**signed), drafts.group(), ref="R-1")

    def look_for(thing: str) -> str:
        return actions.send(by=officer, saying=said(AlertKind.WANTED, thing=thing), to=["XB-BRD"], now=timezone.now())

    for thing in (drafts.PERSON, drafts.GROUP):
        with pytest.raises(AlertOfPersons):
            look_for(thing)
    assert look_for(drafts.ROLE)
    make.file(officer, drafts.person(coercion="suspected"), ref="R-2")
    with pytest.raises(AlertOfPersons):
        look_for(drafts.ROLE)


def test_an_alert_is_linked_with_a_thing_that_the_sender_may_read_and_no_other() -> None:
    hidden = make.file(cast.officer(cast.ANALYST_XB), marked=make.marking("own-authority", "XB-BRD"))
    shown = make.file(cast.officer(cast.ANALYST_XA), marked=make.marking("own-authority", "XA-POL"))

    with pytest.raises(AlertIncomplete):
        sent(saying=said(thing=hidden))
    uid = sent(saying=said(thing=shown))

    assert shown in page(cast.ANALYST_XA, f"{START}alerts/{uid}/")
    assert shown not in page(cast.ANALYST_XB, f"{START}alerts/{uid}/")


# --- danger to life ---------------------------------------------------------------------------------------------------


def test_what_was_said_to_save_lives_is_not_read_for_another_purpose_and_who_is_on_duty_is_told_that_it_waits() -> None:
    cast.grant(cast.ANALYST_XB, "analyst", "search-and-rescue")
    uid = sent(saying=said(AlertKind.DISTRESS, words="Engine dead, water coming in."))

    elsewhere = page(cast.ANALYST_XB, START, purpose="operational-analysis")
    assert "Engine dead" not in elsewhere
    assert uid not in elsewhere
    assert "danger to life waits" in elsewhere
    assert "Engine dead" in page(cast.ANALYST_XB, START, purpose="search-and-rescue")


def test_who_has_no_duty_of_rescue_is_not_told_that_an_alert_of_danger_to_life_is_there() -> None:
    sent(saying=said(AlertKind.DISTRESS))

    assert "danger to life waits" not in page(cast.ANALYST_XB)


# --- through a centre -------------------------------------------------------------------------------------------------

CENTRE = cast.Member("jc.duty", "Corin Vale", "INT-JRC", "liaison-officer", "operational-analysis")


@pytest.fixture
def centre() -> cast.Member:
    """Found a joint centre on the node, with an officer on duty."""
    accounts.add_authority(code="INT-JRC", name="Joint centre", country="XC", kind="joint-centre")
    accounts.add_officer(
        handle=CENTRE.handle,
        display_name=CENTRE.name,
        authority=Authority.objects.get(code="INT-JRC"),
        duties=[(CENTRE.function, CENTRE.purpose)],
        password=cast.PASSWORD,
    )
    return CENTRE


def asked(to: tuple[str, ...] = ("XB-BRD", "XC-POL")) -> str:
    by = cast.officer(cast.FIELD_OFFICER_XA)
    return actions.ask(by=by, saying=said(), centre="INT-JRC", to=to, now=timezone.now())


def test_a_field_officer_asks_the_centre_and_until_it_has_decided_nobody_else_reads_it(centre: cast.Member) -> None:
    uid = asked()

    assert [one.row.uid for one in known(centre)] == [uid]
    assert known(cast.ANALYST_XB) == []
    actions.pass_on(by=cast.officer(centre), uid=uid, to=["XB-BRD"], now=timezone.now())
    assert [one.row.uid for one in known(cast.ANALYST_XB)] == [uid]
    assert known(cast.ANALYST_XC) == []


def test_a_centre_sends_to_nobody_whom_the_author_did_not_name(centre: cast.Member) -> None:
    uid = asked(("XB-BRD",))

    with pytest.raises(AlertIncomplete):
        actions.pass_on(by=cast.officer(centre), uid=uid, to=["XB-BRD", "XZ-OUT"], now=timezone.now())
    assert CentreAlert.objects.get().state == "asked"


def test_nobody_but_the_centre_decides_about_what_it_was_asked(centre: cast.Member) -> None:
    uid = asked()

    for member in (cast.ANALYST_XA, cast.ANALYST_XB):
        with pytest.raises(NotFound):
            actions.pass_on(by=cast.officer(member), uid=uid, to=["XB-BRD"], now=timezone.now())
    actions.refuse(by=cast.officer(centre), uid=uid, reason=EndReason.NOT_NEEDED, now=timezone.now())
    assert CentreAlert.objects.get().state == "refused"


def test_who_may_not_send_is_refused_and_who_reads_no_alerts_has_no_centre() -> None:
    assert cast.client(cast.FIELD_OFFICER_XA).post(NEW, GOOD).status_code == 403
    assert cast.client(cast.OVERSEER_XA).get(START).status_code == 403
    assert cast.client(cast.STATISTICIAN_XA).get(START).status_code == 403
    assert cast.client(cast.ANALYST_XA).get(f"{START}alerts/{'f' * 32}/end/").status_code == 405


def test_alerts_are_erased_when_the_rule_of_their_marking_says_so() -> None:
    sent()

    assert actions.erase_over(timezone.now() + timedelta(days=364)) == 0
    assert actions.erase_over(timezone.now() + timedelta(days=366)) == 2


def test_no_alert_rests_on_what_may_derive_from_ill_treatment() -> None:
    thing = make.file(cast.officer(cast.ANALYST_XA), marked=make.marking("own-authority", "XA-POL"))
    barring.mark(by=cast.officer(cast.FIELD_OFFICER_XA), about=thing, what=Treatment.TORTURE, now=timezone.now())

    with pytest.raises(DerivedFromIllTreatment):
        sent(saying=said(thing=thing))
