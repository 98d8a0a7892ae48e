"""Letters as partners and strangers bring them: right ones taken once, wrong ones refused for the right reason."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import LetterRefused
from corridor.web.base.doors import keyring
from corridor.web.base.doors.models import Door
from corridor.web.base.exchange import wire
from corridor.web.base.exchange.letters import LARGEST_SEALED
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.zone import zone
from corridor.web.desk.exchange.models import Received
from corridor.web.desk.lines.carrying import taken_from_file
from corridor.web.desk.lines.models import AuthorityKey, Came, Holding, Line
from corridor.web.desk.partners.models import Suspension
from tests.nodes import Node
from tests.web.desk.lines.far import Far, brought, moment, new_key

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("node")]
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def far(node: Node) -> Far:
    return Far().introduce()


def reason(letter: bytes) -> str:
    """Return why a letter is refused by hand, and see that over the network no more is told of who is known."""
    answer = brought(letter)
    with pytest.raises(LetterRefused) as refused:
        taken_from_file(letter, taking=zone().taking, now=timezone.now())
    found = str(refused.value.params["reason"])
    is_of_whom = refused.value.params["where"] == wire.LETTER and found != Reason.FORM
    assert answer.status_code == 422
    assert answer.json() == {"reason": Reason.SENDER_UNKNOWN if is_of_whom else found}
    return found


def nothing_was_taken() -> bool:
    return not Came.objects.exists() and not Received.objects.exists() and not Holding.objects.exists()


def held() -> list[tuple[str, str]]:
    return list(Received.objects.order_by("pk").values_list("originator", "state"))


def answers(letter: object) -> list[tuple[int, str, str]]:
    return [(one.number, one.outcome.value, str(one.reason or "")) for one in letter.receipts]  # type: ignore[attr-defined]


def test_a_right_letter_is_taken_and_answered_item_by_item(far: Far) -> None:
    far.releases("wreck")
    far.releases("second wreck")

    answer = far.brings()

    assert (answer.have, answers(answer)) == (2, [(1, "applied", ""), (2, "applied", "")])
    assert held() == [("XD-POL", "shown")] * 2


def test_a_letter_forged_by_another_key_is_refused(far: Far) -> None:
    far.releases()
    stranger, authority = new_key(), far.signing

    assert reason(far.sealed(far.letter(), by=stranger)) == Reason.SENDER_UNKNOWN
    assert reason(far.sealed(far.letter(), by=authority)) == Reason.SENDER_UNKNOWN
    assert nothing_was_taken()


def test_a_partner_cannot_write_in_the_name_of_another(far: Far) -> None:
    other = Far(code="XE-NAT", authority="XE-POL").introduce()
    far.releases()

    assert reason(other.sealed(far.letter())) == Reason.SIGNATURE
    assert nothing_was_taken()


def test_a_letter_for_somebody_else_is_refused(far: Far) -> None:
    far.releases()

    assert reason(far.sealed(far.letter(recipient="XE-NAT"))) == Reason.NOT_FOR_US
    assert reason(far.sealed(far.letter(), to=far.pair[1])) == Reason.NOT_FOR_US
    assert nothing_was_taken()


def test_a_letter_under_a_revoked_key_is_refused(far: Far) -> None:
    far.releases()
    with turn.write():
        Door.objects.filter(code=far.code).update(closed_at=timezone.now())

    assert reason(far.sealed(far.letter())) == Reason.KEY_REVOKED
    assert nothing_was_taken()


def test_an_item_under_a_revoked_key_is_kept_aside_and_what_another_authority_says_is_taken(far: Far) -> None:
    other = Far(code="XE-NAT", authority="XE-POL").introduce()
    with turn.write():
        AuthorityKey.objects.filter(authority="XD-POL").update(is_revoked=True)
        AuthorityKey.objects.filter(authority="XE-POL").update(node=far.code)
    far.releases("wreck")
    far.releases("other wreck", by=other.signing, originator="XE-POL")

    assert answers(far.brings()) == [(1, "kept-aside", "key-revoked"), (2, "applied", "")]


def test_a_letter_of_a_suspended_partner_is_refused_and_taken_once_the_line_is_open_again(far: Far) -> None:
    far.releases()
    with turn.write():
        bar = Suspension.objects.create(
            uid="a" * 32, partner=far.code, ground="safeguards", by="two", at=timezone.now()
        )

    assert reason(far.sealed(far.letter())) == Reason.SUSPENDED
    assert nothing_was_taken()
    with turn.write():
        Suspension.objects.filter(pk=bar.pk).update(lifted_at=timezone.now())
    assert answers(far.brings()) == [(1, "applied", "")]


@pytest.mark.parametrize("hours", [-24 * 31, -24, 0, 24])
def test_a_clock_that_is_off_by_a_day_either_way_or_a_letter_from_a_stick_after_a_month_is_fine(
    far: Far, hours: int
) -> None:
    off = moment(timedelta(hours=hours))
    far.releases(at=off)

    assert answers(far.brings(at=off)) == [(1, "applied", "")]


def test_a_letter_or_an_item_from_beyond_every_clock_is_not_taken(far: Far) -> None:
    far.releases(at=moment(timedelta(hours=40)))

    assert reason(far.sealed(far.letter(at=moment(timedelta(hours=40))))) == Reason.FROM_THE_FUTURE
    assert nothing_was_taken()
    assert answers(far.brings()) == [(1, "kept-aside", "from-the-future")]


def test_a_letter_of_another_version_is_refused_as_such(far: Far) -> None:
    written = wire.signed(b'{"form":2}', far.node, wire.LETTER)

    assert reason(wire.sealed(written, keyring.public_key())) == Reason.VERSION


@FEW
@given(data=st.data())
def test_a_letter_cut_short_or_changed_anywhere_is_refused_and_nothing_of_it_is_kept(
    far: Far, data: st.DataObject
) -> None:
    far.log = type(far.log)()
    far.releases()
    letter = far.sealed(far.letter())
    place = data.draw(st.integers(0, len(letter) - 1))
    wrong = data.draw(st.sampled_from([b"", b"A", b"\xff", b".", letter[place : place + 1] * 2]))
    after = data.draw(st.sampled_from([b"", wrong + letter[place + 1 :]]))
    changed = letter[:place] + after
    if changed == letter:
        changed = letter + b"A"

    assert reason(changed) in {Reason.FORM, Reason.SIGNATURE, Reason.NOT_FOR_US}
    assert nothing_was_taken()


@FEW
@given(junk=st.binary(max_size=400))
def test_what_is_no_letter_is_refused_by_its_form(far: Far, junk: bytes) -> None:
    assert reason(junk) == Reason.FORM


def test_what_is_larger_than_any_letter_is_not_read_to_its_end(far: Far) -> None:
    assert reason(b"A" * (LARGEST_SEALED + 2)) == Reason.TOO_LARGE
    assert reason(b"." * LARGEST_SEALED) == Reason.FORM


def test_a_stranger_who_seals_junk_is_refused_before_any_of_it_is_read_as_a_document(far: Far) -> None:
    deep = b"[" * 100_000
    for inside in (deep, wire.signed(deep, new_key(), wire.LETTER), wire.signed(deep, far.node, wire.ITEM)):
        assert reason(wire.sealed(inside, keyring.public_key())) in {Reason.FORM, Reason.SENDER_UNKNOWN}


@settings(FEW, max_examples=8)
@given(order=st.permutations(range(4)), cut=st.integers(0, 4))
def test_items_in_any_order_and_number_lead_to_the_same_end(far: Far, order: list[int], cut: int) -> None:
    """Whatever came first, at most the next ones are taken; the rest comes again until everything is there, once."""
    other = Far(code=f"X{len(Line.objects.all())}-NAT", authority=f"X{len(Line.objects.all())}-POL").introduce()
    for number in range(4):
        other.releases(f"wreck {number} {other.code}")
    mixed = [other.log.items[number] for number in order]
    parts = [mixed[:cut], mixed[cut:], mixed, list(other.log.items), list(other.log.items)]

    has = [other.brings(*part).have for part in parts if part]

    assert has[-1] == 4
    assert all(before <= after for before, after in pairwise(has))
    assert Received.objects.filter(originator=other.authority).count() == 4
    assert [one.outcome for one in Came.objects.filter(partner=other.code)] == ["applied"] * 4


def test_a_letter_that_comes_again_changes_nothing_writes_no_ledger_and_is_answered_again(far: Far) -> None:
    far.releases()
    letter = far.sealed(far.letter())
    first = far.opened(brought(letter).content)
    entries = LedgerEntry.objects.count()

    again = far.opened(brought(letter).content)

    assert answers(again) == answers(first) == [(1, "applied", "")]
    assert (LedgerEntry.objects.count(), Received.objects.count()) == (entries, 1)


def test_a_gap_is_not_taken_and_the_answer_says_where_to_go_on(far: Far) -> None:
    for number in range(3):
        far.releases(f"wreck {number}")

    answer = far.brings(far.log.items[0], far.log.items[2])

    assert (answer.have, answers(answer)) == (1, [(1, "applied", "")])
