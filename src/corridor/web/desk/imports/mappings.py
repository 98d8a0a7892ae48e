"""The mappings of the node: those that ship with it, and those kept in its home, which go first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from corridor import shelf
from corridor.core.imports.errors import MappingInvalid, MappingProblem
from corridor.core.imports.language import mapping_from
from corridor.core.imports.records import ImportMapping


@dataclass(frozen=True)
class Mappings:
    """The mappings by name, and by file name what is wrong with those in the home that cannot be used."""

    usable: Mapping[str, ImportMapping]
    broken: Mapping[str, MappingInvalid]

    def refusal_of(self, name: str) -> MappingInvalid | None:
        """Return what is wrong with the mapping of this name, or of the file of this name, if it is broken."""
        named = (refused for file, refused in self.broken.items() if name in (_name(refused), Path(file).stem))
        return next(named, None)


def mappings() -> Mappings:
    """Return the mappings of the node; a broken one stops nobody who reads by another.

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
