"""Matching across two nodes, by letters; and what a partner could send instead."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.exchange.codes import Kind
from corridor.core.matching.codes import Domain
from corridor.core.matching.exchange import Asking, asking_written, telling_written
from corridor.core.matching.exchange import Telling as Told
from corridor.core.partners.errors import AboveCeiling
from corridor.web.base.doors.models import Door
from corridor.web.base.ledger import turn
from corridor.web.desk.lines.models import Came, Posted
from corridor.web.desk.matching import actions, queries
from corridor.web.desk.matching.blinding import covered, new_secret
from corridor.web.desk.matching.models import HeldSet, MatchAsked, MatchHit, MatchQuestion, MatchSet
from corridor.web.desk.partners.models import Ceiling
from tests import cast
from tests import make as things
from tests.exchanging import XA, XB, Pair, at, settle, two_nodes
from tests.web.desk.lines.far import Far
from tests.web.desk.matching import make

pytestmark = pytest.mark.store


@pytest.fixture
def pair(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[Pair]:
    with django_db_blocker.unblock(), two_nodes(tmp_path) as nodes:
        for node, partner in ((nodes.xa, XB), (nodes.xb, XA)):
            with at(node):
                make.open_for(partner)
        yield nodes


def outcomes() -> set[str]:
    return set(Came.objects.values_list("outcome", flat=True))


def test_two_nodes_learn_what_both_hold_and_each_side_writes_it_down(pair: Pair) -> None:
    make.held_by_owner(make.vessel("boat"))
    make.set_made()
    settle(pair)
    with at(pair.xb):
        make.held_by_asker(make.vessel("ours"), make.vehicle("van", "XB-417-KL"))
        uid = make.asked("ours", "van")
    settle(pair)

    with at(pair.xb):
        told = [(hit.key, hit.telling) for hit in MatchHit.objects.all()]
        assert told == [(queries.key_digest("imo:9074729"), "visible")]
        question = MatchQuestion.objects.get(uid=uid)
        assert (question.result, bytes(question.sealed)) == ("answered", b"")
        assert outcomes() == {"applied"}
    asked = MatchAsked.objects.get(uid=uid)
    assert (asked.keys, asked.hits, asked.result) == (3, 1, "answered")
    assert outcomes() == {"applied"}


def test_nothing_is_made_ready_for_a_partner_that_its_ceiling_does_not_admit(pair: Pair) -> None:
    Ceiling.objects.update(contents=["non-personal"])
    make.held_by_owner(make.vessel("boat"))

    with pytest.raises(AboveCeiling):
        make.set_made()

    assert not MatchSet.objects.exists()
    assert not Posted.objects.exists()


# --- a partner that does not keep to it ------------------------------------------------------------------------------


@pytest.fixture
def far(node: object) -> Far:
    """Return a partner that may match, for which XA-POL has made a set."""
    from corridor.core.handling.codes import Use

    partner = Far().introduce()
    with turn.write():
        Door.objects.filter(code=partner.code).update(country="XB")
    make.open_for(partner.code)
    make.held_by_owner(
        make.vessel("boat"), marked=things.marking("law-enforcement", make.OWNER, partner.authority, uses=Use.MATCH)
    )
    by = cast.officer(cast.ANALYST_XA)
    actions.make_set(by=by, authority=partner.authority, purpose=make.PURPOSE, now=timezone.now())
    return partner


def asking(count: int = 2, **changed: Any) -> dict[str, Any]:
    set_uid = MatchSet.objects.get(ended_at=None).uid
    points = covered([f"imo:{number}" for number in range(count)], new_secret())
    return {**asking_written(Asking("XA-POL", Domain.HOLDINGS, set_uid, "0123456789abcdef", points)), **changed}


def asks(far: Far, body: dict[str, Any], **said: Any) -> str:
    far.says(Kind.MATCH_QUESTION, body, **{"purpose": make.PURPOSE, **said})
    far.brings()
    return str(Came.objects.order_by("-number").values_list("outcome", flat=True).first())


def test_a_question_by_letter_is_answered_and_written_down(far: Far) -> None:
    assert asks(far, asking()) == "applied"

    asked = MatchAsked.objects.get()
    assert (asked.authority, asked.keys, asked.result) == ("XD-POL", 2, "answered")
    assert Posted.objects.filter(kind="match-answer").count() == 1


def test_what_does_not_have_the_form_is_kept_aside_and_answers_nothing(far: Far) -> None:
    wrong = [
        asking(points="A" * 42),
        asking(to="INT-MPA"),
        asking(case="Tarn Veldo"),
        asking(further="x"),
        asking() | {"step": "told"},
        telling_written(Told("XA-POL", 3)),
        {},
    ]
    for body in wrong:
        assert asks(far, body) == "kept-aside", body
    assert asks(far, asking(), purpose="border-management") == "kept-aside"
    assert not MatchAsked.objects.exists()
    assert not Posted.objects.filter(kind="match-answer").exists()


def is_on_the_curve(x: int) -> bool:
    """Tell by arithmetic of our own whether P-256 has a point with this x."""
    prime = 2**256 - 2**224 + 2**192 + 2**96 - 1
    b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    return x < prime and pow(x**3 - 3 * x + b, (prime - 1) // 2, prime) in (0, 1)


def test_a_point_that_is_none_of_the_curve_is_kept_aside(far: Far) -> None:
    for x in (1, 2, 3, 4, 5, 6, 2**256 - 1):
        point = urlsafe_b64encode(x.to_bytes(32, "big")).decode().rstrip("=")
        assert asks(far, asking(points=point)) == ("applied" if is_on_the_curve(x) else "kept-aside")


def test_one_question_is_answered_once_and_another_purpose_or_set_gets_nothing(far: Far) -> None:
    body = asking()
    assert asks(far, body, about="a" * 32) == "applied"
    assert asks(far, body, about="a" * 32) == "kept-aside"
    assert asks(far, body, purpose="detection-and-investigation") == "applied"
    assert asks(far, asking(set="b" * 32)) == "applied"

    assert sorted(MatchAsked.objects.values_list("result", flat=True)) == ["answered", "set-outdated", "set-outdated"]


def test_hits_are_told_once_and_never_more_than_were_asked(far: Far) -> None:
    asks(far, asking(), about="a" * 32)
    for told, outcome in ((Told("XA-POL", 3), "kept-aside"), (Told("XA-POL", 1, ("0102030405",) * 2), "kept-aside")):
        assert asks(far, telling_written(told), about="a" * 32, version=2) == outcome

    assert asks(far, telling_written(Told("XA-POL", 2)), about="a" * 32, version=2) == "applied"
    assert asks(far, telling_written(Told("XA-POL", 1)), about="a" * 32, version=3) == "kept-aside"

    assert MatchAsked.objects.get().hits == 2


def test_nobody_answers_a_question_that_was_not_asked_of_them(far: Far) -> None:
    body = {"form": 1, "to": "XA-POL", "question": "c" * 32, "result": "set-outdated", "points": ""}
    far.says(Kind.MATCH_ANSWER, body, purpose=make.PURPOSE)
    far.brings()

    assert outcomes() == {"kept-aside"}


def test_a_set_that_never_comes_whole_gives_way_to_the_next(far: Far) -> None:
    from corridor.core.matching.exchange import SetPart, part_written
    from corridor.core.matching.packing import ENTRY_BYTES

    entries = b"".join(number.to_bytes(6, "big") + bytes(ENTRY_BYTES - 6) for number in range(1, 9))
    for uid in ("d" * 32, "e" * 32):
        part = SetPart("XA-POL", Domain.HOLDINGS, uid, 1, 2, 2**15, "desk", entries)
        far.says(Kind.MATCH_SET, part_written(part), purpose=make.PURPOSE)
    far.says(Kind.MATCH_SET, part_written(part), purpose=make.PURPOSE)
    far.brings()

    assert list(Came.objects.order_by("number").values_list("outcome", flat=True)) == [
        "applied",
        "applied",
        "kept-aside",
    ]
    assert [row.uid for row in HeldSet.objects.all()] == ["e" * 32]
    assert "XD-POL" not in cast.client(cast.ANALYST_XA).get("/matching/").content.decode()
