"""The comparison itself is tried: leaks planted into the real code are all found, within a few worlds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from corridor.core.handling.codes import Use
from corridor.web.base import identity
from corridor.web.base.oversight import queries as oversight
from corridor.web.base.oversight.models import Reading
from corridor.web.desk.centre import queries as centre
from corridor.web.desk.entities import queries as entities
from corridor.web.desk.imports import history
from corridor.web.desk.picture import conditions, facts
from corridor.web.desk.statements import parked, past, record_store, remaining, search_store, store
from corridor.web.desk.statements.record_store import Known
from tests import cast
from tests.web.noninterference import comparing
from tests.web.noninterference import test_noninterference as suite
from tests.web.noninterference.asking import OneIn, These, ask_everything
from tests.web.noninterference.worlds import READERS, world_from

ENOUGH = 12
"""So many worlds may be looked at before a planted leak must have been found."""
SHARE = 8
"""One in so many things is asked, so that a leak shows in one of a few worlds.

The worlds of `make test` ask less each and are more: what they find as they ask is looked for by `make test-deep`.
"""


@pytest.fixture(scope="module")
def folder(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with django_db_blocker.unblock():
        yield tmp_path_factory.mktemp("planted")


def unfiltered(row: str) -> str:
    """Count whatever stands, whoever asks."""
    return "(%s + %s + %s) >= 0 AND " + store.LIVE.format(row=row)


def unfiltered_in_bulk(row: str, *_: Any) -> tuple[str, list[Any]]:
    """Count whatever stands, whoever asks, in reads through most of a table."""
    return store.LIVE.format(row=row), []


def plant_an_unfiltered_count(monkeypatch: pytest.MonkeyPatch) -> None:
    grid = facts.grid

    def counting(*arguments: Any, **named: Any) -> Any:
        with monkeypatch.context() as inside:
            inside.setattr(conditions, "visible_in_bulk", unfiltered_in_bulk)
            return grid(*arguments, **named)

    monkeypatch.setattr(facts, "grid", counting)


def plant_a_sequential_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    by_chance = identity.uid

    def numbered() -> str:
        if sys._getframe(1).f_globals["__name__"] != "corridor.web.desk.imports.actions":
            return by_chance()
        with connection.cursor() as cursor:
            cursor.execute("SELECT (SELECT COUNT(*) FROM desk_load) + (SELECT COUNT(*) FROM desk_upload)")
            return f"{cursor.fetchone()[0]:032x}"

    monkeypatch.setattr(identity, "uid", numbered)


def plant_a_ranking_by_hidden_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put first what most rows of search are about, readable or not."""
    hits = search_store.hits

    def ranked(*arguments: Any, **named: Any) -> Iterator[Any]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT entity, COUNT(*) FROM name_key GROUP BY entity")
            weight = dict(cursor.fetchall())
        return iter(sorted(hits(*arguments, **named), key=lambda hit: -weight.get(hit.entity, 0)))

    monkeypatch.setattr(search_store, "hits", ranked)


def plant_a_search_that_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the first few rows that carry the words, hidden ones among them, and at no more."""
    monkeypatch.setattr(search_store, "MANY_MARKS", 0)
    monkeypatch.setattr(search_store, "_steps", lambda fetch: iter((3,)))


def plant_an_unchanged_that_confirms_a_hidden_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recognise a row that any data set holds, one under another marking included."""

    def known(dataset: int, keys: Sequence[bytes]) -> list[Known]:
        holes = ",".join(["%s"] * len(keys)) or "NULL"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT key, id, content, entity FROM record WHERE key IN ({holes}) ORDER BY id", list(keys)
            )
            return [Known(bytes(key), record, bytes(content), entity) for key, record, content, entity in cursor]

    def has_any(dataset: int) -> bool:
        return True

    def live(self: Any, held: Any, key: bytes) -> int | None:
        return next((version.record for version in held.versions.get(key, [])), None)

    monkeypatch.setattr(record_store, "known", known)
    monkeypatch.setattr(record_store, "has_records", has_any)
    monkeypatch.setattr(history.History, "live", live)
    monkeypatch.setattr(history.History, "moved", lambda *_: iter(()))


def plant_an_existence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell a thing that exists from one that does not."""
    from corridor.core.kernel.errors import NotFound, NotPermitted

    thing_for = entities.thing_for

    def telling(officer: Any, uid: str, **named: Any) -> Any:
        try:
            return thing_for(officer, uid, **named)
        except NotFound:
            if store.entity_of(uid) is not None:
                raise NotPermitted(permission="entity:read") from None
            raise

    monkeypatch.setattr(entities, "thing_for", telling)


def plant_an_unfiltered_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show who else speaks of a thing, readable or not."""
    monkeypatch.setattr(past, "_REFERRING", past._REFERRING.replace(store.visible("s"), unfiltered("s")))
    monkeypatch.setattr(store, "visible_values", _seeing_all(store.visible_values, monkeypatch))


def _seeing_all(read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    def seeing(*arguments: Any, **named: Any) -> Any:
        with monkeypatch.context() as inside:
            inside.setattr(store, "visible", unfiltered)
            return read(*arguments, **named)

    return seeing


def plant_an_unfiltered_list_of_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parked, "visible", unfiltered)


