"""The mappings that a reader may use: those that ship with the node, those kept in its home, and the authority's own.

The later go before the earlier. What another authority of the node described for its tables does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.imports.errors import MappingInvalid, MappingProblem
from corridor.core.imports.language import mapping_from
from corridor.core.imports.records import ImportMapping
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.imports.models import OwnMapping


@dataclass(frozen=True)
class Mappings:
    """The mappings by name, and by file name what is wrong with those in the home that cannot be used."""

    usable: Mapping[str, ImportMapping]
    broken: Mapping[str, MappingInvalid]

    def refusal_of(self, name: str) -> MappingInvalid | None:
        """Return what is wrong with the mapping of this name, or of the file of this name, if it is broken."""
        named = (refused for file, refused in self.broken.items() if name in (_name(refused), Path(file).stem))
        return next(named, None)


def mappings_for(officer: Officer) -> Mappings:
    """Return the mappings by which this officer may have a file read, those of the own authority first."""
    of_node = mappings()
    usable, broken = dict(of_node.usable), dict(of_node.broken)
    for row in own_mappings(officer):
        try:
            usable[row.name] = parsed(row.written)
        except MappingInvalid as refused:
            # The schemata have moved on since it was saved.
            broken[f"{row.name}.yaml"] = refused
            usable.pop(row.name, None)
    return Mappings(usable, broken)


def own_mappings(officer: Officer, *, whole_history: bool = False) -> list[OwnMapping]:
    """Return the mappings of the officer's authority that this reader may see, by name: the newest version of each.

    Args:
        whole_history: Return every version, the newest first, removed ones included.
    """
    own = OwnMapping.objects.filter(authority=officer.reader.authority)
    seen = visible_marks(officer.reader_class, own.values_list("mark", flat=True).distinct())
    rows = sorted(own.filter(mark__in=seen), key=lambda row: (row.name, -row.version, -row.pk))
    if whole_history:
        return rows
    newest: dict[str, OwnMapping] = {}
    for row in rows:
        newest.setdefault(row.name, row)
    return [row for row in newest.values() if not row.is_removed]


def parsed(written: str) -> ImportMapping:
    """Return the mapping that a text in YAML describes.

    Raises:
        MappingInvalid: Anything is wrong with it.
    """
    return mapping_from(shelf.typed(written), shelf.registry(), shelf.schemes())


def mappings() -> Mappings:
    """Return the mappings of the whole node; a broken one stops nobody who reads by another.

    Where a broken mapping bears the name of one that ships with the node, neither is used: whoever replaced it did not
    want the other.
    """
    usable = dict(shelf.mappings())
    own: dict[str, ImportMapping] = {}
    broken: dict[str, MappingInvalid] = {}
    for path in sorted((settings.HOME / "mappings").glob("*.yaml")):
        try:
            mapping = mapping_from(shelf.parsed(_text(path)), shelf.registry(), shelf.schemes())
        except MappingInvalid as refused:
            broken[path.name] = refused
            usable.pop(_name(refused), None)
        else:
            own[mapping.name] = mapping
    return Mappings({**usable, **own}, broken)


def _text(path: Path) -> str:
    """Return what a file of the home says.

    Raises:
        MappingInvalid: It cannot be read, or is not text in UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        wrong = MappingProblem("", "the file is not text in UTF-8", "Save it as UTF-8")
    except OSError:
        wrong = MappingProblem("", "the file cannot be read", "Let the account of the node read it")
    raise MappingInvalid(mapping="?", problems=[wrong])


def _name(refused: MappingInvalid) -> str:
    return str(refused.params["mapping"])
