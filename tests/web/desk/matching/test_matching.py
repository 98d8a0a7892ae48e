"""Two authorities learn which identifiers both hold, and nothing of the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.matching.codes import Telling
from corridor.core.matching.packing import Label, entry, found, packed
from corridor.web.base.accounts import queries as people
from corridor.web.base.accounts.models import Authority
from corridor.web.base.ledger import turn
from corridor.web.desk.matching import commands, queries, schedule
from corridor.web.desk.matching.blinding import covered, new_secret, raised, uncovered
from corridor.web.desk.matching.models import AskedKey, HeldSet, MatchAsked, MatchHit, MatchQuestion, MatchSet
from tests import cast
from tests import make as things
from tests.web.desk.matching import make

pytestmark = pytest.mark.django_db


def hits(uid: str) -> list[tuple[str, str]]:
    rows = MatchHit.objects.filter(question__uid=uid).order_by("key")
    names = {queries.key_digest(key): key for key in ("imo:9074729", "plate:XB:xb417kl")}
    return [(names.get(row.key, ""), row.telling) for row in rows]


def test_what_both_hold_is_a_hit_and_the_owner_learns_how_many() -> None:
    make.held_by_owner(make.vessel("boat"), make.vehicle("van", "XB-417-KL"))
    make.held_by_asker(make.vessel("our boat", "IMO 9074729"), make.vehicle("our van", "XB 999 ZZ"))
    make.set_made()

    uid = make.asked("our boat", "our van")

    assert hits(uid) == [("imo:9074729", "visible")]
    asked = MatchAsked.objects.get(uid=uid)
    assert (asked.authority, asked.owner, asked.keys, asked.hits) == ("XB-BRD", "XA-POL", 3, 1)
    assert make.CASE not in asked.case_digest
    question = MatchQuestion.objects.get(uid=uid)
    assert (question.result, question.hits, bytes(question.sealed)) == ("answered", 1, b"")
    assert MatchHit.objects.get(question=question).thing == things.uid("our boat")


def test_a_set_follows_what_the_authority_holds_the_next_day_and_keeps_its_secret_otherwise() -> None:
    make.held_by_owner(make.vessel("boat"))
    first = make.set_made()
    by = people.without_content(f"{people.service_handle()}:import-officer")
    day = timezone.now().replace(hour=8)

    schedule.look_after(by=by, now=day + timedelta(days=1))
    assert [row.uid for row in MatchSet.objects.filter(ended_at=None)] == [first]
    make.held_by_owner(make.vehicle("van", "XB-417-KL"))
    schedule.look_after(by=by, now=day + timedelta(days=1, hours=1))
    assert [row.uid for row in MatchSet.objects.filter(ended_at=None)] == [first]
    schedule.look_after(by=by, now=day + timedelta(days=2))

    second = MatchSet.objects.get(ended_at=None)
    assert second.uid != first
    assert HeldSet.objects.get().uid == second.uid
    schedule.look_after(by=by, now=day + timedelta(days=40))
    assert MatchSet.objects.get(ended_at=None).uid not in (first, second.uid)


def test_a_set_for_an_authority_that_is_gone_is_ended_and_its_secret_overwritten() -> None:
    make.set_made()
    with turn.write():
        Authority.objects.filter(code=make.ASKER).update(closed_at=timezone.now())
    by = people.without_content(f"{people.service_handle()}:import-officer")

    schedule.look_after(by=by, now=timezone.now() + timedelta(days=1))

    row = MatchSet.objects.get()
    assert (row.ended_at is None, bytes(row.secret)) == (False, b"")


def test_what_was_asked_and_never_answered_is_overwritten() -> None:
    make.held_by_owner(make.vessel("boat"))
    make.held_by_asker(make.vessel("ours"))
    make.set_made()
    make.asked("ours")
    MatchQuestion.objects.update(result="", sealed=b"what was asked")
    by = people.without_content(f"{people.service_handle()}:import-officer")

    schedule.look_after(by=by, now=timezone.now() + timedelta(days=31))

    assert bytes(MatchQuestion.objects.get().sealed) == b""
    assert not AskedKey.objects.exists()


def test_the_command_makes_a_set_asks_and_tells_as_the_pages_do() -> None:
    make.held_by_owner(make.vessel("boat"))
    make.held_by_asker(make.vessel("ours"))
    now = timezone.now()
    purpose = make.PURPOSE

    made = commands.prepared(cast.officer(cast.ANALYST_XA), authority=make.ASKER, purpose=purpose, now=now)
    by = cast.officer(cast.ANALYST_XB)
    told = commands.asked(by, owner=make.OWNER, case=make.CASE, things=[things.uid("ours")], now=now)

    assert [one["for"] for one in made["sets"]] == [make.ASKER]
    assert [hit["key"] for hit in told["questions"][0]["found"]] == ["imo:9074729"]
    assert 0 < told["questions"][0]["false_hits_expected"] < 1e-9
    assert commands.listed(cast.officer(cast.ANALYST_XA), now=now)["asked_of_us"][0]["hits"] == 1
    nothing = commands.listed(cast.officer(cast.FIELD_OFFICER_XA), now=now)
    assert (nothing["sets"], nothing["questions"], nothing["asked_of_us"]) == ([], [], [])


@given(st.lists(st.sampled_from(range(12)), max_size=6), st.lists(st.sampled_from(range(12)), min_size=1, max_size=6))
@settings(max_examples=10, deadline=None)
def test_the_intersection_is_exactly_what_both_hold(owner: list[int], asker: list[int]) -> None:
    secret, cover = new_secret(), new_secret()
    held = sorted({f"imo:{number}" for number in owner})
    entries = [
        entry("5" * 32, key, point, Label(Telling.VISIBLE))
        for key, point in zip(held, covered(held, secret), strict=True)
    ]
    whole = packed(entries, b"")
    asked = [f"imo:{number}" for number in asker]

    points = uncovered(raised(covered(asked, cover), secret), cover)

    hits = {key for key, point in zip(asked, points, strict=True) if found("5" * 32, key, point, whole)}
    assert hits == set(held) & set(asked)
