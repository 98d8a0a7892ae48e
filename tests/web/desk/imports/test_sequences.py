"""Whatever is imported, undone, redone, withdrawn, restored, cancelled or cut off: only what stands counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotFound
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.imports import history, reading
from corridor.web.desk.imports.errors import LoadState
from corridor.web.desk.statements import actions as statements
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.rows import Rows
from tests import cast, make, nodes
from tests.web.desk.imports import live

pytestmark = pytest.mark.store

EXAMPLES = 30 if connection.vendor == "sqlite" else 10
DAYS = ("2019-01-01", "2020-01-01", "2021-01-01")
KEYS = tuple("ABCDEFGH")

Contents = dict[str, int]


@dataclass(frozen=True)
class Release:
    """A file on its way in: of which edition, complete or not, and what interrupts it at which batch."""

    edition: str
    day: str
    is_whole: bool
    contents: Contents
    interruption: str = ""
    at: int = 0


@dataclass(frozen=True)
class Turn:
    """Something done to what came before: to a release by its number, or to a whole source."""

    act: str
    number: int = 0
    edition: str = "one"


releases = st.builds(
    Release,
    edition=st.sampled_from(["one", "one", "other"]),
    day=st.sampled_from(DAYS),
    is_whole=st.booleans(),
    contents=st.dictionaries(st.sampled_from(KEYS), st.integers(0, 2), min_size=1, max_size=8),
    interruption=st.sampled_from(["", "", "", "", "cancel", "crash", "crash at the flip"]),
    at=st.integers(1, 3),
)
turns = st.builds(
    Turn,
    act=st.sampled_from(["undo", "undo", "redo", "redo", "withdraw", "restore"]),
    number=st.integers(0, 5),
    edition=st.sampled_from(["one", "other"]),
)
stories = st.lists(st.one_of(releases, turns), min_size=1, max_size=10)


class Broken(Exception):
    """The power fails."""


@dataclass
class Expected:
    """What should count: said in another way than the code under test says it."""

    loads: dict[str, Release] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)

    def contents(self, edition: str) -> Contents:
        state: Contents = {}
        order = {uid: place for place, uid in enumerate(self.loads)}
        for uid, release in sorted(self.loads.items(), key=lambda item: (item[1].day, order[item[0]])):
            if release.edition == edition and self.states.get(uid) == "published":
                state = dict(release.contents) if release.is_whole else {**state, **release.contents}
        return state

    def editions(self) -> dict[str, Contents]:
        return {edition: contents for edition in ("one", "other") if (contents := self.contents(edition))}


def prepare() -> Officer:
    for edition in ("one", "other"):
        for whole in (False, True):
            make.mapping(
                f"{edition}-{'whole' if whole else 'part'}", source=f"source-{edition}", edition=edition, whole=whole
            )
    return cast.officer(cast.ANALYST_XA)


def file_of(contents: Contents) -> bytes:
    return make.table(make.row(key, dead=figure) for key, figure in contents.items())


def summed(editions: dict[str, Contents]) -> dict[str, Counter[int]]:
    """Return the figures without their keys, which the tables keep as digests only."""
    return {edition: Counter(contents.values()) for edition, contents in editions.items()}


def bring_in(by: Officer, release: Release, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Load | None]:
    mapping = f"{release.edition}-{'whole' if release.is_whole else 'part'}"
    uid = make.begin(by, file_of(release.contents), mapping=mapping, released=release.day)
    with monkeypatch.context() as patched:
        interrupt(patched, uid, release)
        try:
            return uid, imports.run(by=by, load=uid, now=timezone.now())
        except Broken:
            return uid, None


def interrupt(patched: pytest.MonkeyPatch, uid: str, release: Release) -> None:
    """Let something come in between after a batch, or just before the flip."""
    batches = 0
    write = Rows.write

    def write_and_stop(self: Rows) -> None:
        nonlocal batches
        batches += 1
        write(self)
        if batches == release.at and release.interruption == "crash":
            raise Broken
        if batches == release.at:
            Load.objects.filter(uid=uid).update(cancel_asked=True)

    def never(load: Load, *, stands: bool) -> None:
        raise Broken

    if release.interruption in ("cancel", "crash"):
        patched.setattr(Rows, "write", write_and_stop)
    elif release.interruption:
        patched.setattr(statements, "flip", never)


def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read row by row, so that a small file has as many batches as rows."""
    for name, value in (("FIRST_BATCH", 1), ("LARGEST_BATCH", 1), ("TURN_SECONDS", 60.0)):
        monkeypatch.setattr(reading, name, value)


def tally(before: Contents, release: Release) -> tuple[int, int, int]:
    unchanged = sum(before.get(key) == figure for key, figure in release.contents.items())
    accepted = sum(key not in before for key in release.contents)
    return accepted, len(release.contents) - accepted - unchanged, unchanged


