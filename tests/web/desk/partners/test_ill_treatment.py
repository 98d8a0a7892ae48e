"""What may derive from ill-treatment: one officer marks, at once; it leaves in no form; two officers lift."""

from __future__ import annotations

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.exports.codes import Safeguard, View
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.partners.codes import Treatment
from corridor.core.partners.errors import DerivedFromIllTreatment, SecondPersonNeeded
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.exports.queries import Asked, Gathering, found_for
from corridor.web.desk.partners import barring, treatment
from corridor.web.desk.partners.models import Barred
from corridor.web.desk.statements.models import Load
from tests import cast, make
from tests.web.desk.partners.world import lawyer, second

PAGE = "/ill-treatment/"


def filed(name: str = "one", **marked: object) -> tuple[str, str]:
    """Let XA report an incident; return the thing and the load."""
    thing = make.file(cast.officer(cast.ANALYST_XA), make.incident(name), ref=f"R-{name}", **marked)  # type: ignore[arg-type]  # a marking
    return thing, Load.objects.order_by("-pk").values_list("uid", flat=True)[0]


def mark(about: str, member: cast.Member = cast.FIELD_OFFICER_XA) -> None:
    barring.mark(by=cast.officer(member), about=about, what=Treatment.TORTURE, now=timezone.now())


def leaving() -> tuple[list[str], Gathering]:
    gathering = Gathering(cast.officer(cast.ANALYST_XA))
    found = found_for(gathering.officer, Asked(View.EVERYTHING))
    return [item.uid for item in gathering.items(found)], gathering


@pytest.mark.store
def test_a_report_that_one_officer_marked_leaves_in_no_export_and_is_counted() -> None:
    (marked, load), (other, _) = filed("one"), filed("two")

    mark(load)

    left, gathering = leaving()
    assert left == [other]
    assert gathering.tally.kept_back == {Safeguard.ILL_TREATMENT: 1}
    assert gathering.left_out().statements > 0
    assert marked not in left


def test_a_thing_that_others_tell_of_leaves_with_what_they_said_alone() -> None:
    thing, load = filed("one")
    said = make.incident("one", place_text="Told freely", dead="4")
    make.file(cast.officer(cast.ANALYST_XB), said, ref="R-free")

    mark(load)

    gathering = Gathering(cast.officer(cast.ANALYST_XA))
    items = list(gathering.items(found_for(gathering.officer, Asked(View.EVERYTHING))))
    assert [item.uid for item in items] == [thing]
    values = {one.value for one in items[0].said}
    assert "4" in values
    assert "1" not in values
    assert gathering.tally.kept_back == {Safeguard.ILL_TREATMENT: 0}


def test_a_thing_that_is_marked_leaves_with_nothing_that_anybody_said_of_it() -> None:
    thing, _ = filed("one")
    make.file(cast.officer(cast.ANALYST_XB), make.incident("one", place_text="Told freely"), ref="R-free")

    mark(thing)

    assert leaving()[0] == []


def test_what_is_marked_is_refused_to_whoever_would_let_it_leave() -> None:
    thing, load = filed()
    treatment.check_not_barred(load=load, things=[thing])

    mark(load)

    assert treatment.is_barred(load)
    for asked in ({"load": load}, {"things": [thing, load]}):
        with pytest.raises(DerivedFromIllTreatment, match=load):
            treatment.check_not_barred(**asked)
    treatment.check_not_barred(things=[thing])


@pytest.mark.parametrize(
    ("body", "says"),
    [({}, False), ({"ill_treatment": False}, False), ({"ill_treatment": True}, True), ({"ill_treatment": "no"}, True)],
)
def test_what_a_partner_does_not_plainly_deny_is_taken_for_a_yes(body: dict[str, object], says: bool) -> None:
    assert treatment.says_ill_treatment(body) is says


