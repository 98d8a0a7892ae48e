"""The cells of the matrix are what the approved entries say, in whatever order things were done."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridor.core.progress.codes import Found, Level, Proof, State, Status
from corridor.core.progress.periods import number_of
from corridor.core.progress.records import Evidence, Said
from corridor.web.desk.progress import actions, cells, queries
from corridor.web.desk.progress.actions import Writing
from corridor.web.desk.progress.models import ProgressCell, ProgressEntry
from tests import cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
ITEM = "ga-2023-prevention-01"
HALVES = ("2026-H1", "2026-H2")

steps = st.lists(
    st.tuples(
        st.sampled_from(["approve", "withdraw", "missing", "draft"]),
        st.sampled_from(HALVES),
        st.sampled_from([Level.OWN, Level.PUBLIC]),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


def laid() -> set[tuple[object, ...]]:
    fields = ("entry__about", "item", "half", "until", "status", "is_evidenced", "due", "mark")
    return set(ProgressCell.objects.values_list(*fields))


def laid_anew() -> set[tuple[object, ...]]:
    """Return the cells as the approved entries alone make them, the earliest half-year first."""
    ProgressCell.objects.all().delete()
    for row in ProgressEntry.objects.filter(state=State.APPROVED).order_by("period"):
        marks = dict(row.evidence.values_list("level", "mark"))
        cells.lay(row, actions.said_of(row), marks=marks, due=actions.first_open(row, NOW.date()))
    return laid()


def done(step: tuple[str, str, Level, bool], known: dict[str, str]) -> None:
    act, half, level, has_evidence = step
    by, approver = cast.officer(cast.RAPPORTEUR_XB), cast.officer(cast.FOCAL_XB)
    about = known.get(half, "")
    newest = queries.versions_for(by, about)[0] if about else None
    if act in ("approve", "draft"):
        evidence = (Evidence("e1", Proof.LAW, "Act", "Gazette 12", level),) if has_evidence else ()
        said = Said(ITEM, Status.UNDER_WAY, ("gcm-9-a",), "Ministry", "A bill.", evidence=evidence)
        known[half] = actions.write(by=by, writing=Writing(said, half, level), about=about, now=NOW).about
        if act == "approve":
            actions.submit(by=by, about=known[half], now=NOW)
            actions.approve(by=approver, about=known[half], now=NOW)
    elif newest is not None and newest.row.state == State.APPROVED:
        if act == "withdraw":
            actions.withdraw(by=approver, about=about, now=NOW)
        elif newest.said.evidence:
            actions.look_at_evidence(by=approver, about=about, key="e1", found=Found.MISSING, now=NOW)


@pytest.mark.store
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(steps)
def test_approved_withdrawn_and_looked_at_in_any_order_they_are_what_the_entries_make(
    story: list[tuple[str, str, Level, bool]],
) -> None:
    ProgressEntry.objects.all().delete()
    known: dict[str, str] = {}
    for step in story:
        done(step, known)

    kept = laid()
    assert kept == laid_anew()
    assert {row[2] for row in kept} <= {number_of(half) for half in HALVES}


def test_the_cells_of_a_withdrawn_entry_are_gone_and_the_one_before_reaches_on() -> None:
    known: dict[str, str] = {}
    for half in HALVES:
        done(("approve", half, Level.PUBLIC, False), known)
    assert ProgressCell.objects.get(item=ITEM, half=number_of(HALVES[0])).until == number_of(HALVES[1])

    done(("withdraw", HALVES[1], Level.PUBLIC, False), known)

    assert ProgressCell.objects.get(item=ITEM).until is None
