"""The nouns of handling: marking, reader, decision and evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from corridor.core.handling.codes import Audience, Refusal, Use


class SchemeCode(NamedTuple):
    """One handling code as the originator wrote it: scheme, version, code and its parameters."""

    scheme: str
    version: str
    code: str
    params: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marking:
    """Who owns an information item, who may have it, for what, and for how long.

    A marking never changes: another rule is another marking. `functions` empty admits any function; `purposes` empty
    admits nobody, since an item without a purpose cannot be released. `uses` binds everyone; the handling codes bind
    everyone but the originator, who may always read its own items in the functions and for the purposes admitted.
    """

    originator: str
    audience: Audience
    recipients: frozenset[str]
    functions: frozenset[str]
    purposes: frozenset[str]
    handling: tuple[SchemeCode, ...]
    uses: Use
    clearance: int
    compartments: frozenset[str]
    retention: str


@dataclass(frozen=True, slots=True)
class Reader:
    """An authority in one function, for one stated purpose; never a person.

    An empty `authority` stands for anyone and is admitted by public markings alone. Whoever `is_printing` puts on paper
    all that is shown, so that a use counts only where printing is allowed too.
    """

    authority: str
    function: str
    purpose: str
    clearance: int = 0
    compartments: frozenset[str] = frozenset()
    is_printing: bool = False


class Decision(NamedTuple):
    """Whether a use is allowed, and every reason why not."""

    allowed: bool
    reasons: frozenset[Refusal]


@dataclass(frozen=True, slots=True)
class Grade:
    """The evaluation of a source and of its information on the scales of one scheme; None is "not evaluated"."""

    scheme: str
    source: str | None = None
    information: str | None = None
