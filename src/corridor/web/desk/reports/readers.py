"""Who will read a report: the authorities by name and the functions, decided as every page decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corridor import shelf
from corridor.core.access.codes import Permission, Zone
from corridor.core.access.records import Officer
from corridor.core.handling.codes import AUDIENCE_WIDTH, Use
from corridor.core.handling.presets import Preset, marking_from_preset
from corridor.core.handling.records import Marking, Reader
from corridor.core.handling.rules import deciding, flaws
from corridor.web.base.accounts.queries import authorities
from corridor.web.base.marks.presets import presets

AT_WORK = frozenset({"field-officer", "liaison-officer", "analyst", "investigator"})
"""The functions of an authority that report and release: a marking by default lets each of them read."""


@dataclass(frozen=True)
class ReadBy:
    """One authority and the functions in it that will be able to read; none where nobody there will."""

    code: str
    name: str
    functions: tuple[str, ...]


def offered_to(officer: Officer) -> dict[str, Preset]:
    """Return the ready markings under which an officer may file: those whose items one could read oneself.

    The narrowest come first.
    """
    own = officer.reader.authority
    found = {}
    for name, preset in presets().items():
        marking = replace(preset.template, originator=own)
        if Use.READ in deciding(officer.reader, shelf.schemes())(marking):
            found[name] = preset
    return dict(sorted(found.items(), key=lambda pair: AUDIENCE_WIDTH[pair[1].template.audience]))


def default_for(officer: Officer, offered: Mapping[str, Preset]) -> str:
    """Return the narrowest marking that lets everybody of the own authority at work read it.

    A narrower one may be chosen, and a wider one too; neither happens by itself.
    """
    own = officer.reader.authority
    shared = {}
    for name, preset in offered.items():
        reached = _functions(own, replace(preset.template, originator=own))
        if not preset.needs_recipients and set(reached) >= AT_WORK:
            shared[name] = AUDIENCE_WIDTH[preset.template.audience]
    return min(shared, key=lambda name: shared[name], default="")


def marking_asked(officer: Officer, name: str, named: Sequence[str]) -> Marking | None:
    """Return the marking that a report would have; nothing where it is none yet."""
    offered = offered_to(officer)
    if name not in offered:
        return None
    recipients = frozenset(named) if offered[name].needs_recipients else frozenset[str]()
    marking = marking_from_preset(name, officer.reader.authority, offered, recipients)
    return None if flaws(marking, shelf.schemes()) else marking


def readers_of(marking: Marking) -> tuple[ReadBy, ...]:
    """Return every authority of this node with the functions that will read items under a marking, by code."""
    return tuple(ReadBy(code, name, _functions(code, marking)) for code, name in authorities())


def _functions(authority: str, marking: Marking) -> tuple[str, ...]:
    """Return the functions of the desk that read items under a marking for one of their purposes at an authority."""
    schemes = shelf.schemes()
    return tuple(
        code
        for code, one in shelf.functions().items()
        if one.zone is Zone.DESK
        and Permission.ENTITY_READ in one.permissions
        and any(Use.READ in deciding(Reader(authority, code, purpose), schemes)(marking) for purpose in one.purposes)
    )
