"""Writes of the wizard: keep a layout for the own authority, or stop using it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.imports.errors import MappingInvalid, MappingProblem
from corridor.core.imports.guarding import LONGEST_TEXT
from corridor.core.kernel.text import storable
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.actions import intern
from corridor.web.desk.imports import queries as imports
from corridor.web.desk.imports.mappings import mappings, own_mappings
from corridor.web.desk.imports.models import OwnMapping
from corridor.web.desk.imports.wizard import queries
from corridor.web.desk.imports.wizard.errors import NameTaken


def save_mapping(*, by: Officer, written: str, now: datetime, of: str = "") -> OwnMapping:
    """Keep a mapping, written in YAML, for the officer's authority; the node counts its versions.

    Its marking is the one under which its tables are kept: whoever may not see these sees no layout either.

    Args:
        of: The name of the layout of which this is a new version; empty for a new one.
    Raises:
        MappingInvalid: Anything is wrong with it, or it reads a column about people.
        NameTaken: Another mapping that this officer may use has the name.
        UseRefused: The officer could not read what would be stored under this marking.
    """
    check_permission(by, Permission.MAPPING_WRITE)
    document = _document(written)
    mapping = queries.checked(document)
    earlier = [row for row in own_mappings(by, whole_history=True) if row.name == mapping.name]
    standing = bool(earlier) and not earlier[0].is_removed
    if mapping.name in mappings().usable or (standing and of != mapping.name):
        raise NameTaken(mapping=mapping.name)
    marking = imports.marking_chosen(by, mapping.marking, (by.reader.authority,))
    version = earlier[0].version + 1 if earlier else 1
    uid = identity.uid()
    with act(Event.MAPPING_SAVED, by=by, now=now, about=uid, mapping=mapping.name, version=version):
        return OwnMapping.objects.create(
            uid=uid,
            authority=by.reader.authority,
            name=mapping.name,
            version=version,
            written=_numbered(written, document, version),
            mark=intern(marking, now),
            saved_by=by.handle,
            saved_at=now,
        )


def _document(written: str) -> Mapping[str, Any]:
    if len(written) > LONGEST_TEXT:
        problem = MappingProblem("", f"is longer than {LONGEST_TEXT} characters", "Keep what the table needs")
        raise MappingInvalid(mapping="?", problems=[problem])
    document = shelf.typed(written)
    if not isinstance(document, dict):
        problem = MappingProblem("", "is not a list of keys in YAML", "Begin with mapping: name; use no references")
        raise MappingInvalid(mapping="?", problems=[problem])
    return document


def _numbered(written: str, document: Mapping[str, Any], version: int) -> str:
    """Return the text with the number of its version; a person's own text and comments stay where it is right."""
    if document.get("version") == version:
        return storable(written)
    return shelf.written({**document, "version": version})


def remove_mapping(*, by: Officer, uid: str, now: datetime) -> str:
    """Stop recognising files by a layout; return its name. Its versions stay, to tell how files were read."""
    found = queries.kept(by, uid)
    with act(Event.MAPPING_REMOVED, by=by, now=now, about=uid, mapping=found.row.name):
        OwnMapping.objects.filter(pk__in=[row.pk for row in found.versions]).update(is_removed=True)
    return found.row.name