def carry_out(step: Release | Turn, by: Officer, expected: Expected, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    if isinstance(step, Release):
        before = expected.contents(step.edition)
        uid, load = bring_in(by, step, monkeypatch)
        expected.loads[uid] = step
        expected.numbers.append(uid)
        expected.states[uid] = load.state if load else "broken"
        if load and load.state == Load.State.PUBLISHED:
            assert (load.accepted, load.revised, load.unchanged) == tally(before, step)
            assert load.accepted + load.revised + load.unchanged + load.rejected == load.rows_read
        return
    if step.act in ("withdraw", "restore"):
        state, after = ("published", "withdrawn") if step.act == "withdraw" else ("withdrawn", "published")
        meant = [u for u, r in expected.loads.items() if r.edition == step.edition and expected.states[u] == state]
        carry = imports.withdraw_source if step.act == "withdraw" else imports.restore_source
        if not meant:
            with pytest.raises(NotFound):
                carry(by=by, source=f"source-{step.edition}", now=now)
        else:
            assert carry(by=by, source=f"source-{step.edition}", now=now) == len(meant)
            expected.states.update(dict.fromkeys(meant, after))
        return
    if step.number >= len(expected.numbers):
        return
    uid = expected.numbers[step.number]
    state, after = ("published", "undone") if step.act == "undo" else ("undone", "published")
    carry_one = imports.undo if step.act == "undo" else imports.redo
    if expected.states[uid] != state:
        with pytest.raises(LoadState):
            carry_one(by=by, load=uid, now=now)
    else:
        carry_one(by=by, load=uid, now=now)
        expected.states[uid] = after


def figures() -> dict[str, Counter[int]]:
    found: dict[str, Counter[int]] = {}
    for parts, count in live.said().items():
        says = [part for part in parts if part[0] == "says"]
        dead = next(int(part[4]) for part in says if part[2] == "dead")
        found.setdefault(says[0][1], Counter())[dead] += count
    return found


@pytest.fixture(scope="module")
def ground(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with django_db_blocker.unblock():
        yield tmp_path_factory.mktemp("sequences")


def hold(story: list[Release | Turn], ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_batches(monkeypatch)
    expected = Expected()
    with nodes.visiting(ground):
        by = prepare()
        stored = live.stored()
        for step in story:
            other = figures()
            carry_out(step, by, expected, monkeypatch)
            now_stored = live.stored()
            assert all(now >= before for now, before in zip(now_stored, stored, strict=True))
            assert figures() == summed(expected.editions())
            untouched = "other" if step.edition == "one" else "one"
            if isinstance(step, Release) or step.act in ("withdraw", "restore"):
                assert figures().get(untouched) == other.get(untouched)
            stored = now_stored
        seen, drawn = live.said(), make.picture(by)
    with nodes.visiting(ground):
        by = prepare()
        for uid, release in expected.loads.items():
            if expected.states[uid] == "published":
                bring_in(by, Release(release.edition, release.day, release.is_whole, release.contents), monkeypatch)
        assert live.said() == seen
        again = make.picture(by)
    assert (again.things, again.low, again.high, again.months) == (drawn.things, drawn.low, drawn.high, drawn.months)


CHECKS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=CHECKS)
@given(story=stories)
def test_the_live_view_is_that_of_a_node_that_only_loaded_what_stands(
    story: list[Release | Turn], ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(story, ground, monkeypatch)


@pytest.mark.deep
@settings(max_examples=1000, deadline=None, suppress_health_check=CHECKS)
@given(story=stories)
def test_the_live_view_holds_for_very_many_stories(
    story: list[Release | Turn], ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(story, ground, monkeypatch)


@pytest.mark.parametrize("batch", [1, 2, 3, 4])
@pytest.mark.parametrize("interruption", ["cancel", "crash"])
def test_an_import_interrupted_at_any_batch_leaves_the_earlier_state(
    node: nodes.Node, monkeypatch: pytest.MonkeyPatch, interruption: str, batch: int
) -> None:
    small_batches(monkeypatch)
    by = prepare()
    bring_in(by, Release("one", DAYS[0], False, dict.fromkeys(KEYS, 1)), monkeypatch)
    before = live.said()

    later = Release("one", DAYS[1], True, {**dict.fromkeys(KEYS, 2), "A": 1}, interruption, batch)
    uid, _ = bring_in(by, later, monkeypatch)

    assert live.said() == before
    assert Load.objects.get(uid=uid).state != Load.State.PUBLISHED


def test_after_a_crash_the_next_import_of_the_same_file_is_whole(
    node: nodes.Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_batches(monkeypatch)
    by = prepare()
    release = Release("one", DAYS[0], True, dict.fromkeys(KEYS, 2), "crash", 1)
    broken, _ = bring_in(by, release, monkeypatch)

    again = make.load(by, file_of(release.contents), mapping="one-whole", released=DAYS[0])

    assert (again.accepted, again.unchanged) == (len(KEYS), 0)
    assert figures() == {"one": Counter({2: len(KEYS)})}
    assert Load.objects.get(uid=broken).state == Load.State.FAILED


def test_the_same_file_twice_changes_nothing(node: nodes.Node) -> None:
    by = prepare()
    content = file_of({"A": 1, "B": 2})
    make.load(by, content, mapping="one-part", released=DAYS[0])
    before = live.said()

    again = make.load(by, content, mapping="one-part", released=DAYS[1])

    assert (again.unchanged, again.accepted, again.revised) == (2, 0, 0)
    assert live.said() == before


def test_undo_then_redo_is_as_if_nothing_had_happened(node: nodes.Node) -> None:
    by = prepare()
    make.load(by, file_of({"A": 1, "B": 2}), mapping="one-part", released=DAYS[0])
    later = make.load(by, file_of({"B": 3, "C": 4}), mapping="one-whole", released=DAYS[1])
    before, picture = live.said(), make.picture(by)

    make.undo(by, later)
    between = live.said()
    make.redo(by, later)

    assert live.said() == before != between
    assert make.picture(by) == picture


def test_undoing_the_first_release_keeps_what_the_second_repeated(node: nodes.Node) -> None:
    by = prepare()
    first = make.load(by, file_of({"A": 1, "B": 2}), mapping="one-part", released=DAYS[0])
    make.load(by, file_of({"A": 1}), mapping="one-part", released=DAYS[1])

    make.undo(by, first)

    assert figures() == {"one": Counter({1: 1})}


def test_refused_rows_are_counted_with_line_and_reason(node: nodes.Node) -> None:
    by = prepare()
    content = make.table([make.row("A", 1), make.row("B", -3), make.row("C", 2, day="2021-13-40"), make.row("D", 5)])

    loaded = make.load(by, content, mapping="one-part", released=DAYS[0])

    assert (loaded.accepted, loaded.rejected, loaded.rows_read) == (2, 2, 4)
    assert [(r.line, r.problems[0]["column"]) for r in loaded.rejects.order_by("line")] == [(3, "dead"), (4, "day")]


def test_two_imports_of_one_data_set_do_not_run_at_once(node: nodes.Node, monkeypatch: pytest.MonkeyPatch) -> None:
    by = prepare()
    second = make.begin(by, file_of({"B": 1}), mapping="one-part", released=DAYS[0])
    outcome: list[str] = []
    prepare_publication = history.prepare_publication

    def meanwhile(load: Load) -> None:
        if load.uid != second:
            outcome.append(live.elsewhere(lambda: imports.run(by=by, load=second, now=timezone.now())))
        prepare_publication(load)

    monkeypatch.setattr(history, "prepare_publication", meanwhile)
    make.load(by, file_of({"A": 1}), mapping="one-part", released=DAYS[0])

    assert outcome == ["imports.E24"]


@pytest.mark.parametrize("act", ["undo", "withdraw"])
def test_what_stands_does_not_change_while_a_release_is_being_read(
    node: nodes.Node, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    by = prepare()
    first = make.load(by, file_of({"A": 1}), mapping="one-part", released=DAYS[0])
    make.load(by, file_of({"A": 2}), mapping="one-part", released=DAYS[2])
    outcome: list[str] = []
    prepare_publication = history.prepare_publication

    def meanwhile(load: Load) -> None:
        now = timezone.now()
        if act == "undo":
            outcome.append(live.elsewhere(lambda: imports.undo(by=by, load=first.uid, now=now)))
        else:
            outcome.append(live.elsewhere(lambda: imports.withdraw_source(by=by, source="source-one", now=now)))
        prepare_publication(load)

    monkeypatch.setattr(history, "prepare_publication", meanwhile)
    make.load(by, file_of({"A": 3}), mapping="one-part", released=DAYS[1])

    assert outcome == ["imports.E24"]
    assert figures() == {"one": Counter({2: 1})}


def test_a_withdrawn_source_is_gone_everywhere_at_once_and_comes_back_whole(node: nodes.Node) -> None:
    by, partner = prepare(), cast.officer(cast.ANALYST_XB)
    make.load(by, file_of({"A": 1, "B": 2}), mapping="one-part", released=DAYS[0])
    make.load(by, file_of({"A": 3}), mapping="one-part", released=DAYS[1])
    before = live.said()

    imports.withdraw_source(by=by, source="source-one", now=timezone.now())
    gone = live.said(), make.picture(by).things, make.picture(partner).things
    imports.restore_source(by=by, source="source-one", now=timezone.now())

    assert gone == (Counter(), 0, 0)
    assert live.said() == before
    assert (make.picture(by).low, make.picture(partner).low) == (5, 5)
