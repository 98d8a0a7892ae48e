"""What an author, a colleague or a second authority could try: move a day, change what was approved, lose a version."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from corridor.core.commitments.rules import equivalents
from corridor.core.progress.codes import Found, How, Level, Status
from corridor.core.progress.errors import EntryIncomplete, NotNow
from corridor.core.progress.records import Due, Milestone, Said, Value
from corridor.core.progress.rules import said_problems
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.progress import actions, queries
from corridor.web.desk.progress.actions import Writing
from corridor.web.desk.progress.models import ProgressCell, ProgressEntry
from tests import cast
from tests.web.desk.progress.test_progress import ITEM, LAW, said
from tests.web.desk.progress.test_state import focal

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
FIRST, LATER = date(2026, 10, 1), date(2030, 1, 1)


def step(due: date) -> tuple[Milestone, ...]:
    return (Milestone("bill", "A bill (invented)", due),)


def approved(what: Said, period: str, *, about: str = "", now: datetime = NOW) -> str:
    by = cast.officer(cast.RAPPORTEUR_XB)
    row = actions.write(by=by, writing=Writing(what, period, Level.PUBLIC), about=about, now=now)
    actions.submit(by=by, about=row.about, now=now)
    actions.approve(by=cast.officer(cast.FOCAL_XB), about=row.about, now=now)
    return row.about


def dues(about: str) -> tuple[Due, ...]:
    row = ProgressEntry.objects.get(about=about, state="approved")
    return queries.dues_for(cast.officer(cast.ANALYST_XA), [row])["XB-BRD", row.item]


def test_an_entry_that_is_written_later_about_an_earlier_half_year_moves_no_day() -> None:
    about = approved(said(milestones=step(FIRST)), "2026-H1")
    approved(said(milestones=step(LATER)), "2025-H2", now=NOW + timedelta(days=1))
    last = approved(said(milestones=step(LATER)), "2026-H2", now=NOW + timedelta(days=2))

    assert [one.first_due for one in dues(about)] == [FIRST]
    assert [one.first_due for one in dues(last)] == [FIRST]
    assert set(ProgressCell.objects.values_list("due", flat=True)) == {FIRST}


def test_an_entry_about_an_equivalent_commitment_moves_no_day_of_what_it_answers() -> None:
    like = equivalent()
    approved(said(milestones=step(FIRST)), "2026-H1")
    last = approved(said(item=like, answers=(ITEM,), milestones=step(LATER)), "2026-H2", now=NOW + timedelta(days=1))

    assert [one.first_due for one in dues(last)] == [FIRST]
    assert set(ProgressCell.objects.filter(entry__item=like).values_list("due", flat=True)) == {FIRST}


def equivalent() -> str:
    return equivalents(catalogue(), ITEM)[0].id


def test_what_was_approved_keeps_its_commitment_and_half_year() -> None:
    about = approved(said(milestones=step(FIRST)), "2026-H1")
    for what, period in ((said(), "2026-H2"), (said(item=equivalent()), "2026-H1")):
        with pytest.raises(EntryIncomplete, match="period choose"):
            approved(what, period, about=about)
    assert ProgressEntry.objects.get().state == "approved"


def test_a_draft_that_was_approved_meanwhile_is_not_written_over() -> None:
    by = cast.officer(cast.RAPPORTEUR_XB)
    about = actions.write(by=by, writing=Writing(said(), "2026-H1", Level.PUBLIC), now=NOW).about
    done: list[str] = []

    def meanwhile(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not done and "LIMIT 1" in sql and '"item" =' in sql:  # the last look before the act begins
            done.append(sql)
            actions.submit(by=by, about=about, now=NOW)
            actions.approve(by=cast.officer(cast.FOCAL_XB), about=about, now=NOW)
        return execute(sql, params, many, context)

    changed = Writing(said(status=Status.DONE), "2026-H1", Level.PUBLIC)
    with connection.execute_wrapper(meanwhile), pytest.raises(NotNow):
        actions.write(by=by, writing=changed, about=about, now=NOW)

    assert done
    assert ProgressEntry.objects.get().state == "approved"


def test_who_decides_for_the_same_state_changes_nothing_behind_a_draft_that_it_cannot_see() -> None:
    by = cast.officer(cast.RAPPORTEUR_XC)
    row = actions.write(by=by, writing=Writing(said(evidence=(LAW,)), "2026-H1", Level.PUBLIC), now=NOW)
    actions.submit(by=by, about=row.about, now=NOW)
    actions.approve(by=focal("XC-POL"), about=row.about, now=NOW)
    actions.write(by=by, writing=Writing(said(evidence=(LAW,)), "2026-H1", Level.PUBLIC), about=row.about, now=NOW)
    with pytest.raises(NotNow):
        actions.look_at_evidence(by=focal("XC-PRO"), about=row.about, key="e1", found=Found.MISSING, now=NOW)


def test_words_of_a_partner_that_hide_signs_are_refused_also_in_methods_and_keys() -> None:
    value = Value("x-1", Decimal(1), Decimal(1), "2026-H1", How.BY_HAND, "Counted\u202e by hand.")
    for hidden in (
        said(milestones=(replace(step(FIRST)[0], key="m\x001"),)),
        said(evidence=(replace(LAW, key="e\x001"),)),
        said(values=(replace(value, indicator=indicator()),)),
    ):
        found = said_problems(hidden, catalogue(), level=Level.PUBLIC, period="2026-H1", today=NOW.date())
        assert [why for _, why in found] == ["malformed"]


def indicator() -> str:
    return next(one.id for one in catalogue().items[ITEM].indicators)
