"""Targets: nominated by one, decided by another, and two authorities learn only that they work on the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.kernel.errors import NotFound
from corridor.core.matching.codes import Basis, Domain, KeyKind, Telling
from corridor.core.matching.errors import FormRefused, SetTooLarge, TargetDecided, TargetRefused
from corridor.core.matching.exchange import SetPart, part_from, part_written
from corridor.core.matching.keys import keys_of
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.matching import actions, queries, schedule, targets
from corridor.web.desk.matching.carrying import TARGET_PURPOSE
from corridor.web.desk.matching.holdings import OwnKey
from corridor.web.desk.matching.making import Making, made
from corridor.web.desk.matching.models import MatchAsked, MatchHit, MatchSet, Target, TargetMet
from tests import cast
from tests import make as things
from tests.core.entities import make as drafts
from tests.web.desk.matching import make

pytestmark = pytest.mark.django_db
GRADE = "europol-4x4:B2"
START = "/targets/"
SECOND_XB = cast.Member("xb.second", "Sael Orrin", "XB-BRD", "investigator", "detection-and-investigation")


@pytest.fixture(autouse=True)
def second(db: None) -> None:
    """Let another officer of XB decide what the analyst nominates."""
    with turn.write():
        accounts.add_officer(
            handle=SECOND_XB.handle,
            display_name=SECOND_XB.name,
            authority=people.authority_of(SECOND_XB.authority),
            duties=[(SECOND_XB.function, SECOND_XB.purpose)],
            password=None,
        )


def file_boat(ref: str, by: cast.Member, imo: str = "9074729", grade: str = GRADE) -> None:
    marked = make.partners(by.authority)
    things.file(cast.officer(by), make.vessel(ref, imo, name=ref), ref=f"R-{ref}", marked=marked, grade=grade)


def nominated(ref: str, by: cast.Member, *bases: Basis) -> str:
    thing = things.uid(ref)
    return targets.nominate(by=cast.officer(by), thing=thing, bases=bases or (Basis.SUPPLIES,), now=timezone.now())


def accepted(ref: str, by: cast.Member, then: cast.Member, imo: str = "9074729") -> str:
    file_boat(ref, by, imo)
    uid = nominated(ref, by)
    targets.decide(by=cast.officer(then), uid=uid, is_accepted=True, now=timezone.now())
    return uid


def join(by: cast.Member, other: str) -> None:
    cast.grant(by, "liaison-officer", "operational-analysis")
    officer = cast.officer(by, function="liaison-officer")
    targets.join(by=officer, authority=other, now=timezone.now())


def join_both() -> None:
    """Let XA and XB match targets with each other: each decides for itself."""
    join(cast.ANALYST_XA, "XB-BRD")
    join(cast.ANALYST_XB, "XA-POL")


def guesses(numbers: Iterable[int], now: datetime | None = None) -> None:
    """Let XA send XB a set of invented numbers, each with a reference by which XA knows it again."""
    found = {
        key.written: OwnKey(key, f"guess {number}", Telling.VISIBLE)
        for number in numbers
        for key in keys_of(KeyKind.IMO, imo(number))
    }
    making = Making("XA-POL", "XB-BRD", TARGET_PURPOSE, Domain.TARGETS, "x")
    fresh, by = made(making, found), cast.officer(cast.ANALYST_XA)
    with act(Event.MATCH_SET_MADE, by=by, now=now or timezone.now(), about=fresh.uid) as doing:
        actions.put_set(making, fresh, doing=doing)


def imo(number: int) -> str:
    """Return a number of a ship that is formed as it must be."""
    digits = f"{900000 + number:06d}"
    return digits + str(sum(int(one) * weight for one, weight in zip(digits, range(7, 1, -1), strict=True)) % 10)


def asked_of_xa() -> list[tuple[int, int | None]]:
    """Return how many keys XB asked XA for, and how many hits it told, by question."""
    return list(MatchAsked.objects.filter(owner="XA-POL").order_by("pk").values_list("keys", "hits"))


def met(uid: str) -> list[str]:
    return list(TargetMet.objects.filter(target__uid=uid).values_list("authority", flat=True))


@pytest.mark.parametrize("is_joined_first", [True, False])
@pytest.mark.parametrize("is_owner_first", [True, False])
def test_both_learn_that_the_other_works_on_the_same_target(is_joined_first: bool, is_owner_first: bool) -> None:
    if is_joined_first:
        join_both()
    made = [
        ("ours", cast.INVESTIGATOR_XA, cast.ANALYST_XA),
        ("theirs", cast.ANALYST_XB, SECOND_XB),
    ]
    one, other = [accepted(*who) for who in (made if is_owner_first else reversed(made))]
    if not is_joined_first:
        join_both()

    assert {*met(one), *met(other)} == {"XA-POL", "XB-BRD"}
    assert len(met(one)) == len(met(other)) == 1
    assert not MatchHit.objects.exists()
    entries = LedgerEntry.objects.filter(event=Event.TARGET_MET)
    assert {entry.about for entry in entries} == {one, other}


def test_who_has_not_joined_is_asked_for_nothing_and_asks_nobody() -> None:
    one = accepted("theirs", cast.ANALYST_XB, SECOND_XB, imo(4321))
    guesses(range(4000, 4500))
    other = accepted("ours", cast.INVESTIGATOR_XA, cast.ANALYST_XA, imo(4321))
    join(cast.ANALYST_XA, "XB-BRD")

    schedule.look_after(by=cast.service(), now=timezone.now() + timedelta(days=2))

    assert asked_of_xa() == []
    assert (met(one), met(other)) == ([], [])


def test_nobody_guesses_the_targets_of_another_by_set_after_set() -> None:
    join_both()
    accepted("theirs", cast.ANALYST_XB, SECOND_XB, imo(4321))

    for start in (0, 3000, 6000):
        guesses(range(start, start + 1000))

    assert asked_of_xa() == [(1, 0)]


def test_a_set_that_came_too_early_is_asked_for_the_next_day() -> None:
    join_both()
    accepted("theirs", cast.ANALYST_XB, SECOND_XB, imo(4321))
    now = timezone.now()
    guesses(range(1000), now)
    guesses(range(4000, 5000), now)

    MatchSet.objects.update(looked_on=now.date() + timedelta(days=9))

    for later in (timedelta(hours=23), timedelta(hours=25), timedelta(hours=26)):
        schedule.look_after(by=cast.service(), now=now + later)

    assert asked_of_xa() == [(1, 0), (1, 1)]


def test_no_set_of_targets_is_as_large_as_a_dictionary() -> None:
    join_both()

    with pytest.raises(SetTooLarge):
        guesses(range(5000))


def test_a_dictionary_that_a_partner_sends_as_targets_is_not_read() -> None:
    part = SetPart("XB-BRD", Domain.HOLDINGS, "5" * 32, 1, 1, 2**13, "x", bytes(12))
    assert part_from(part_written(part)) == part

    with pytest.raises(FormRefused):
        part_from(part_written(replace(part, domain=Domain.TARGETS)))


def test_whoever_works_on_another_target_learns_nothing() -> None:
    join_both()
    one = accepted("ours", cast.INVESTIGATOR_XA, cast.ANALYST_XA)
    other = accepted("theirs", cast.ANALYST_XB, SECOND_XB, imo="9839284")

    assert (met(one), met(other)) == ([], [])


def test_a_target_that_may_not_be_matched_meets_nobody() -> None:
    join_both()
    marked = things.marking("own-authority", "XA-POL")
    by = cast.officer(cast.INVESTIGATOR_XA)
    things.file(by, make.vessel("ours", name="ours"), ref="R-1", marked=marked, grade=GRADE)
    uid = nominated("ours", cast.INVESTIGATOR_XA)
    targets.decide(by=cast.officer(cast.ANALYST_XA), uid=uid, is_accepted=True, now=timezone.now())
    other = accepted("theirs", cast.ANALYST_XB, SECOND_XB)

    assert (met(uid), met(other)) == ([], [])


def test_a_withdrawn_target_is_matched_no_more() -> None:
    join_both()
    one = accepted("ours", cast.INVESTIGATOR_XA, cast.ANALYST_XA)
    targets.withdraw(by=cast.officer(cast.ANALYST_XA), uid=one, now=timezone.now())

    other = accepted("theirs", cast.ANALYST_XB, SECOND_XB)

    assert (met(one), met(other)) == ([], [])
    with pytest.raises(TargetDecided):
        targets.withdraw(by=cast.officer(cast.ANALYST_XA), uid=one, now=timezone.now())


def test_who_stops_working_on_a_target_is_forgotten_by_the_other() -> None:
    join_both()
    one = accepted("ours", cast.INVESTIGATOR_XA, cast.ANALYST_XA)
    other = accepted("theirs", cast.ANALYST_XB, SECOND_XB)
    assert (met(one), met(other)) == (["XB-BRD"], ["XA-POL"])

    targets.withdraw(by=cast.officer(cast.ANALYST_XA, function="analyst"), uid=one, now=timezone.now())

    assert (met(one), met(other)) == ([], [])


@pytest.mark.parametrize(
    ("bases", "grade", "why"),
    [
        ((Basis.WAS_SMUGGLED,), GRADE, "no-basis"),
        ((Basis.NATIONALITY, Basis.WAS_SMUGGLED), GRADE, "no-basis"),
        ((Basis.LEADS,), "", "ungraded"),
    ],
)
def test_no_nomination_rests_on_having_been_smuggled_a_nationality_or_an_ungraded_source(
    bases: tuple[Basis, ...], grade: str, why: str
) -> None:
    file_boat("ours", cast.INVESTIGATOR_XA, grade=grade)

    with pytest.raises(TargetRefused) as refused:
        nominated("ours", cast.INVESTIGATOR_XA, *bases)

    assert refused.value.params["why"] == why
    assert not Target.objects.exists()


def test_a_person_whose_role_coercion_suspends_is_no_target() -> None:
    signed = {"author": cast.INVESTIGATOR_XA.handle, "reviewer": cast.ANALYST_XA.handle}
    by = cast.officer(cast.INVESTIGATOR_XA)
    told = (drafts.role(**signed), drafts.person(phone="+999 55 0142"), drafts.group())
    things.file(by, *told, ref="R-1", marked=make.partners(), grade=GRADE)
    targets.nominate(by=by, thing=drafts.PERSON, bases=[Basis.LEADS], now=timezone.now())
    Target.objects.all().delete()
    things.file(by, drafts.draft(drafts.PERSON, "Person", coercion="yes"), ref="R-2", marked=make.partners())

    with pytest.raises(TargetRefused) as refused:
        targets.nominate(by=by, thing=drafts.PERSON, bases=[Basis.LEADS], now=timezone.now())

    assert refused.value.params["why"] == "no-key, no-role"


def test_an_incident_and_a_document_are_no_targets() -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    paper = {
        "document_kind": "passport",
        "document_misuse": "forged",
        "document_number": "K44179",
        "issuing_country": "XA",
    }
    things.file(by, things.incident("wreck"), things.draft("paper", "Document", **paper), ref="R-1", grade=GRADE)

    for name in ("wreck", "paper"):
        with pytest.raises(TargetRefused):
            nominated(name, cast.INVESTIGATOR_XA)
    with pytest.raises(NotFound):
        nominated("nothing there", cast.INVESTIGATOR_XA)


def test_who_nominates_does_not_decide_and_nothing_is_decided_twice() -> None:
    file_boat("ours", cast.INVESTIGATOR_XA)
    uid = nominated("ours", cast.INVESTIGATOR_XA)
    now = timezone.now()

    with pytest.raises(TargetDecided):
        targets.decide(by=cast.officer(cast.INVESTIGATOR_XA), uid=uid, is_accepted=True, now=now)
    with pytest.raises(TargetDecided):
        nominated("ours", cast.ANALYST_XA)
    targets.decide(by=cast.officer(cast.ANALYST_XA), uid=uid, is_accepted=False, now=now)
    with pytest.raises(TargetDecided):
        targets.decide(by=cast.officer(cast.ANALYST_XA), uid=uid, is_accepted=True, now=now)
    for member in (cast.ANALYST_XB, cast.ANALYST_XC):
        with pytest.raises(NotFound):
            queries.target_for(cast.officer(member), uid)


def test_the_pages_nominate_decide_and_say_who_else_works_on_it() -> None:
    join_both()
    accepted("theirs", cast.ANALYST_XB, SECOND_XB)
    file_boat("ours", cast.INVESTIGATOR_XA)
    one, two = cast.client(cast.INVESTIGATOR_XA), cast.client(cast.ANALYST_XA, function="analyst")
    refused = one.post(START, {"things": things.uid("ours"), "bases": ["was-smuggled"]})
    assert refused.status_code == 422
    assert 'id="bases-problem"' in refused.content.decode()

    made = one.post(START, {"things": f"/things/{things.uid('ours')}/", "bases": ["supplies", "nationality"]})
    address = made["Location"]
    assert one.post(f"{address}decide/", {"decision": "accept"}).status_code == 422
    two.post(f"{address}decide/", {"decision": "accept"})

    page = one.get(address).content.decode()
    assert "XB-BRD" in page
    assert "theirs" not in page
    assert "1 source, 1 of them graded" in page
    assert "Another authority works on it." in one.get(START).content.decode()
    assert two.post(f"{address}decide/", {"decision": "maybe"}).status_code == 404
    assert two.post(f"{address}decide/", {"decision": "refuse"}).status_code == 422
    assert two.post(f"{address}withdraw/").status_code == 302
