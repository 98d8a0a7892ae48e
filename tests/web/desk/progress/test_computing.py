"""Values that a node computes from what it holds: each with its method, and no further than its level."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest

from corridor.core.forums.codes import Template
from corridor.core.progress.codes import How, Level, Proof, Status, Uncomputed
from corridor.core.progress.records import Evidence, Said, Value
from corridor.shelf.commitments import catalogue, computations
from corridor.web.desk.directory.models import ContactTest, DirectoryContact
from corridor.web.desk.forums import actions as forums
from corridor.web.desk.forums.models import ForumMember, ForumSpace
from corridor.web.desk.partners import instruments
from corridor.web.desk.progress import actions, computing, sources
from corridor.web.desk.progress.actions import Writing
from corridor.web.desk.progress.computing import Asked
from tests import cast, make

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
DEATHS, REACHED, EVIDENCED, ONCE = "sdg-10.7.i1", "ga-2023-wf-02.i1", "ga-2023-prevention-01.i2", "g7-2024-II-02.i1"
XA = cast.RAPPORTEUR_XA
LAW = Evidence("", Proof.LAW, "Act 12 of 2026 (invented)", "Gazette 12", Level.PUBLIC)
FILE = Evidence("", Proof.CASE, "File 7 (invented)", "XA-POL/7", Level.OWN)
DUTIES = tuple(one.id for one in catalogue().items.values() if one.instrument == "som" and one.kind == "obligation")


def value(
    indicator: str, level: Level = Level.OWN, *, half: str = "2026-H2", forum: str = "", now: datetime = NOW
) -> object:
    """Return low and high of what is computed for the rapporteur of XA, or why nothing is."""
    found = computing.computed(cast.officer(XA), Asked(indicator, half, level, (forum,) if forum else ()), now=now)
    return (found.low, found.high) if isinstance(found, Value) else found


def test_every_indicator_that_is_computed_is_one_of_the_catalogue_and_says_how() -> None:
    known = {one.id for item in catalogue().items.values() for one in item.indicators}

    assert set(computations()) <= known
    assert all(
        len(sources.method_words(cast.officer(XA), computations()[indicator])) > 40 for indicator in computations()
    )


# --- deaths ----------------------------------------------------------------------------------------------------------


def wreck(name: str, dead: str, day: str, country: str = "XA", preset: str = "public") -> None:
    draft = make.incident(name, dead=dead, occurred_on=day, country=country)
    make.file(cast.officer(cast.ANALYST_XA), draft, marked=make.marking(preset, "XA-POL"))


def test_the_dead_of_the_half_year_in_the_state_are_told_from_the_least_to_the_most() -> None:
    for name, dead, day, country in (
        ("one", "13..15", "2026-01-01", "XA"),
        ("two", "2", "2026-06-30", "XA"),
        ("before", "11", "2025-12-31", "XA"),
        ("elsewhere", "13", "2026-03-02", "XB"),
    ):
        wreck(name, dead, day, country)

    assert value(DEATHS, half="2026-H1") == (Decimal(15), Decimal(17))
    assert value(DEATHS, Level.PUBLIC, half="2026-H1") == (Decimal(15), Decimal(17))
    assert value(DEATHS) is Uncomputed.NOT_OVER


def test_fewer_than_ten_dead_are_told_as_that_and_none_is_never_made_up() -> None:
    assert value(DEATHS, half="2026-H1") is Uncomputed.NOT_TOLD

    wreck("one", "3", "2026-02-01")

    assert value(DEATHS, half="2026-H1") == (Decimal(0), Decimal(9))


def test_what_not_everybody_may_know_is_counted_for_the_own_authority_alone() -> None:
    wreck("one", "13", "2026-02-01")
    wreck("two", "14", "2026-02-02", preset="own-authority")

    assert value(DEATHS, half="2026-H1") == (Decimal(27), Decimal(27))
    assert value(DEATHS, Level.FORUM, half="2026-H1") is Uncomputed.NOT_FOR_LEVEL
    assert value(DEATHS, Level.PUBLIC, half="2026-H1") is Uncomputed.NOT_FOR_LEVEL


def test_the_dead_of_another_authoritys_own_files_change_nothing() -> None:
    wreck("one", "13", "2026-02-01")
    before = value(DEATHS, half="2026-H1")
    hidden = make.incident("two", dead="14", occurred_on="2026-02-02", country="XA")
    make.file(cast.officer(cast.ANALYST_XB), hidden, marked=make.marking("own-authority", "XB-BRD"))

    assert value(DEATHS, half="2026-H1") == before
    assert value(DEATHS, Level.PUBLIC, half="2026-H1") == before


# --- contacts --------------------------------------------------------------------------------------------------------


def forum_of(states: Sequence[str]) -> str:
    by = cast.officer(XA)
    uid = forums.open_space(
        by=by, name="Route forum (invented)", instruments=["som"], template=Template.REGIONAL, now=NOW
    )
    space = ForumSpace.objects.get(uid=uid)
    ForumMember.objects.filter(space=space).delete()
    for state in states:
        ForumMember.objects.create(space=space, authority=f"{state}-POL", name=state, subject=state, since=NOW)
    return uid


def contact(state: str, *, days_ago: int, mandates: Sequence[str] = ("extradition",)) -> None:
    row = DirectoryContact.objects.create(
        uid=f"{state}{len(mandates)}".ljust(32, "0"),
        authority=f"{state}-POL",
        kind="duty-contact",
        name=f"Desk of {state}",
        country=state,
        mandates=list(mandates),
        languages=["en"],
        days="1234567",
        begins=time(0),
        ends=time(23, 59),
        offset="+00:00",
        channels=[{"kind": "phone", "address": "+990000000"}],
        added_by="xa.admin",
        added_at=NOW,
    )
    on = (NOW - timedelta(days=days_ago)).date()
    ContactTest.objects.create(
        contact=row, channel="phone", outcome="answered", on=on, by="xa.admin", authority="XA-POL"
    )


def test_a_state_counts_whose_contact_answered_its_last_call_in_time() -> None:
    states = sorted(instruments.states())[:10]
    forum = forum_of(states)
    for number, state in enumerate(states[:4]):
        contact(
            state, days_ago=400 if number == 3 else 10, mandates=("mutual-assistance",) if number else ("extradition",)
        )

    assert value(REACHED, Level.FORUM, forum=forum) == (Decimal("30.0"), Decimal("30.0"))
    assert value("untoc-art18-13.i1", Level.FORUM, forum=forum) == (Decimal("20.0"), Decimal("20.0"))
    assert value("som-art8-6.i1", Level.FORUM, forum=forum) == (Decimal("0.0"), Decimal("0.0"))


def test_of_fewer_than_ten_states_no_share_is_told() -> None:
    assert value(REACHED, Level.FORUM, forum=forum_of(sorted(instruments.states())[:9])) is Uncomputed.TOO_FEW


# --- what was reported -----------------------------------------------------------------------------------------------


def approved(said: Said, level: Level = Level.PUBLIC, half: str = "2026-H2") -> None:
    row = actions.write(by=cast.officer(XA), writing=Writing(said, half, level), now=NOW)
    actions.submit(by=cast.officer(XA), about=row.about, now=NOW)
    actions.approve(by=cast.officer(cast.FOCAL_XA), about=row.about, now=NOW)


def said(
    item: str, *, status: Status = Status.DONE, evidence: Sequence[Evidence] = (LAW,), answers: Sequence[str] = ()
) -> Said:
    return Said(item, status, tuple(answers), "Ministry (invented)", "A law.", evidence=tuple(evidence))


def share(number: int) -> Decimal:
    return (Decimal(100 * number) / len(DUTIES)).quantize(Decimal("0.1"))


def test_an_obligation_counts_once_it_is_told_as_done_with_evidence_that_those_meant_may_see() -> None:
    approved(said(DUTIES[0]), half="2026-H1")
    approved(said(DUTIES[1], evidence=(FILE,)))
    approved(said(DUTIES[2], status=Status.UNDER_WAY))
    approved(said(DUTIES[3], evidence=(FILE,)), Level.OWN)

    assert value(EVIDENCED) == (share(3), share(3))
    assert value(EVIDENCED, Level.PUBLIC) == (share(1), share(1))
    assert value(EVIDENCED, half="2025-H2") == (share(0), share(0))


def test_what_was_done_and_is_told_later_to_be_under_way_again_counts_no_more() -> None:
    approved(said(DUTIES[0]), half="2026-H1")
    approved(said(DUTIES[0], status=Status.UNDER_WAY))

    assert value(EVIDENCED) == (share(0), share(0))
    assert value(EVIDENCED, half="2026-H1") == (share(1), share(1))


def test_an_entry_counts_as_reported_once_where_it_answers_two_instruments() -> None:
    item = next(
        one
        for one in catalogue().items.values()
        if one.is_asked
        and any(
            catalogue().items[other].instrument != one.instrument for other in one.related if other in catalogue().items
        )
    )
    other = next(one for one in item.related if catalogue().items[one].instrument != item.instrument)
    approved(said(item.id, evidence=(FILE,), answers=(other,)), Level.OWN)
    approved(said(DUTIES[0]))

    assert value(ONCE) == (Decimal(1), Decimal(1))
    assert value(ONCE, Level.PUBLIC) == (Decimal(0), Decimal(0))
    assert value(ONCE, half="2026-H1") == (Decimal(0), Decimal(0))


def test_a_computed_value_says_that_it_is_and_how() -> None:
    wreck("one", "13", "2026-02-01")
    found = computing.computed(cast.officer(XA), Asked(DEATHS, "2026-H1", Level.PUBLIC), now=NOW)
    assert isinstance(found, Value)
    assert found.how is How.COMPUTED
    assert "least" in found.method
    assert "Reports of authorities are among them." in found.method
