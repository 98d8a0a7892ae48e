"""Exporting: the file is made first, then the ledger is told, and only then is anything handed out."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.exports.codes import Format, View
from corridor.core.exports.errors import NothingExportable, ViewEmpty
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import CorridorError
from corridor.web.base import identity, keys
from corridor.web.base.ledger.actions import act, record
from corridor.web.desk.exports import making, queries
from corridor.web.desk.exports.queries import LOOKED_AT, Asked, Gathering
from corridor.web.desk.statements import walking
from corridor.web.desk.statements.shown import shown_in_bulk, shown_of


class FileNotWritable(CorridorError):
    """The file of an export cannot be written where it was asked for."""

    code = "exports.E05"
    template = "the export cannot be written there"
    hint = "Name a folder that exists and that this account may write to."


def look(*, by: Officer, asked: Asked, now: datetime) -> tuple[Gathering, bool]:
    """Return what the first things of an export would hold, and whether that is all of it; the look is recorded."""
    gathering = Gathering(by, asked)
    with walking.still():
        items = gathering.items(queries.found_for(by, asked))
        is_complete = sum(1 for _ in islice(items, LOOKED_AT + 1)) <= LOOKED_AT
    record(Event.PAGE_READ, by=by, now=now, about="export", asked=keys.digest_text(str(making.what(asked))))
    return gathering, is_complete


@contextmanager
def _made(by: Officer, asked: Asked, form: Format, path: Path, name: str, now: datetime) -> Iterator[making.Made]:
    """Make an export at a path and record it; who uses it afterwards uses what the ledger knows of.

    Raises:
        NothingExportable: What may be read of it may not be exported.
        ViewEmpty: There is nothing in it.
    """
    uid = identity.uid()
    gathering = Gathering(by, asked)
    with walking.still(), path.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        items = gathering.items(queries.found_for(by, asked))
        made = making.make(by, asked, gathering, items, form=form, file=file, name=name, uid=uid, now=now)
        file.flush()
        os.fsync(file.fileno())
    with act(
        Event.ITEM_EXPORTED,
        by=by,
        now=now,
        about=asked.thing or uid,
        export=uid,
        view=asked.view.value,
        format=form.value,
        asked=keys.digest_text(str(making.what(asked))),
        things=made.things,
        statements=made.statements,
        digest=made.sha256,
        **_notes(by, asked, gathering),
    ):
        check_anything(gathering)
    yield made


def _notes(by: Officer, asked: Asked, gathering: Gathering) -> dict[str, object]:
    """Return what the entry of an export notes for the originators: of one thing, or by marking alone."""
    if asked.view is View.THING:
        return shown_of(by, asked.thing, use=Use.EXPORT)
    return shown_in_bulk(by, gathering.tally.statements)


def check_anything(gathering: Gathering) -> None:
    """Refuse an export in which nothing is left, with every reason.

    Raises:
        NothingExportable: What may be read may not be exported.
        ViewEmpty: There was nothing to read.
    """
    tally = gathering.tally
    if tally.things:
        return
    if tally.is_empty:
        raise ViewEmpty
    left_out = gathering.left_out()
    raise NothingExportable(refusals=", ".join(sorted(map(str, (*left_out.reasons, *left_out.kept_back)))))


def left_out_told(made: making.Made) -> dict[str, object]:
    """Return what of all that the officer may read was left out, in codes: how much, and why."""
    return {
        "things": made.left_out.things,
        "statements": made.left_out.statements,
        "reasons": {str(reason): count for reason, count in sorted(made.left_out.reasons.items())},
        "kept_back": {str(safeguard): count for safeguard, count in sorted(made.left_out.kept_back.items())},
    }


def name_of(asked: Asked, form: Format, now: datetime) -> str:
    """Return a name for an export's file: what it is and of which day, and nothing of its content."""
    return f"corridor-{asked.view}-{now.date().isoformat()}.{form.ending}"


def export_to(*, by: Officer, asked: Asked, form: Format, path: Path, now: datetime) -> making.Made:
    """Write an export to a file of the officer's choice, and its manifest beside it.

    Raises:
        FileNotWritable: The folder is not there or cannot be written to.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _made(by, asked, form, part, path.name, now) as made:
            path.with_name(made.manifest_name).write_text(made.manifest, encoding="utf-8")
            part.replace(path)
    except OSError as failed:
        raise FileNotWritable from failed
    finally:
        part.unlink(missing_ok=True)
    return made


def export_archive(*, by: Officer, asked: Asked, form: Format, now: datetime) -> tuple[making.Made, IO[bytes]]:
    """Return an export as an archive of its file and its manifest, open for reading and gone when it is closed."""
    with making.scratch() as folder:
        content, packed = folder / "content", folder / "archive"
        with _made(by, asked, form, content, name_of(asked, form, now), now) as made:
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                with content.open("rb") as source, archive.open(_entry(made.name, now), "w") as target:
                    shutil.copyfileobj(source, target)
                archive.writestr(_entry(made.manifest_name, now), made.manifest)
            return made, packed.open("rb")


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    """Return an entry of an archive under the moment of the export, so that equal exports are equal byte for byte."""
    entry = zipfile.ZipInfo(name, date_time=(now.year, now.month, now.day, now.hour, now.minute, now.second))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
