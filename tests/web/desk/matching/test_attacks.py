"""What an attacker would try with matching: to expose people on the move, to guess, to learn more than hits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.handling.codes import Use
from corridor.core.imports.codes import Withdrawal
from corridor.core.matching.codes import MOST_ALIKE, Telling
from corridor.core.matching.errors import LooksLikeGuessing, NoSet, NothingToAsk, PurposeUnfit, QuotaReached
from corridor.core.matching.packing import found
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.doors.models import Disclosed
from corridor.web.desk.imports import actions as sources
from corridor.web.desk.matching import actions, carrying, queries
from corridor.web.desk.matching.blinding import point_of
from corridor.web.desk.matching.holdings import own_keys
from corridor.web.desk.matching.models import AskedKey, HeldSet, MatchAsked, MatchHit, MatchQuestion, MatchSet
from corridor.web.desk.partners.models import Barred
from corridor.web.desk.statements.models import Load
from tests import cast
from tests import make as things
from tests.core.entities import make as drafts
from tests.web.desk.matching import make

pytestmark = pytest.mark.django_db
SIGNED = {"author": cast.INVESTIGATOR_XA.handle, "reviewer": cast.ANALYST_XA.handle}
PHONE = "+999 55 0142"


def keys(purpose: str = make.PURPOSE) -> set[str]:
    """Return what a set of the owner for the asker would hold."""
    return set(own_keys(make.OWNER, authority=make.ASKER, purpose=purpose))


def phone(**said: things.Said) -> object:
    return things.draft("phone", "PhoneNumber", **{"phone": PHONE, "used_by": drafts.PERSON, **said})


def filed(*told: object, ref: str = "R-1", marked: object = None) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    things.file(by, *told, ref=ref, marked=marked or make.partners())  # type: ignore[arg-type]  # drafts and a marking


def test_what_a_suspect_uses_leaves_the_set_on_the_word_that_the_suspect_was_coerced() -> None:
    filed(drafts.role(**SIGNED), drafts.person(phone="+999 55 0143"), drafts.group(), phone())
    assert keys() == {"phone:+999550142", "phone:+999550143"}

    filed(drafts.draft(drafts.PERSON, "Person", coercion="suspected"), ref="R-2")

    assert keys() == set()


def test_coercion_that_another_authority_recorded_counts_too() -> None:
    filed(drafts.role(**SIGNED), drafts.person(), drafts.group(), phone())
    by = cast.officer(cast.ANALYST_XB)
    told = drafts.draft(drafts.PERSON, "Person", coercion="yes")
    things.file(by, told, ref="R-9", marked=make.partners("XB-BRD"))

    assert keys() == set()


def test_no_set_holds_what_another_authority_said_or_what_was_withdrawn() -> None:
    make.held_by_asker(make.vessel("theirs"), marked=make.partners("XB-BRD"))
    assert keys() == set()
    make.held_by_owner(make.vessel("ours"))
    assert keys() == {"imo:9074729"}

    by = cast.officer(cast.ANALYST_XA)
    sources.withdraw_source(by=by, source="XA-POL", reason=Withdrawal.RECALLED.value, now=timezone.now())

    assert keys() == set()


@pytest.mark.parametrize(
    ("marked", "held"),
    [
        (make.partners(), {"imo:9074729": Telling.VISIBLE}),
        (things.marking("own-authority", make.OWNER), {}),
        (things.marking("sealed", make.OWNER), {}),
        (things.marking("law-enforcement", make.OWNER, "XC-POL"), {}),
        (things.marking("law-enforcement", make.OWNER, make.ASKER), {"imo:9074729": Telling.VISIBLE}),
        (things.marking("partners", make.OWNER, uses=Use.READ | Use.COUNT), {}),
        (things.marking("partners", make.OWNER, uses=Use.MATCH), {"imo:9074729": Telling.HIT_ONLY}),
    ],
    ids=["partners", "own", "sealed", "named others", "named", "match not allowed", "match alone"],
)
def test_a_marking_decides_whether_a_key_is_in_a_set_and_what_a_hit_tells(
    marked: object, held: dict[str, Telling]
) -> None:
    make.held_by_owner(make.vessel("boat"), marked=marked)  # type: ignore[arg-type]  # a marking

    told = own_keys(make.OWNER, authority=make.ASKER, purpose=make.PURPOSE)

    assert {key: one.telling for key, one in told.items()} == held


def test_the_owner_lets_hits_tell_less_and_never_more() -> None:
    make.held_by_owner(make.vessel("boat"))
    make.held_by_asker(make.vessel("ours"))
    by = cast.officer(cast.ANALYST_XA)
    (choice,) = [one for one in queries.choices_for(by) if one.marking == make.partners()]
    for telling, hits in ((Telling.HIT_ONLY, ["hit-only"]), (Telling.SILENT, [])):
        actions.choose(by=by, marking=choice.digest, telling=telling, now=timezone.now())
        make.set_made()
        uid = make.asked("ours")

        rows = MatchHit.objects.filter(question__uid=uid)
        assert [row.telling for row in rows] == hits
        assert {(row.reference, row.contact) for row in rows} <= {("", "")}


def test_what_protection_disclosed_is_in_no_set() -> None:
    make.held_by_owner(make.vessel("boat"))
    before = own_keys(make.OWNER, authority=make.ASKER, purpose=make.PURPOSE)
    told = {"sender": "INT-MPA", "authority": make.OWNER, "function": "analyst", "purpose": make.PURPOSE}
    day = timezone.now().date()
    Disclosed.objects.create(uid="d" * 32, until=day + timedelta(days=9), came_on=day, sealed=PHONE.encode(), **told)

    assert own_keys(make.OWNER, authority=make.ASKER, purpose=make.PURPOSE) == before


def test_a_set_and_a_question_show_neither_keys_nor_how_many() -> None:
    make.held_by_owner(make.vessel("boat"), make.vehicle("van", "XB-417-KL"))
    make.held_by_asker(make.vessel("ours"))
    uid = make.set_made()

    row = HeldSet.objects.get(uid=uid)
    entries = carrying.entries_of(row)

    assert (row.size, len(entries)) == (1024, 1024 * 12)
    assert found(uid, "imo:9074729", point_of("imo:9074729"), entries) is None
    assert b"9074729" not in entries
    secret = bytes(MatchSet.objects.get(uid=uid).secret)
    again = make.set_made()
    assert MatchSet.objects.get(uid=uid).secret == b""
    assert HeldSet.objects.get().uid == again
    assert bytes(MatchSet.objects.get(uid=again).secret) != secret


def test_two_authorities_cannot_lay_their_sets_together() -> None:
    marked = things.marking("law-enforcement", make.OWNER, make.ASKER, "XC-POL")
    make.held_by_owner(make.vessel("boat"), marked=marked)
    one, other = make.set_made(), make.set_made(authority="XC-POL")

    sets = [carrying.entries_of(HeldSet.objects.get(uid=uid)) for uid in (one, other)]

    tags = [{entries[at : at + 6] for at in range(0, len(entries), 12)} for entries in sets]
    assert tags[0] & tags[1] == set()


def test_numbers_in_a_row_are_refused_before_anything_is_asked() -> None:
    make.held_by_owner(make.vessel("boat"))
    row = [make.vehicle(f"van {n}", f"XB-41{n}-KL") for n in range(MOST_ALIKE + 1)]
    engines = [things.draft(f"b{n}", "Vessel", engine_number=f"YM6E9 100 23{n}") for n in range(MOST_ALIKE + 1)]
    make.held_by_asker(*row, *engines)
    make.set_made()

    with pytest.raises(LooksLikeGuessing):
        make.asked(*[f"b{n}" for n in range(MOST_ALIKE + 1)])
    assert not MatchAsked.objects.exists()
    refused = LedgerEntry.objects.filter(event=Event.ACT_REFUSED).latest("pk")
    assert "matching.E02" in refused.detail
    assert "100" not in refused.detail


def test_the_same_key_is_not_asked_again_and_again() -> None:
    make.held_by_owner(make.vessel("boat"))
    make.held_by_asker(make.vessel("ours"))
    make.set_made()
    for case in ("A-1", "A-2", "A-3"):
        make.asked("ours", case=case)

    with pytest.raises(LooksLikeGuessing):
        make.asked("ours", case="A-4")
    AskedKey.objects.update(on=timezone.now().date() - timedelta(days=31))
    make.asked("ours", case="A-5")


def test_a_day_and_a_case_have_their_quota_on_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    make.held_by_owner(make.vessel("boat"))
    make.held_by_asker(make.vessel("ours"))
    make.set_made()
    make.asked("ours")
    MatchQuestion.objects.update(keys=3000)
    with pytest.raises(QuotaReached):
        make.asked("ours", case="A-2")

    # An asker whose node forgets its own limits is held up by the owner.
    MatchQuestion.objects.update(keys=1)
    MatchAsked.objects.update(keys=3000)
    uid = make.asked("ours", case="A-2")

    assert MatchQuestion.objects.get(uid=uid).result == "too-many-today"
    assert not MatchHit.objects.filter(question__uid=uid).exists()
    MatchAsked.objects.update(at=timezone.now() - timedelta(days=2))
    again = make.asked("ours")
    assert MatchQuestion.objects.get(uid=again).result == "too-many-for-case"


def test_nobody_asks_for_what_they_may_not_match_or_for_people_on_the_move() -> None:
    make.held_by_owner(make.vessel("boat"))
    make.held_by_asker(make.vessel("hidden"), marked=things.marking("partners", make.ASKER, uses=Use.READ))
    make.held_by_owner(make.vessel("secret"), marked=things.marking("own-authority", make.OWNER))
    make.held_by_asker(things.incident("wreck", identifier="9074729"))
    make.set_made()

    for name in ("hidden", "secret", "wreck", "nothing there"):
        with pytest.raises(NothingToAsk):
            make.asked(name)
    assert not MatchAsked.objects.exists()


def test_an_asker_asks_for_what_a_suspect_uses_until_coercion_is_recorded() -> None:
    make.held_by_owner(make.vessel("boat"))
    signed = {"author": cast.ANALYST_XB.handle, "reviewer": "xb.second"}
    with turn.write():
        accounts.add_officer(
            handle="xb.second",
            display_name="Sael Orrin",
            authority=people.authority_of("XB-BRD"),
            duties=[("investigator", "detection-and-investigation")],
            password=None,
        )
    told = (drafts.role(**signed), drafts.person(), drafts.group(), phone())
    make.held_by_asker(*told)  # type: ignore[arg-type]  # drafts
    make.set_made()

    uid = make.asked("phone")
    assert MatchQuestion.objects.get(uid=uid).keys == 1

    make.held_by_asker(drafts.draft(drafts.PERSON, "Person", coercion="yes"))
    with pytest.raises(NothingToAsk):
        make.asked("phone", case="A-2")


def test_nothing_is_matched_for_a_purpose_without_set_or_to_manage_borders() -> None:
    make.held_by_owner(make.vessel("boat"))
    make.held_by_asker(make.vessel("ours"))
    make.set_made(purpose="prosecution")

    with pytest.raises(NoSet):
        make.asked("ours")
    cast.grant(cast.ANALYST_XB, "analyst", "border-management")
    by = cast.officer(cast.ANALYST_XB, purpose="border-management")
    with pytest.raises(PurposeUnfit):
        actions.ask(by=by, owner=make.OWNER, case="A-1", things=[things.uid("ours")], now=timezone.now())


def test_the_ledger_tells_who_asked_whom_for_how_many_keys_and_never_which() -> None:
    make.held_by_owner(make.vessel("boat", name="Zephyr"))
    make.held_by_asker(make.vessel("ours", name="Mistral"))
    make.set_made()
    uid = make.asked("ours")

    entries = LedgerEntry.objects.filter(about=uid).order_by("pk")

    events = {entry.event for entry in entries}
    assert events == {Event.MATCH_ASKED, Event.MATCH_ANSWERED, Event.MATCH_FOUND, Event.MATCH_TOLD}
    for entry in LedgerEntry.objects.all():
        for word in ("9074729", "Zephyr", "Mistral", make.CASE):
            assert word not in entry.detail + entry.about


def test_a_thing_that_the_asker_may_no_longer_read_is_not_shown_with_its_hit() -> None:
    make.held_by_owner(make.vessel("boat"))
    make.held_by_asker(make.vessel("ours"))
    make.set_made()
    uid = make.asked("ours")
    with turn.write():
        MatchHit.objects.update(thing=things.uid("elsewhere"))

    page = cast.client(cast.ANALYST_XB).get(f"/matching/{uid}/").content.decode()

    assert "9074729" not in page
    assert "1 hit is of a thing that you may not read now." in page


def test_what_a_hit_was_goes_with_the_statements_it_came_from() -> None:
    make.held_by_owner(make.vessel("boat"))
    make.held_by_asker(make.vessel("ours"))
    make.set_made()
    uid = make.asked("ours")
    by = cast.officer(cast.ANALYST_XB)
    assert [one.key.text for one in queries.hits_of(by, MatchQuestion.objects.get(uid=uid))] == ["9074729"]

    sources.withdraw_source(by=by, source="XB-BRD", reason=Withdrawal.RECALLED.value, now=timezone.now())

    assert queries.hits_of(by, MatchQuestion.objects.get(uid=uid)) == ()
    assert "9074729" not in str(MatchHit.objects.values_list().get())


def test_an_officer_learns_of_no_marking_that_the_officer_may_not_read() -> None:
    narrow = replace(make.partners(), functions=frozenset({"investigator"}))
    make.held_by_owner(make.vessel("boat"))
    things.file(cast.officer(cast.INVESTIGATOR_XA), make.vessel("other", "9839284"), ref="R-5", marked=narrow)

    told = [one.marking for one in queries.choices_for(cast.officer(cast.ANALYST_XA))]

    assert make.partners() in told
    assert narrow not in told


@pytest.mark.parametrize("is_load", [True, False])
def test_what_may_derive_from_ill_treatment_is_neither_in_a_set_nor_asked_for(is_load: bool) -> None:
    make.held_by_owner(make.vessel("boat"))
    make.held_by_asker(make.vessel("ours"))
    make.set_made()
    load = Load.objects.get(brought_by=cast.ANALYST_XA.handle).uid
    theirs = Load.objects.get(brought_by=cast.ANALYST_XB.handle).uid
    told = {"treatment": "torture", "by": "xa.analyst", "at": timezone.now(), "is_load": is_load}
    with turn.write():
        abouts = [load, theirs] if is_load else [things.uid("boat"), things.uid("ours")]
        for about, authority in zip(abouts, (make.OWNER, make.ASKER), strict=True):
            Barred.objects.create(uid=things.uid(about), about=about, authority=authority, **told)

    assert keys() == set()
    with pytest.raises(NothingToAsk):
        make.asked("ours")
