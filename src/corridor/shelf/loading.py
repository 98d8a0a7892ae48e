"""Opens the data files that ship with the package, and reads YAML; nothing else does."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

Document = dict[str, Any]

SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader that makes plain values only; the quick one where the machine has it."""


MISREAD = (yaml.YAMLError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""How the loader fails: with an error of its own, or with Python's on a day such as 2021-13-45 or an empty number."""


def loaded(written: str) -> Any:
    """Return what a YAML text of the package says."""
    return yaml.load(written, Loader=SAFE)  # noqa: S506  # both are safe loaders


@cache
def documents(package: str, folder: str = "") -> tuple[Document, ...]:
    """Return the YAML documents of one folder of a package, in the order of their file names."""
    place = files(package).joinpath(folder) if folder else files(package)
    names = sorted(entry.name for entry in place.iterdir() if entry.name.endswith(".yaml"))
    return tuple(loaded(place.joinpath(name).read_text("utf-8")) for name in names)


def document(package: str, name: str) -> Document:
    """Return one YAML document of a package."""
    parsed: Document = loaded(files(package).joinpath(name).read_text("utf-8"))
    return parsed


def parsed(written: str) -> object:
    """Return what a YAML text says; a text that is not YAML comes back as it is, for the reader to refuse."""
    try:
        return loaded(written)
    except MISREAD:
        return written


def typed(written: str) -> object:
    """Return what a YAML text says that an officer typed; one that repeats itself by reference is not taken apart.

    References can make a short text stand for an endless one.
    """
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(written, Loader=SAFE)):
            return written
    except MISREAD:
        return written
    return parsed(written)


def written(document: Document) -> str:
    """Return a document as YAML, its keys in their order."""
    return str(yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=120))


def text(package: str, name: str) -> str:
    """Return one text file of a package, a table for example."""
    return files(package).joinpath(name).read_text("utf-8")
