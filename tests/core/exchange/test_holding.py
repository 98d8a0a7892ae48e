"""What a recipient holds: the same items in any order lead to the same, and only the originator changes its own."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from corridor.core.exchange.codes import Kind, Outcome, Reason
from corridor.core.exchange.holding import NOTHING, Holding, carried_out
from corridor.core.exchange.logs import digest_of
from corridor.core.exchange.records import Item, Receipt

ABOUT = "a" * 32


def item(kind: Kind, version: int, originator: str = "XA-POL", content: bytes = b"") -> Item:
    digest = digest_of(kind, originator, ABOUT, version, content)
    return Item(1, kind, originator, ABOUT, version, digest, b"", content)


def after(items: list[Item]) -> Holding:
    holding = NOTHING
    for one in items:
        holding, _ = carried_out(holding, one)
    return holding


def answer(before: list[Item], one: Item) -> Receipt:
    return carried_out(after(before), one)[1]


HISTORIES = st.lists(st.sampled_from([Kind.CORRECTION, Kind.REMARKING, Kind.RECALL, Kind.EXPIRY]), max_size=4).map(
    lambda kinds: [item(Kind.RELEASE, 1), *(item(kind, version) for version, kind in enumerate(kinds, 2))]
)


@given(HISTORIES)
def test_any_order_leads_to_the_same_holding(history: list[Item]) -> None:
    expected = after(history)

    assert all(after(list(other)) == expected for other in permutations(history))


@given(HISTORIES, st.data())
def test_what_comes_again_changes_nothing(history: list[Item], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(history), max_size=5))

    assert after([*history, *again]) == after(history)


def test_nobody_but_the_originator_changes_or_ends_what_it_released() -> None:
    for kind in (Kind.CORRECTION, Kind.REMARKING, Kind.RECALL, Kind.EXPIRY, Kind.RELEASE):
        said = answer([item(Kind.RELEASE, 1)], item(kind, 2, originator="XB-BRD"))
        assert (said.outcome, said.reason) == (Outcome.KEPT_ASIDE, Reason.NOT_THE_ORIGINATORS)


def test_a_recall_that_overtakes_what_it_recalls_ends_it_before_it_was_seen() -> None:
    holding = after([item(Kind.RECALL, 2), item(Kind.RELEASE, 1)])

    assert holding[ABOUT].is_ended
    assert holding[ABOUT].digest == b""


def test_an_originator_that_tells_two_things_as_one_version_is_found_out() -> None:
    said = answer([item(Kind.RELEASE, 1, content=b"one")], item(Kind.RELEASE, 1, content=b"another"))

    assert (said.outcome, said.reason) == (Outcome.KEPT_ASIDE, Reason.FORKED)


def test_questions_and_answers_change_nothing_that_is_held() -> None:
    before = [item(Kind.RELEASE, 1)]

    assert answer(before, item(Kind.QUESTION, 1)).outcome is Outcome.APPLIED
    assert after([*before, item(Kind.QUESTION, 1)]) == after(before)
