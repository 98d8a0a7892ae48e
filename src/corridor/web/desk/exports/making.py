"""Makes the file of an export and its signed manifest; nothing leaves before both are whole and the ledger knows."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives import serialization
from django.conf import settings

from corridor import shelf
from corridor.core.access.ledger import moment_text
from corridor.core.access.records import Officer
from corridor.core.exports.codes import Format, View
from corridor.core.exports.exchange import features, followthemoney, manifest, table
from corridor.core.exports.records import Item
from corridor.core.exports.rules import strictest
from corridor.core.handling.exchange import digest, document_of
from corridor.core.picture.records import Question
from corridor.web.base import keys
from corridor.web.desk.exports.queries import LANGUAGE, Asked, Gathering, LeftOut
from corridor.web.desk.statements.presenting import badge_of


class Counting:
    """A binary file that counts and digests what is written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, text: str) -> None:
        """Write a text in UTF-8."""
        content = text.encode()
        self._file.write(content)
        self._digest.update(content)
        self.size += len(content)

    @property
    def sha256(self) -> str:
        """The digest of everything written so far."""
        return self._digest.hexdigest()


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder in the node's home that only the node reads and that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="export-", dir=settings.HOME) as folder:
        yield Path(folder)


def write(items: Iterable[Item], form: Format, file: Counting) -> int:
    """Write things in one form; return how many rows, features, entities or statements that made."""
    if form is Format.CSV:
        return _table(items, file)
    if form is Format.GEOJSON:
        return _features(items, file)
    translator = shelf.translator()
    if form is Format.FTM:
        return _lines((json.dumps(translator.entity(item), ensure_ascii=False) for item in items), file)
    rows = (row for item in items for row in translator.statements(item))
    return _csv(followthemoney.COLUMNS, (list(row.values()) for row in rows), file, quoting=csv.QUOTE_ALL)


def _table(items: Iterable[Item], file: Counting) -> int:
    """Write a table whose columns are known only when its last row is: the rows wait on disk meanwhile."""
    registry = shelf.registry()
    props: set[str] = set()
    with tempfile.TemporaryFile("w+", encoding="utf-8", dir=settings.HOME) as waiting:
        for item in items:
            for row in table.rows(item, registry):
                props |= row.keys()
                waiting.write(json.dumps(row) + "\n")
        waiting.seek(0)
        columns = table.header(props, registry)
        return _csv(columns, (table.cells(json.loads(line), columns) for line in waiting), file)


def _csv(columns: Iterable[str], rows: Iterable[list[str]], file: Counting, *, quoting: Any = csv.QUOTE_MINIMAL) -> int:
    line = io.StringIO()
    writer = csv.writer(line, quoting=quoting, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
        file.write(line.getvalue())
        line.seek(0)
        line.truncate()
    file.write(line.getvalue())
    return count


def _features(items: Iterable[Item], file: Counting) -> int:
    first, last = features.FIRST_PARTS
    registry = shelf.registry()
    file.write(first)
    count = 0
    for item in items:
        written = json.dumps(features.feature(item, registry), ensure_ascii=False, separators=(",", ":"))
        file.write(f"{',' if count else ''}\n{written}")
        count += 1
    file.write(f"\n{last}\n")
    return count


def _lines(lines: Iterable[str], file: Counting) -> int:
    count = 0
    for line in lines:
        file.write(line + "\n")
        count += 1
    return count


@dataclass(frozen=True)
class Made:
    """An export as it was made: its reference, its file's name, what it counts and its signed manifest."""

    uid: str
    name: str
    form: Format
    things: int
    statements: int
    rows: int
    size: int
    sha256: str
    manifest: str
    left_out: LeftOut

    @property
    def manifest_name(self) -> str:
        """The name of the manifest's file."""
        return f"{self.name}.manifest.json"


def make(
    officer: Officer,
    asked: Asked,
    gathering: Gathering,
    items: Iterable[Item],
    *,
    form: Format,
    file: BinaryIO,
    name: str,
    uid: str,
    now: datetime,
) -> Made:
    """Write the file of an export and sign what it is."""
    counting = Counting(file)
    rows = write(items, form, counting)
    statements = sum(gathering.tally.statements.values())
    told = {
        "corridor": "export",
        "form": manifest.FORM,
        "export": uid,
        "file": name,
        "format": form.value,
        "media_type": form.media_type,
        "bytes": counting.size,
        "sha256": counting.sha256,
        "what": what(asked),
        "reader": {
            "authority": officer.reader.authority,
            "function": officer.reader.function,
            "purpose": officer.reader.purpose,
        },
        "at": moment_text(now),
        "counts": {"things": gathering.tally.things, "statements": statements, "rows": rows},
        **_markings(gathering),
        "sources": [
            {
                "source": one.source.code,
                "edition": one.edition,
                "publisher": one.publisher,
                "credit": one.credit,
                "licence": one.licence,
                "invented": one.is_invented,
            }
            for one in gathering.sources()
        ],
    }
    public = keys.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    signature = keys.sign(manifest.message(told))
    return Made(
        uid=uid,
        name=name,
        form=form,
        things=gathering.tally.things,
        statements=statements,
        rows=rows,
        size=counting.size,
        sha256=counting.sha256,
        manifest=manifest.written(told, signature, public),
        left_out=gathering.left_out(),
    )


def _markings(gathering: Gathering) -> dict[str, Any]:
    """Return the markings of what leaves, by address, each with how many statements carry it; and the strictest."""
    counts = gathering.tally.statements
    held = sorted((digest(gathering.markings[mark]), mark) for mark in counts)
    strict = strictest([gathering.markings[mark] for _, mark in held], shelf.schemes())
    return {
        "highest_marking": digest(strict) if strict is not None else "",
        "markings": [
            {
                "digest": address,
                "code": badge_of(gathering.markings[mark], LANGUAGE).code,
                "statements": counts[mark],
                "marking": document_of(gathering.markings[mark]),
            }
            for address, mark in held
        ],
    }


def what(asked: Asked) -> dict[str, Any]:
    """Return what was asked for, as the manifest says it: the view, and what narrows it."""
    named = {"thing": asked.thing, "source": asked.source, "edition": asked.edition, "words": asked.words}
    told: dict[str, Any] = {"view": asked.view.value} | {key: value for key, value in named.items() if value}
    if asked.view is View.PICTURE:
        told["question"] = question_told(asked.question)
    return told


def question_told(question: Question) -> dict[str, Any]:
    """Return a question by its parts that say something."""
    parts = {name: getattr(question, name) for name in Question.__slots__}
    told = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in parts.items() if value}
    return {"measure": question.measure.value} | {name: value for name, value in told.items() if name != "own_view"}
