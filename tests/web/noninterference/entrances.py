"""Every entrance of the node, taken from the routes and the commands, and what each is asked in the comparison.

A page added later is found by itself. Until its parameters have a supplier and its samples are declared here, the tests
of this folder fail and name it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from corridor import cli
from corridor.core.imports.codes import Restoration, Withdrawal


@dataclass(frozen=True)
class Known:
    """What somebody who knew every reference of a world could ask for, hidden ones included."""

    things: tuple[str, ...]
    loads: tuple[str, ...]
    uploads: tuple[str, ...]
    datasets: tuple[str, ...]
    sources: tuple[str, ...]
    contents: tuple[bytes, ...]

    def reference(self, names: str) -> tuple[str, ...]:
        """Return the values of one kind of reference, those of another kind and an invented one among them."""
        values: tuple[str, ...] = getattr(self, names)
        other = self.loads if names != "loads" else self.things
        return (*values, *other[:1], INVENTED)


INVENTED = "f" * 32


@dataclass(frozen=True)
class Form:
    """What is sent to a page that acts."""

    fields: dict[str, Any] = field(default_factory=dict)
    query: str = ""


Samples = Callable[[Known], Sequence[str]]
Forms = Callable[[Known], Sequence[Form]]


def no_query(known: Known) -> Sequence[str]:
    """Ask without a query."""
    return ("",)


@dataclass(frozen=True)
class Asked:
    """What a route is asked: the supplier of each parameter, the queries, and the forms where it acts."""

    parameters: dict[str, str] = field(default_factory=dict)
    queries: Samples = no_query
    forms: Forms | None = None
    reads: bool = True


@dataclass(frozen=True)
class Route:
    """One address pattern of the node."""

    name: str
    pattern: str
    parameters: tuple[str, ...]


def routes() -> list[Route]:
    """Return every route of the resolver."""
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, before: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            further = (part.namespace,) if part.namespace else ()
            yield from _walk(part, before + str(part.pattern), spaces + further)
        elif isinstance(part, URLPattern):
            yield Route(
                name=":".join((*spaces, part.name or str(part.pattern))),
                pattern=before + str(part.pattern),
                parameters=tuple(part.pattern.converters),
            )


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return every command of the parser."""
    parser = cli._parser()
    action = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


def _picture(known: Known) -> Sequence[str]:
    return (
        "",
        "measure=incidents",
        "measure=people&since=2021-03&until=2021-12",
        "measure=detections",
        "kind=shipwreck&country=XA",
        "place=zephyr&measure=incidents",
        "route=Northern%20crossing",
        *(f"source={code}&measure=incidents" for code in known.sources[:3]),
        *(f"edition={uid}" for uid in (*known.datasets[-2:], INVENTED)),
    )


def _map(known: Known) -> Sequence[str]:
    return "", "measure=incidents", "kind=shipwreck&country=XA", "place=zephyr"


def _words(known: Known) -> Sequence[str]:
    return "", "words=ashmar", "words=zephyr", "words=a"


def _filled(known: Known) -> Sequence[Form]:
    return (Form({"files": [*known.contents[:3]]}), Form({"files": []}))


def _nothing(known: Known) -> Sequence[Form]:
    return (Form(),)


def _reasons(known: Known) -> Sequence[Form]:
    return (
        Form({"reason": "nonsense"}),
        Form({"reason": next(iter(Withdrawal))}),
        Form({"reason": next(iter(Restoration))}),
    )


ROUTES: dict[str, Asked] = {
    "account_login": Asked(),
    "account_logout": Asked(),
    "account_reauthenticate": Asked(),
    "account_inactive": Asked(),
    "account_change_password": Asked(),
    "mfa_index": Asked(),
    "mfa_authenticate": Asked(),
    "mfa_reauthenticate": Asked(),
    "mfa_activate_totp": Asked(),
    "mfa_deactivate_totp": Asked(),
    "mfa_view_recovery_codes": Asked(),
    "mfa_generate_recovery_codes": Asked(),
    "mfa_download_recovery_codes": Asked(),
    "set_language": Asked(),
    "base:purpose": Asked(queries=lambda known: ("", f"next=/things/{known.things[0]}/")),
    "base:ledger": Asked(),
    "desk:picture": Asked(queries=_picture),
    "desk:picture-map": Asked(queries=_map),
    "desk:thing": Asked({"uid": "things"}),
    "desk:thing-print": Asked({"uid": "things"}),
    "desk:thing-export": Asked({"uid": "things"}),
    "desk:thing-map": Asked({"uid": "things"}),
    "desk:find": Asked(queries=_words),
    "desk:imports": Asked(queries=lambda known: ("", "page=2")),
    "desk:import-new": Asked(forms=_filled),
    "desk:import-preview": Asked({"uids": "uploads"}, queries=lambda known: ("marking=partners",)),
    "desk:import-run": Asked({"uids": "uploads"}, forms=_nothing, reads=False),
    "desk:import-discard": Asked({"uids": "uploads"}, forms=_nothing, reads=False),
    "desk:import": Asked({"uid": "loads"}),
    "desk:import-progress": Asked({"uid": "loads"}),
    "desk:import-cancel": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:import-undo": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:import-redo": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:import-rejects": Asked({"uid": "loads"}),
    "desk:sources": Asked(),
    "desk:source": Asked({"code": "sources"}),
    "desk:source-withdraw": Asked({"code": "sources"}, forms=_reasons, reads=False),
    "desk:source-restore": Asked({"code": "sources"}, forms=_reasons, reads=False),
}

Arguments = Callable[[Known], Sequence[Sequence[str]]]


def _pictures(known: Known) -> Sequence[Sequence[str]]:
    return (
        ("--measure", "incidents"),
        ("--kind", "shipwreck", "--since", "2021-03"),
        ("--source", known.sources[-1]),
    )


def _loads(known: Known) -> Sequence[Sequence[str]]:
    return [(uid,) for uid in known.reference("loads")]


FILES = "file-0", "file-1", "file-2"
"""The files that a world's contents are written to before the commands run."""

COMMANDS: dict[str, Arguments | None] = {
    "picture": _pictures,
    "verify": lambda known: ((),),
    "undo": _loads,
    "redo": _loads,
    "import": lambda known: [
        (name, "--mapping", "landings-part", "--released", "2023-05-01", "--marking", marking)
        for name, marking in zip(FILES, ("public", "own-authority", "partners"), strict=True)
    ],
    "officer": lambda known: (("new.officer", "--name", "New", "--duty", "analyst:nonsense"),),
    "init": lambda known: (("--authority", "XB-BRD", "--country", "XB", "--kind", "police", "--name", "Other"),),
    "demo": None,
    "serve": None,
}
"""None: fills an empty home, or serves the routes above; neither answers about the rows of a world."""
