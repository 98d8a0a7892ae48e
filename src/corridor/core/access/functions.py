"""Functions: in which an officer acts, what each may do, and for which purposes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corridor.core.access.codes import CONTENT_PERMISSIONS, Permission, Zone
from corridor.core.access.errors import FunctionsInvalid, FunctionUnknown, PurposeNotOfFunction
from corridor.core.handling.records import Reader
from corridor.core.handling.scheme import Labels, Schemes


@dataclass(frozen=True, slots=True)
class Function:
    """One function with its labels, the permissions it carries and the purposes it may act for."""

    code: str
    labels: Labels
    meaning: Labels
    permissions: frozenset[Permission]
    purposes: tuple[str, ...]
    zone: Zone


def functions_from(document: Mapping[str, object], schemes: Schemes) -> dict[str, Function]:
    """Return the functions by code, in the order of the file.

    Labels and purposes were checked when the same file was read with the schemes; the permissions are checked here: a
    function that acts for no purpose with content carries no permission that touches content.

    Raises:
        FunctionsInvalid: A permission or the zone is not known, or would show content to a function without content.
    """
    functions = {}
    terms = document["terms"]
    if not isinstance(terms, Mapping) or terms.keys() != schemes.functions.keys():
        raise FunctionsInvalid(where="terms", why="the schemes were loaded with other functions")
    for code, fields in terms.items():
        permissions = frozenset(_permissions(code, fields.get("permissions", ())))
        purposes = tuple(fields["purposes"])
        if permissions & CONTENT_PERMISSIONS and not any((code, purpose) in schemes.duties for purpose in purposes):
            raise FunctionsInvalid(where=code, why="a function without content carries a permission that shows it")
        term = schemes.functions[code]
        functions[code] = Function(code, term.labels, term.meaning, permissions, purposes, _zone(code, fields))
    return functions


def _zone(code: str, fields: Mapping[str, object]) -> Zone:
    if (written := fields.get("zone")) not in list(Zone):
        raise FunctionsInvalid(where=code, why="the zone is not desk, protection or any")
    return Zone(str(written))


def _permissions(code: str, written: Iterable[str]) -> Iterable[Permission]:
    for permission in written:
        if permission not in list(Permission):
            raise FunctionsInvalid(where=code, why=f"permission {permission} is not known")
        yield Permission(permission)


def reader_for(
    functions: Mapping[str, Function],
    *,
    authority: str,
    function: str,
    purpose: str,
    clearance: int = 0,
    compartments: frozenset[str] = frozenset(),
) -> Reader:
    """Return the reader that an authority is in a function and for a purpose, where the function may act for it.

    Raises:
        FunctionUnknown: There is no such function.
        PurposeNotOfFunction: The function may not act for the purpose.
    """
    if (known := functions.get(function)) is None:
        raise FunctionUnknown(known=", ".join(functions))
    if purpose not in known.purposes:
        raise PurposeNotOfFunction(function=function)
    return Reader(authority, function, purpose, clearance, compartments)
