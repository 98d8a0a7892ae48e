"""The matrix says what the entries say that a reader may see, and nothing of the others."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotPermitted
from corridor.core.progress.codes import WIDTH, Found, Level, Standing, State, Status
from corridor.core.progress.periods import number_of
from corridor.web.desk.progress import cells, queries
from corridor.web.desk.progress.matrix import Asked, Cell, matrix_for
from corridor.web.desk.progress.models import ProgressEntry
from tests import cast
from tests.web.desk.overview import worlds
from tests.web.desk.overview.worlds import ITEM, LIKE, OTHER, Laid

pytestmark = pytest.mark.django_db

READERS = (cast.RAPPORTEUR_XA, cast.RAPPORTEUR_XB, cast.RAPPORTEUR_XC, cast.OUTSIDER)
H1, H2 = number_of("2026-H1"), number_of("2026-H2")

pieces = st.tuples(st.sampled_from(Level), st.sampled_from([Found.NOT_LOOKED, Found.MISSING]))
entries = st.builds(
    Laid,
    subject=st.sampled_from(["XA", "XB"]),
    item=st.sampled_from([ITEM, OTHER]),
    half=st.integers(0, 3).map(worlds.half),
    level=st.sampled_from(Level),
    evidence=st.lists(pieces, max_size=2).map(tuple),
    answers=st.sampled_from([(), (LIKE,)]),
    status=st.sampled_from(Status),
    due=st.sampled_from([None, date(2026, 3, 1)]),
).filter(lambda one: all(WIDTH[level] <= WIDTH[one.level] for level, _ in one.evidence))
"""No evidence goes further than its entry: nobody can write one that does."""


def told_by_entries(officer: Officer, half: int) -> dict[tuple[str, str], Cell]:
    """Work out every cell from the entries themselves, one by one."""
    found: dict[tuple[str, str], Cell] = {}
    for one in queries.entries_for(officer):
        told = number_of(one.row.period)
        due = min((step.due for step in one.said.milestones if step.due and not step.done_on), default=None)
        for item in one.said.items:
            key, before = (one.row.subject, item), found.get((one.row.subject, item))
            if told <= half and (before is None or (told, one.row.pk) > (before.half, before.entry)):
                found[key] = Cell(told, one.row.pk, one.said.status, one.standing, due)
    return found


@pytest.mark.store  # one statement for both engines
@settings(max_examples=20, deadline=None)
@given(world=st.lists(entries, min_size=1, max_size=6), gone=st.integers(0, 12), half=st.integers(0, 4))
def test_every_cell_is_what_the_entries_say_that_the_reader_may_see(world: list[Laid], gone: int, half: int) -> None:
    ProgressEntry.objects.all().delete()
    forum = worlds.forum()
    rows = [worlds.lay(one, [forum]) for one in world]
    if gone < len(rows):
        cells.lift([rows[gone].pk])
        ProgressEntry.objects.filter(pk=rows[gone].pk).update(state=State.WITHDRAWN.value)

    for member in READERS:
        officer = cast.officer(member)
        matrix = matrix_for(officer, Asked(number_of(worlds.half(half))))
        told = {key: matrix.cell(*key) for key in matrix.rows}
        assert told == told_by_entries(officer, matrix.half)


def test_evidence_of_an_earlier_half_year_does_not_show_what_a_later_entry_says() -> None:
    worlds.lay(Laid(half="2026-H1", evidence=((Level.PUBLIC, Found.THERE),)))
    worlds.lay(Laid(half="2026-H2", status=Status.DONE))
    officer = cast.officer(cast.ANALYST_XA)

    then, now = (matrix_for(officer, Asked(half)).cell("XB", ITEM) for half in (H1, H2))

    assert then is not None and (then.standing, then.status) == (Standing.EVIDENCED, Status.UNDER_WAY)
    assert now is not None and (now.standing, now.status) == (Standing.CLAIMED, Status.DONE)


def test_states_and_commitments_that_were_not_asked_for_are_left_out() -> None:
    for subject in ("XA", "XB"):
        for item in (ITEM, OTHER):
            worlds.lay(Laid(subject=subject, item=item))

    matrix = matrix_for(cast.officer(cast.ANALYST_XA), Asked(H2, subjects=["XB"], items=[OTHER]))

    assert list(matrix.rows) == [("XB", OTHER)]
    assert matrix.told == {"XB": H1}


def test_who_may_not_read_commitments_gets_no_matrix() -> None:
    with pytest.raises(NotPermitted):
        matrix_for(cast.officer(cast.CARRIER_XC), Asked(H2))