def test_two_officers_lift_a_mark_and_neither_alone() -> None:
    _, load = filed()
    mark(load)
    uid, now = Barred.objects.get().uid, timezone.now()
    with pytest.raises(NotFound):
        barring.lift(by=lawyer(), uid=uid, now=now)
    barring.ask_to_lift(by=lawyer(), uid=uid, now=now)
    with pytest.raises(SecondPersonNeeded):
        barring.lift(by=lawyer(), uid=uid, now=now)
    assert treatment.is_barred(load)

    barring.lift(by=second(), uid=uid, now=now)

    assert not treatment.is_barred(load)
    assert leaving()[0]


@pytest.mark.store
def test_marking_again_voids_what_was_asked_to_lift() -> None:
    _, load = filed()
    mark(load)
    uid, now = Barred.objects.get().uid, timezone.now()
    barring.ask_to_lift(by=lawyer(), uid=uid, now=now)

    mark(load, cast.INVESTIGATOR_XA)

    with pytest.raises(NotFound):
        barring.lift(by=second(), uid=uid, now=now)


def test_who_marked_does_not_lift_without_the_function_and_another_authority_never() -> None:
    _, load = filed()
    mark(load)
    uid, now = Barred.objects.get().uid, timezone.now()

    with pytest.raises(NotPermitted):
        barring.ask_to_lift(by=cast.officer(cast.FIELD_OFFICER_XA), uid=uid, now=now)
    with pytest.raises(NotFound):
        barring.ask_to_lift(by=cast.officer(cast.PROSECUTOR_XC), uid=uid, now=now)


def test_what_an_officer_may_not_read_answers_like_what_is_not_there() -> None:
    thing, load = filed(marked=make.marking("own-authority", "XA-POL"))
    browser = cast.client(cast.ANALYST_XB)

    def answered(about: str) -> str:
        answer = browser.post(PAGE, {"act": "mark", "treatment": "torture", "about": about})
        assert answer.status_code == 422
        return answer.content.decode().replace(about, "")

    plain = {line for line in answered("f" * 32).splitlines() if "csrf" not in line}
    for hidden in (thing, load):
        assert plain == {line for line in answered(hidden).splitlines() if "csrf" not in line}
    assert not Barred.objects.exists()


def test_the_page_marks_shows_and_lifts_and_the_ledger_has_codes_alone() -> None:
    thing, _ = filed()
    browser = cast.client(cast.FIELD_OFFICER_XA)
    assert thing in browser.get(f"{PAGE}?about={thing}").content.decode()
    assert browser.post(PAGE, {"act": "mark", "about": thing}).status_code == 422

    assert browser.post(PAGE, {"act": "mark", "about": thing, "treatment": "coercion-in-custody"}).status_code == 302

    assert "Coercion in custody" in browser.get(PAGE).content.decode()
    uid = Barred.objects.get().uid
    assert "Ask to lift it" not in browser.get(PAGE).content.decode()
    for member, act in ((cast.STATISTICIAN_XA, "ask"), (cast.INVESTIGATOR_XA, "lift")):
        there = cast.client(member, function="legal-officer")
        assert there.post(PAGE, {"act": act, "uid": uid}).status_code == 302
    assert not treatment.is_barred(thing)
    events = [Event.ILL_TREATMENT_MARKED, Event.ILL_TREATMENT_LIFT_ASKED, Event.ILL_TREATMENT_LIFTED]
    assert LedgerEntry.objects.filter(event__in=events).count() == 3


def test_another_authority_sees_no_mark_in_the_list() -> None:
    thing, _ = filed()
    mark(thing)

    assert thing not in cast.client(cast.ANALYST_XB).get(PAGE).content.decode()
    assert cast.client(cast.OVERSEER_XA).get(PAGE).status_code == 403


def test_whoever_reads_a_thing_is_told_what_was_marked_and_officers_who_mark_find_the_way() -> None:
    thing, load = filed()
    browser = cast.client(cast.ANALYST_XB)
    notice = "is no evidence"
    page = browser.get(f"/things/{thing}/").content.decode()
    assert notice not in page
    assert f"{PAGE}?about={thing}" in page

    mark(load)

    for address in (f"/things/{thing}/", f"/things/{thing}/print/"):
        assert notice in browser.get(address).content.decode()
    assert "?about=" not in cast.client(cast.CARRIER_XC).get(f"/things/{thing}/").content.decode()
