"""The exchanged documents of forums and entries: the good are read, the bad refused, whatever else comes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.forums.codes import Say
from corridor.core.forums.errors import ForumUnreadable
from corridor.core.forums.exchange import out_document, said_in, space_document, space_from
from corridor.core.progress import travelling
from corridor.core.progress.codes import Level, Proof, Status
from corridor.core.progress.errors import EntryUnreadable
from corridor.core.progress.records import Evidence, Said
from corridor.core.progress.travelling import told_from, told_to_forum, withdrawn_written

FOLDER = Path(__file__).parents[2] / "vectors" / "forums"
UID, TODAY = "1" * 32, date(2030, 3, 1)


def read(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Read a body as a node would, and write it again."""
    if kind == "forum":
        return out_document() if said_in(body) is Say.OUT else space_document(space_from(UID, body))
    if travelling.say_in(body) is travelling.Say.WITHDRAWN:
        return withdrawn_written()
    told = told_from(body, shelf.catalogue(), today=TODAY)
    return told_to_forum(
        told.said,
        subject=told.subject,
        period=told.period,
        level=told.level,
        forums=told.forums,
        approved_on=told.approved_on,
    ) | {"told": told.told}


def document(path: Path) -> tuple[str, dict[str, Any]]:
    return path.stem.split("-")[1], json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("good-*.json")), ids=lambda path: path.stem)
def test_a_good_document_is_taken_and_written_as_it_came(path: Path) -> None:
    kind, body = document(path)

    assert read(kind, body) == body


@pytest.mark.parametrize("path", sorted(FOLDER.glob("bad-*.json")), ids=lambda path: path.stem)
def test_a_bad_document_is_refused(path: Path) -> None:
    with pytest.raises((ForumUnreadable, EntryUnreadable)):
        read(*document(path))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 400) | st.text(max_size=12) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
GOOD = [document(path) for path in sorted(FOLDER.glob("good-*.json"))]


@given(st.sampled_from(GOOD), st.data())
@settings(max_examples=25)
def test_whatever_stands_in_a_field_is_read_or_refused_and_never_a_fault(
    chosen: tuple[str, dict[str, Any]], data: st.DataObject
) -> None:
    kind, good = chosen
    body = json.loads(json.dumps(good))
    where: Any = body
    while True:
        name = data.draw(st.sampled_from(sorted(where)))
        inner = where[name]
        inner = inner[0] if isinstance(inner, list) and inner and isinstance(inner[0], dict) else inner
        if not isinstance(inner, dict) or not inner or data.draw(st.booleans()):
            break
        where = inner
    where[name] = data.draw(ANYTHING)

    with suppress(ForumUnreadable, EntryUnreadable):
        read(kind, body)


LEVELS = st.sampled_from(list(Level))


@given(st.lists(LEVELS, max_size=6), st.lists(st.booleans(), min_size=6, max_size=6))
@settings(max_examples=25)
def test_what_leaves_never_holds_evidence_that_stays_and_counts_only_what_may_be_told(
    levels: list[Level], told: list[bool]
) -> None:
    pieces = tuple(
        Evidence(f"e{n}", Proof.CASE, f"word-{n}-{level}", f"place-{n}", level, is_told=is_told)
        for n, (level, is_told) in enumerate(zip(levels, told, strict=False))
    )
    said = Said("ga-2023-prevention-01", Status.DONE, (), "Body", "Done.", evidence=pieces)
    body = told_to_forum(
        said, subject="XB", period="2026-H1", level=Level.PUBLIC, forums=[UID], approved_on=date(2026, 7, 1)
    )

    written = json.dumps(body)
    assert "-own" not in written
    assert [one["key"] for one in body["said"]["evidence"]] == [f"e{n + 1}" for n in range(written.count("word-"))]
    assert body["told"] == sum(one.level is Level.OWN and one.is_told for one in pieces)
    assert written.count("word-") == sum(level is not Level.OWN for level in levels)
