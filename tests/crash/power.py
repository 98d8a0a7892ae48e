"""A power cut, after the fact: what was never brought to the disk is taken back, some of it and not all.

Reads the notes of the watcher. Of each file, the writes since its last sync are undone, and a random part of them is
done again, page by page, as a disk does that was interrupted. Of each folder, names made, moved or removed since its
last sync are undone from the last one backwards, a random number of them: file systems keep their order.
"""

from __future__ import annotations

import os
import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

_NOTE = struct.Struct("<c7xQQQQII")
PAGE = 4096


class Note(NamedTuple):
    """One write, or one change of a name, or one sync."""

    kind: str
    path: str
    other: str
    at: int
    size_before: int
    old: bytes
    new: bytes


@dataclass
class _Names:
    """What happened to names in one folder since it was synced."""

    changes: list[Note] = field(default_factory=list)


def notes_in(journal: Path) -> Iterator[Note]:
    """Read the notes; one that was being written when the process died tells of a write that was not begun."""
    content = journal.read_bytes()
    place = 0
    while place + _NOTE.size <= len(content):
        kind, at, size_before, old, new, path, other = _NOTE.unpack_from(content, place)
        place += _NOTE.size
        end = place + path + other + old + new
        if end > len(content):
            return
        parts = []
        for length in (path, other, old, new):
            parts.append(content[place : place + length])
            place += length
        yield Note(kind.decode(), os.fsdecode(parts[0]), os.fsdecode(parts[1]), at, size_before, parts[2], parts[3])


def cut(journal: Path, chance: random.Random) -> int:
    """Take back what was not synced; return how many writes and names were."""
    written: dict[int, list[Note]] = {}
    names: dict[str, _Names] = {}
    file_at: dict[str, int] = {}
    place_of: dict[int, str] = {}

    def file(path: str) -> int:
        if path not in file_at:
            file_at[path] = len(place_of)
            place_of[file_at[path]] = path
        return file_at[path]

    for note in notes_in(journal):
        if note.kind in "WT":
            written.setdefault(file(note.path), []).append(note)
        elif note.kind == "S":
            written.pop(file(note.path), None)
        elif note.kind == "D":
            names.pop(note.path, None)
        else:
            names.setdefault(str(Path(note.path).parent), _Names()).changes.append(note)
            if note.kind in "RU":
                _follow(note, file_at, place_of)
    lost = sum(_undo_writes(Path(place_of[one]), notes, chance) for one, notes in written.items())
    return lost + sum(_undo_names(folder.changes, chance) for folder in names.values())


def _follow(note: Note, file_at: dict[str, int], place_of: dict[int, str]) -> None:
    """Follow a file to where its name went."""
    target, _, aside = note.other.partition("\n") if note.kind == "R" else ("", "", note.other)
    if note.kind == "R" and target in file_at and aside:
        place_of[file_at.pop(target)] = aside
    if note.path in file_at:
        one = file_at.pop(note.path)
        place_of[one] = target or aside
        if target:
            file_at[target] = one


def _undo_writes(path: Path, notes: list[Note], chance: random.Random) -> int:
    if not path.exists():
        return 0
    with path.open("r+b") as file:
        for note in reversed(notes):
            file.truncate(note.size_before)
            file.seek(note.at)
            file.write(note.old)
        kept = chance.choice((0.0, 0.5, 0.9))
        lost = 0
        for note in notes:
            if note.kind == "T":
                if chance.random() < kept:
                    file.truncate(note.at)
                else:
                    lost += 1
                continue
            for start in range(0, len(note.new), PAGE):
                if chance.random() < kept:
                    file.seek(note.at + start)
                    file.write(note.new[start : start + PAGE])
                else:
                    lost += 1
    return lost


def _undo_names(changes: list[Note], chance: random.Random) -> int:
    count = chance.randint(0, len(changes))
    for note in reversed(changes[len(changes) - count :]):
        path = Path(note.path)
        if note.kind == "C":
            path.unlink(missing_ok=True)
        elif note.kind == "M":
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
        elif note.kind == "U":
            Path(note.other).replace(path)
        else:
            target, _, aside = note.other.partition("\n")
            if Path(target).exists():
                Path(target).replace(path)
            if aside:
                Path(aside).replace(target)
    return count
