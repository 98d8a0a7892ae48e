"""The decisions of cards: what a roster may claim, what a head must continue, and when a drill is due."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.access.ledger import Head, SignedHead, head_bytes
from corridor.core.access.merkle import consistency_proof, leaf_hash, root_of
from corridor.core.cards import exchange, rules
from corridor.core.cards.codes import Asks, Ending, Fault, Trouble
from corridor.core.cards.errors import RosterMalformed
from corridor.core.cards.records import Former, Known, Passed, Roster, Shown, Spoken
from corridor.core.doors.fingerprints import is_same, spoken

NODE = "XB-NAT"


def key(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def roster(*codes: str) -> Roster:
    spoken_for = tuple(Spoken(code, code, "XB", "police", key(code), "2030-01-01T00:00:00Z") for code in codes)
    return Roster("Node", key("sealing"), key("signing"), key("ledger"), spoken_for)


def head(size: int, story: str = "") -> SignedHead:
    links = [key(f"{at}{story if at > 2 else ''}") for at in range(size)]
    told = Head(size, root_of([leaf_hash(one) for one in links]), links[-1], "2030-01-01T00:00:00.000000Z")
    return SignedHead(head_bytes(told), bytes(64))


def path(size: int, earlier: int, story: str = "") -> tuple[bytes, ...]:
    links = [leaf_hash(key(f"{at}{story if at > 2 else ''}")) for at in range(size)]
    return tuple(consistency_proof(links, earlier))


def found(told: Roster, known: Known, version: int = 2) -> tuple[Trouble, ...]:
    return rules.troubles(told, node=NODE, version=version, digest=b"d", known=known)


codes = st.lists(st.sampled_from(["XB-NAT", "XB-CST", "XC-POL", "XA-POL"]), min_size=1, unique=True)
nodes = st.dictionaries(st.sampled_from(["XB-NAT", "XB-CST", "XC-POL", "XA-POL"]), st.sampled_from([NODE, "XC-NAT"]))


@given(codes, nodes, nodes, st.sets(st.sampled_from(["XB-NAT", "XC-POL"])))
@settings(max_examples=60)
def test_a_roster_that_is_taken_speaks_only_for_what_is_its_own_or_was_given_to_it(
    claimed: list[str], speaks: dict[str, str], moved: dict[str, str], barred: set[str]
) -> None:
    told, known = roster(*claimed), Known(speaks=speaks, moved=moved, barred=frozenset(barred))

    spoken = set(claimed) - rules.claimed(told, node=NODE, known=known)

    assert spoken == {code for code in claimed if moved.get(code, speaks.get(code, NODE)) == NODE} - barred


@given(codes, nodes, st.sets(st.sampled_from(["XB-NAT", "XB-CST", "signing"])))
@settings(max_examples=60)
def test_knowing_more_never_opens_a_door(claimed: list[str], speaks: dict[str, str], revoked: set[str]) -> None:
    told = roster(*claimed)

    with_more = Known(speaks=speaks, revoked=frozenset(key(name) for name in revoked))

    assert set(found(told, Known(speaks=speaks))) <= set(found(told, with_more))


@pytest.mark.parametrize(
    ("known", "trouble"),
    [
        (Known(version=3), Trouble.OLDER),
        (Known(version=2, digest=b"other"), Trouble.ANOTHER),
        (Known(ledger_key=key("other")), Trouble.LEDGER_KEY),
        (Known(keys={key("signing"): ("XC-NAT", "")}), Trouble.KEY_TAKEN),
        (Known(keys={key("XB-NAT"): (NODE, "XB-CST")}), Trouble.KEY_TAKEN),
        (Known(revoked=frozenset({key("signing")})), Trouble.KEY_REVOKED),
    ],
)
def test_what_stands_against_a_roster_is_named(known: Known, trouble: Trouble) -> None:
    assert found(roster("XB-NAT"), known) == (trouble,)


def test_the_roster_that_was_taken_last_stands_when_it_comes_again() -> None:
    assert found(roster("XB-NAT"), Known(version=2, digest=b"d")) == ()


def test_a_node_gives_away_only_what_it_speaks_for() -> None:
    away = [
        Former(code, key(f"old {code}"), "2030-01-01T00:00:00Z", Ending.MOVED, "XC-NEW")
        for code in ("XB-CST", "XA-POL")
    ]
    told = replace(roster("XB-NAT"), former=tuple(away))

    given_away = rules.given_away(told, node=NODE, known=Known(speaks={"XB-CST": NODE, "XA-POL": "XA-POL"}))

    assert given_away == {"XB-CST": "XC-NEW"}


@given(st.integers(1, 40), st.integers(1, 40))
@settings(max_examples=60)
def test_a_ledger_that_only_grew_is_never_blamed(one: int, other: int) -> None:
    earlier, later = sorted((one, other))

    assert rules.fault(head(later), [head(earlier)], {earlier: path(later, earlier)}) is None


@given(st.integers(4, 40), st.integers(4, 40))
@settings(max_examples=60)
def test_a_ledger_that_was_written_anew_cannot_show_that_it_grew(one: int, other: int) -> None:
    earlier, later = sorted((one, other))

    fault = rules.fault(head(later, "forged"), [head(earlier)], {earlier: path(later, earlier, "forged")})

    assert fault is not None
    assert fault[0] is (Fault.SPLIT if earlier == later else Fault.REWRITTEN)


def test_a_shorter_ledger_is_a_fault_from_its_node_and_none_from_somebody_elses_memory() -> None:
    own = rules.fault(head(5), [head(9)], {})

    assert own is not None
    assert own[0] is Fault.CUT_BACK
    assert rules.fault(head(5), [head(9)], {}, is_hearsay=True) is None


@pytest.mark.parametrize(("last", "due"), [(None, True), (date(2029, 1, 1), True), (date(2029, 6, 1), False)])
def test_a_drill_is_due_after_a_year(last: date | None, due: bool) -> None:
    assert rules.is_drill_due(last, today=date(2030, 1, 2)) is due


def test_what_a_node_says_of_itself_reads_as_it_was_written() -> None:
    told = replace(
        roster("XB-NAT", "XB-CST"),
        former=(Former("XB-OLD", key("old"), "2030-01-01T00:00:00Z", Ending.MOVED, "XB-NEW"),),
    )

    body = exchange.roster_body(told, 3, lambda message: hashlib.sha512(message).digest())

    assert exchange.roster_from(body) == (told, hashlib.sha512(exchange.held_form(body, 3)).digest())


@pytest.mark.parametrize("size", [0, 201])
def test_a_roster_speaks_for_one_authority_at_least_and_not_for_everybody(size: int) -> None:
    body = exchange.roster_body(roster(*(f"XB-{at}" for at in range(size))), 1, lambda _: bytes(64))

    with pytest.raises(RosterMalformed):
        exchange.roster_from(body)


def test_one_key_does_not_stand_for_two_authorities_or_for_the_node_as_well() -> None:
    first, second = roster("XB-NAT", "XB-CST").authorities
    for told in (
        replace(roster("XB-NAT"), authorities=(first, replace(second, key=first.key))),
        replace(roster("XB-NAT"), authorities=(replace(first, key=key("signing")),)),
        replace(roster("XB-NAT"), authorities=(first, replace(second, code=first.code))),
    ):
        with pytest.raises(RosterMalformed):
            exchange.roster_from(exchange.roster_body(told, 1, lambda _: bytes(64)))


def test_a_head_reads_as_it_was_written() -> None:
    shown = Shown(head(9), {4: path(9, 4)}, (Passed("a" * 64, head(3)),))

    assert exchange.shown_from(exchange.shown_body(shown)) == shown
    assert exchange.asked_from(exchange.asked_body((7, 3))) == (3, 7)


@pytest.mark.parametrize(
    "changed",
    [
        {"says": "else"},
        {"head": "{}"},
        {"head": "x" * 600},
        {"signature": ""},
        {"proofs": [{"earlier": 0, "path": []}]},
        {"proofs": [{"earlier": True, "path": []}]},
        {"proofs": [{"earlier": 3, "path": ["a"]}]},
        {"proofs": [{"earlier": 3, "path": ["a" * 64] * 129}]},
        {"others": [{"key": "XC-NAT", "head": "", "signature": ""}]},
        {"others": "x"},
        {"more": "x"},
    ],
)
def test_a_head_of_another_form_is_refused(changed: dict[str, object]) -> None:
    body = exchange.shown_body(Shown(head(9), {}, ())) | changed

    with pytest.raises(RosterMalformed):
        exchange.asks_of(body, Asks)
        exchange.shown_from(body)


@given(st.binary(min_size=32, max_size=32))
@settings(max_examples=30)
def test_the_digits_of_a_card_are_forty_and_are_taken_in_any_script_and_grouping(made: bytes) -> None:
    full = made.hex()
    digits = spoken(full)
    arabic = digits.translate({ord(str(n)): chr(0x0660 + n) for n in range(10)})

    assert [len(group) for group in digits.split()] == [5] * 8
    assert all(is_same(typed, full) for typed in (digits, digits.replace(" ", ""), arabic, full.upper(), f" {full} "))
    assert not is_same(digits[:-1], full)
    assert not is_same(digits[:-1] + str((int(digits[-1]) + 1) % 10), full)


@pytest.mark.parametrize("typed", ["", "1" * 40, "x" * 40, "²" * 40])
def test_what_is_not_the_fingerprint_is_not_taken_for_it(typed: str) -> None:
    assert not is_same(typed, "ab" * 32)
