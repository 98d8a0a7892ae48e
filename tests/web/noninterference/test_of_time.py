"""What is overdue is as if it had never been: every answer is that of a node from which it was deleted, and of one that
has erased it.

The worlds and the entrances are those of `test_noninterference`: what is overdue is hidden from everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from corridor import shelf
from corridor.core.commitments import levels
from corridor.web.base.ledger import turn
from corridor.web.base.marks.models import Mark
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.centre import actions as centre
from corridor.web.desk.deaths.models import DeathsRemaining
from corridor.web.desk.holds.schedule import erase_overdue
from corridor.web.desk.imports.models import Upload
from corridor.web.desk.statements import erasing, remaining
from corridor.web.desk.statements.models import Dataset, Load, Source
from corridor.web.desk.statements.remaining import Remaining
from tests import cast, nodes
from tests.web.noninterference import comparing
from tests.web.noninterference.aging import APART, BY_LOAD, ENDS, LEVELS, TOLD, tables_with_marks
from tests.web.noninterference.asking import Answers, OneIn, ask_everything, faults
from tests.web.noninterference.building import AFTER, delete_marked, frozen
from tests.web.noninterference.worlds import READERS, world_from

WORLDS = 1
DEEP_WORLDS = 40
SHARE = 8
RULES = frozenset({"operational-3y", "operational-1y"})
"""What falls due: everything own, of law enforcement and sealed, and all that was told at the centre."""

LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with django_db_blocker.unblock():
        yield tmp_path_factory.mktemp("times")


def fall_due() -> list[int]:
    """Let everything under some rules be overdue; return the marks of which that is so."""
    marks = [mark for mark in Mark.objects.values_list("pk", flat=True) if marking_of(mark).retention in RULES]
    with turn.write():
        for table, column in (*ENDS.items(), *TOLD.items()):
            if "mark" in {one.name for one in table._meta.get_fields()}:
                day = LONG_AGO if table in TOLD else LONG_AGO.date()
                table._base_manager.filter(mark__in=marks).update(**{column: day})
        # A file waits for seven days only, which is over long before any rule.
        Upload.objects.filter(uid__in=Load.objects.filter(mark__in=marks).values("upload")).delete()
    return marks


def nothing(marks: Sequence[int], handle: str) -> None:
    """Let what is overdue stand where it is."""


def deleted(marks: Sequence[int], handle: str) -> None:
    """Delete its rows, as the comparison with hidden ones does, but for how many died and who told it (R-30)."""
    before = list(DeathsRemaining.objects.filter(mark__in=marks).values_list(*Remaining._fields))
    told = [row for due in erasing.overdue() for row in remaining.counted_by(_said_by(due))]
    told += [Remaining(*row)._replace(key=bytes(row[1])) for row in before]
    datasets = Dataset.objects.select_related("source").in_bulk({row.dataset for row in told})
    delete_marked(marks, handle, layouts=False)
    with turn.write():
        Source.objects.bulk_create({one.source for one in datasets.values()}, ignore_conflicts=True)
        for one in datasets.values():
            one.scope, one.months, one.records, one.routes = "", 0, 0, []
        Dataset.objects.bulk_create(datasets.values(), ignore_conflicts=True)
        remaining.add(told)


def _said_by(due: erasing.Due) -> list[erasing.Item]:
    found: list[erasing.Item] = []
    after = 0
    while True:
        items, after = erasing.part_of(due, after)
        found += items
        if not after:
            return found


def erased(marks: Sequence[int], handle: str) -> None:
    """Erase it on schedule."""
    done = erase_overdue(by=cast.service(), now=timezone.now())
    assert not done.is_nothing
    assert centre.erase_over(timezone.now())


def answers(
    whole: comparing.Whole, member: cast.Member, folder: Path, do: Callable[[Sequence[int], str], None]
) -> Answers:
    with nodes.visiting(folder, whole.node), frozen(whole.world.seed) as clock:
        cast.officer(member)
        cast.service()
        clock.now = AFTER
        do(fall_due(), member.handle)
        return ask_everything(member, whole.known, own_pages_only=True, picked=OneIn(SHARE, whole.world.seed))


def test_of_every_table_with_marks_it_is_said_how_long_its_rows_are_kept() -> None:
    said = (*ENDS, *TOLD, *BY_LOAD, *LEVELS, *APART)

    assert set(said) == tables_with_marks(apps.get_models())
    assert len(said) == len(set(said))
    assert shelf.schemes().retentions[levels.RETENTION].days is None


@pytest.mark.parametrize("seed", range(1, 1 + WORLDS))
def test_what_is_overdue_shows_in_no_answer(seed: int, folder: Path) -> None:
    hold(seed, folder)


@pytest.mark.store
@pytest.mark.deep
@pytest.mark.parametrize("seed", range(1 + WORLDS, DEEP_WORLDS))
def test_what_is_overdue_shows_in_no_answer_of_very_many_worlds(seed: int, folder: Path) -> None:
    hold(seed, folder)


def hold(seed: int, folder: Path) -> None:
    member = READERS[seed % len(READERS)]

    with comparing.carried_out(world_from(seed), folder) as whole:
        overdue = answers(whole, member, folder, nothing)
        found = [
            *comparing._compared(overdue, answers(whole, member, folder, deleted), member, seed, "deletion"),
            *comparing._compared(overdue, answers(whole, member, folder, erased), member, seed, "the erasure"),
        ]

    assert faults(overdue) == []
    assert not found, "\n" + "\n".join(map(str, found[:6])) + f"\n{len(found)} in all"