def plant_readings_of_anybodys_items(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell who read anything, whoever shared it and whether or not one may read it."""
    monkeypatch.setattr(oversight, "_own", lambda officer: Reading.objects.exclude(authority=officer.reader.authority))


def plant_an_unfiltered_count_of_what_remains(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count the dead of incidents that are no longer kept under whatever mark."""
    monkeypatch.setattr(remaining, "MAY", "(%s + %s + %s) >= 0")


def plant_alerts_of_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show every alert of the centre, whoever was named."""
    monkeypatch.setattr(centre, "visible_marks", lambda reader_class, marks: set(marks))


LEAKS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "an unfiltered count": plant_an_unfiltered_count,
    "a sequential reference": plant_a_sequential_reference,
    "a ranking by hidden text": plant_a_ranking_by_hidden_text,
    "a search that gives up": plant_a_search_that_gives_up,
    "an unchanged that confirms a hidden row": plant_an_unchanged_that_confirms_a_hidden_row,
    "an existence": plant_an_existence,
    "an unfiltered reference": plant_an_unfiltered_reference,
    "an unfiltered list of what waits": plant_an_unfiltered_list_of_what_waits,
    "readings of anybody's items": plant_readings_of_anybodys_items,
    "an unfiltered count of what remains": plant_an_unfiltered_count_of_what_remains,
    "alerts of anybody": plant_alerts_of_anybody,
}


SHOWN_AT = {
    "an unfiltered count": (2, "picture"),
    "a sequential reference": (0, "import"),
    "a ranking by hidden text": (1, "find"),
    "a search that gives up": (0, "find"),
    "an unchanged that confirms a hidden row": (0, "import"),
    "an existence": (0, "thing"),
    "an unfiltered reference": (2, "thing"),
    "an unfiltered list of what waits": (0, "parked"),
    "readings of anybody's items": (3, "readings"),
    "an unfiltered count of what remains": (0, "deaths"),
    "alerts of anybody": (0, "centre-alert"),
}
"""In which world a leak shows first, and at entrances of which name.

There it is looked for first, and then in all other worlds; at these entrances what the comparison itself would ask is
asked, and nothing of the others, which would take most of the time. `make test-deep` asks all of them.
"""


@pytest.mark.parametrize("leak", LEAKS)
def test_a_planted_leak_is_found(leak: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    LEAKS[leak](monkeypatch)

    assert found_of(leak, folder, (SHOWN_AT[leak][1],))


@pytest.mark.deep
@pytest.mark.parametrize("leak", LEAKS)
def test_a_planted_leak_is_found_among_all_entrances(leak: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    LEAKS[leak](monkeypatch)

    assert found_of(leak, folder)


@pytest.mark.deep
@pytest.mark.parametrize("leak", LEAKS)
def test_a_planted_leak_is_found_by_the_worlds_of_the_suite(
    leak: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    LEAKS[leak](monkeypatch)

    for seed in range(suite.WORLDS):
        with comparing.carried_out(world_from(seed), folder) as whole:
            picked = OneIn(suite.SHARE, seed, seldom=suite.SELDOM)
            if comparing.differences(whole, READERS[seed % len(READERS)], folder, picked=picked):
                return
    raise AssertionError("no world of the suite shows it")


def test_where_nothing_is_planted_nothing_is_found_at_the_same_places(folder: Path) -> None:
    places: dict[int, list[str]] = {}
    for world, entrance in SHOWN_AT.values():
        places.setdefault(world, []).append(entrance)

    assert [differences(seed, folder, entrances) for seed, entrances in places.items()] == [[] for _ in places]


def found_of(leak: str, folder: Path, entrances: Sequence[str] = ("",)) -> list[comparing.Difference]:
    """Return in what the first world differs in which a leak shows."""
    for seed in sorted(range(ENOUGH), key=lambda seed: seed != SHOWN_AT[leak][0]):
        if found := differences(seed, folder, entrances):
            return found
    return []


def differences(seed: int, folder: Path, entrances: Sequence[str]) -> list[comparing.Difference]:
    """Compare a world with one that never held what is hidden, at entrances of these names."""
    with comparing.carried_out(world_from(seed), folder) as whole:
        picked = OneIn(SHARE, seed, of=entrances)
        return comparing.differences(whole, cast.ANALYST_XB, folder, comparing.WORLDS_APART[1:], picked=picked)


def test_a_page_of_somebody_else_is_asked_for_too(folder: Path) -> None:
    with comparing.carried_out(world_from(0), folder) as whole, comparing.at_a_copy(whole, folder):
        pages = {f"/things/{uid}/" for uid in (*whole.known.things, "f" * 32)}
        pages |= {f"/imports/{uid}/" for uid in whole.known.loads}
        undone = {str([uid]) for uid in whole.known.loads} | {str((uid,)) for uid in whole.known.loads}
        answers = ask_everything(cast.ANALYST_XB, whole.known, picked=These(pages | undone))

    asked = {what for what, _ in answers}
    assert {f"GET {page}" for page in pages} <= asked
    assert {f"corridor undo {uid}" for uid in whole.known.loads} <= asked


def test_worlds_are_dense(folder: Path) -> None:
    """Every reader sees some and not all of most worlds; else the comparison would prove nothing."""
    told = 0
    for seed in range(8):
        with comparing.carried_out(world_from(seed), folder) as whole:
            reader = cast.officer(cast.ANALYST_XB)
            seen = [thing for thing in whole.known.things if _exists(reader.reader_class, thing)]
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT COUNT(*) FROM statement WHERE mark IN "
                    "(SELECT mark FROM reader_mark WHERE reader_class = %s)",
                    [reader.reader_class],
                )
                readable = cursor.fetchone()[0]
                cursor.execute("SELECT COUNT(*) FROM statement")
                told += bool(seen) and 0 < readable < cursor.fetchone()[0]

    assert told >= 7


def _exists(reader_class: int, uid: str) -> bool:
    entity = store.entity_of(uid)
    return entity is not None and bool(store.entity_rows(reader_class, Use.READ, [entity]))
