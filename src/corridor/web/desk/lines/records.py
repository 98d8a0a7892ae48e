"""The nouns of lines: what an authority wants to say to a partner, and what came from one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from corridor.core.exchange.codes import Kind, Urgency
from corridor.core.exchange.records import Content, Item
from corridor.web.base.ledger.actions import Act

NO_MARKING = "0" * 64
"""Stands where what is said carries no marking: nothing of it is an information item."""

SAID_BY_THE_NODE = frozenset({Kind.CARD, Kind.HEAD})
"""What the node says of itself, signed by its own key."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What an authority of this node says to a partner; `body` is what the kind of item asks for.

    The fields mean what those of `core.exchange.records.Content` mean.
    """

    kind: Kind
    originator: str
    about: str
    version: int
    body: Mapping[str, Any]
    marking: str = NO_MARKING
    purpose: str = "exchange"
    legal_basis: str = "none"
    retention: str = "none"
    until: str = ""
    thread: str = ""
    urgency: Urgency = Urgency.ROUTINE


class Arrived(NamedTuple):
    """One item of a partner's log whose signature held: from which node, what it says, and as it was signed.

    `is_first` says that nothing was known of what it is about.
    """

    partner: str
    item: Item
    content: Content
    is_first: bool = False

    @property
    def number(self) -> int:
        """The number in the partner's log."""
        return self.item.number


Take = Callable[..., None]
"""Carries out one item: `take(came, doing=doing)`; it saves everything or raises and saves nothing."""


class Taking(Protocol):
    """Finds who carries out a kind of item."""

    def __call__(self, kind: Kind) -> Take | None:
        """Return who does, or nothing."""
        ...


__all__ = ["NO_MARKING", "SAID_BY_THE_NODE", "Act", "Arrived", "Saying", "Take", "Taking"]
