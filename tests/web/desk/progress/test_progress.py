"""Entries of progress: two officers, evidence at its own level, a status without evidence that stays claimed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.progress.codes import Level, Proof, Standing, Status
from corridor.core.progress.errors import EntryIncomplete, SecondPersonNeeded
from corridor.core.progress.records import Evidence, Milestone, Said
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.progress import actions, queries
from corridor.web.desk.progress.actions import Writing
from tests import cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
ITEM = "ga-2023-prevention-01"
LAW = Evidence("e1", Proof.LAW, "Act 12 of 2026 (invented)", "Gazette of XB 2026/12", Level.PUBLIC)
FILE = Evidence("e2", Proof.CASE, "File 7 (invented)", "XB-BRD/7", Level.OWN, is_told=True)


def said(**changed: object) -> Said:
    fields = {"item": ITEM, "status": Status.UNDER_WAY, "responsible": "Ministry (invented)", "actions": "A bill."}
    return Said(**{**fields, **changed})  # type: ignore[arg-type]


def approved(writing: Writing, about: str = "") -> str:
    row = actions.write(by=cast.officer(cast.RAPPORTEUR_XB), writing=writing, about=about, now=NOW)
    actions.submit(by=cast.officer(cast.RAPPORTEUR_XB), about=row.about, now=NOW)
    actions.approve(by=cast.officer(cast.FOCAL_XB), about=row.about, now=NOW)
    return row.about


def seen(member: cast.Member) -> list[tuple[str, Standing, int]]:
    found = queries.entries_for(cast.officer(member), subjects=["XB"])
    return [(one.said.item, one.standing, one.told) for one in found]


def test_an_entry_counts_once_a_second_officer_approved_it_and_shows_each_reader_what_it_may_see() -> None:
    writing = Writing(said(evidence=(LAW, FILE)), "2026-H2", Level.PUBLIC)
    row = actions.write(by=cast.officer(cast.RAPPORTEUR_XB), writing=writing, now=NOW)
    assert seen(cast.ANALYST_XA) == []
    actions.submit(by=cast.officer(cast.RAPPORTEUR_XB), about=row.about, now=NOW)
    with pytest.raises(SecondPersonNeeded):
        actions.approve(by=with_approval(), about=row.about, now=NOW)
    actions.approve(by=cast.officer(cast.FOCAL_XB), about=row.about, now=NOW)

    assert seen(cast.ANALYST_XA) == [(ITEM, Standing.EVIDENCED, 1)]
    assert seen(cast.RAPPORTEUR_XB) == [(ITEM, Standing.EVIDENCED, 0)]
    events = LedgerEntry.objects.filter(event=Event.PROGRESS_APPROVED)
    assert [entry.about for entry in events] == [row.about]


def with_approval() -> Officer:
    """Return the author in a function that could approve."""
    from dataclasses import replace

    focal, author = cast.officer(cast.FOCAL_XB), cast.officer(cast.RAPPORTEUR_XB)
    return replace(focal, handle=author.handle)


def test_a_status_without_evidence_stays_claimed_also_where_the_evidence_is_hidden() -> None:
    approved(Writing(said(evidence=(FILE,)), "2026-H2", Level.PUBLIC))

    assert seen(cast.ANALYST_XA) == [(ITEM, Standing.CLAIMED, 1)]
    assert seen(cast.RAPPORTEUR_XB) == [(ITEM, Standing.EVIDENCED, 0)]


def test_a_later_version_takes_the_place_of_an_earlier_one_and_both_stay_readable() -> None:
    about = approved(Writing(said(), "2026-H2", Level.PUBLIC))
    approved(Writing(said(status=Status.DONE, evidence=(LAW,)), "2026-H2", Level.PUBLIC), about)

    assert seen(cast.ANALYST_XA) == [(ITEM, Standing.EVIDENCED, 0)]
    states = [one.row.state for one in queries.versions_for(cast.officer(cast.ANALYST_XA), about)]
    assert states == ["approved", "superseded"]


def test_an_entry_that_was_withdrawn_counts_no_more() -> None:
    about = approved(Writing(said(), "2026-H2", Level.PUBLIC))
    actions.withdraw(by=cast.officer(cast.FOCAL_XB), about=about, now=NOW)

    assert seen(cast.ANALYST_XA) == []


def test_what_is_wrong_is_told_field_by_field_and_nothing_is_kept() -> None:
    wrong = said(
        item="ga-2023-nothing",
        responsible="",
        milestones=(Milestone("m1", "", None, date(2027, 1, 1)),),
        evidence=(Evidence("e1", Proof.LAW, "x", "https://", Level.PUBLIC),),
    )
    with pytest.raises(EntryIncomplete) as refused:
        actions.write(by=cast.officer(cast.RAPPORTEUR_XB), writing=Writing(wrong, "2026-H3", Level.OWN), now=NOW)
    for told in (
        "item unknown",
        "responsible missing",
        "period malformed",
        "milestones-1-text",
        "evidence-1-reference",
    ):
        assert told in refused.value.message
    assert queries.own_for(cast.officer(cast.RAPPORTEUR_XB)) == ()
