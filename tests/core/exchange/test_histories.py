"""Many nodes with bad lines: whatever is cut off, lost, doubled or overtaken, they end with the same picture."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

import pytest

from corridor.core.exchange.codes import ENDS, Kind
from corridor.core.exchange.holding import NOTHING, Holding, carried_out
from corridor.core.exchange.logs import appended, confirmed, digest_of, pending, taken, unconfirmed
from corridor.core.exchange.records import Incoming, Item, Outgoing, Receipt

NODES = 20
STEPS = 600


@dataclass
class Node:
    """One node: its logs for partners, its ends of theirs, what it holds, and to whom it gave what."""

    name: str
    outgoing: dict[str, Outgoing] = field(default_factory=lambda: defaultdict(Outgoing))
    incoming: dict[str, Incoming] = field(default_factory=lambda: defaultdict(Incoming))
    holding: Holding = field(default_factory=lambda: NOTHING)
    newest: dict[str, Item] = field(default_factory=dict)
    given: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    carried: Counter[tuple[str, int]] = field(default_factory=Counter)

    def tell(self, partner: str, kind: Kind, originator: str, about: str, version: int, content: bytes) -> None:
        """Put one item into the log for a partner."""
        self.outgoing[partner] = appended(
            self.outgoing[partner], kind, originator=originator, about=about, version=version, content=content
        )

    def take(self, sender: str, item: Item) -> Receipt:
        """Carry one item out, and pass on what changes things that were passed on."""
        self.carried[sender, item.number] += 1
        before = self.holding
        self.holding, receipt = carried_out(before, item)
        if self.holding is not before:
            for partner in sorted(self.given[item.about] - {sender}):
                self.tell(partner, item.kind, item.originator, item.about, item.version, item.content)
            self.newest[item.about] = item
        return receipt


@dataclass
class World:
    """The nodes and the lines between them, from one seed."""

    random: Random
    nodes: dict[str, Node] = field(default_factory=lambda: {f"N{n}": Node(f"N{n}") for n in range(NODES)})
    own: dict[str, str] = field(default_factory=dict)
    split: frozenset[str] = frozenset()

    def act(self) -> None:
        """Let one node release, correct, recall or pass on something."""
        name = self.random.choice(sorted(self.nodes))
        node = self.nodes[name]
        mine = sorted(about for about, owner in self.own.items() if owner == name and not node.holding[about].is_ended)
        if self.random.random() < 0.4 or not mine:
            about = f"{len(self.own):032x}"
            self.own[about] = name
            self._say(node, Kind.RELEASE, about, 1, self.random.sample(sorted(self.nodes), 4))
        elif self.random.random() < 0.5:
            about = self.random.choice(mine)
            kind = self.random.choice([Kind.CORRECTION, Kind.REMARKING, *sorted(ENDS)])
            self._say(node, kind, about, node.holding[about].version + 1, ())
        elif whole := sorted(about for about in node.newest if not node.holding[about].is_ended):
            about = self.random.choice(whole)
            item, partner = node.newest[about], self.random.choice(sorted(self.nodes))
            if partner not in (name, item.originator):
                node.given[about].add(partner)
                node.tell(partner, item.kind, item.originator, about, item.version, item.content)

    def _say(self, node: Node, kind: Kind, about: str, version: int, partners: Sequence[str]) -> None:
        node.given[about] |= set(partners) - {node.name}
        content = f"version {version}".encode()
        digest = digest_of(kind, node.name, about, version, content)
        node.holding, _ = carried_out(node.holding, Item(0, kind, node.name, about, version, digest, b"", content))
        for partner in sorted(node.given[about]):
            node.tell(partner, kind, node.name, about, version, content)

    def deliver(self, sender: str, recipient: str, *, is_bad: bool) -> None:
        """Deliver what is pending over one line; a bad one loses, doubles and mixes up, and loses the answer too."""
        node, other = self.nodes[sender], self.nodes[recipient]
        if is_bad and ((sender in self.split) != (recipient in self.split)):
            return
        items = list(pending(node.outgoing[recipient], self.random.randint(1, 6) if is_bad else 1000))
        if is_bad:
            items = [item for item in items for _ in range(self.random.choice((0, 1, 1, 1, 2)))]
            if self.random.random() < 0.3:
                self.random.shuffle(items)
        took = taken(other.incoming[sender], items, lambda item: other.take(sender, item))
        other.incoming[sender] = took.end
        if not is_bad or self.random.random() < 0.7:
            node.outgoing[recipient] = confirmed(node.outgoing[recipient], took.end.receipts, took.end.have)

    def heal(self) -> None:
        """Deliver over good lines until nothing is pending anywhere."""
        while any(pending(log, 1) for node in self.nodes.values() for log in node.outgoing.values()):
            for sender, node in self.nodes.items():
                for recipient in sorted(node.outgoing):
                    self.deliver(sender, recipient, is_bad=False)


@pytest.mark.parametrize("seed", range(6))
def test_twenty_nodes_with_bad_lines_end_with_what_the_originators_said_last(seed: int) -> None:
    world = World(Random(seed))
    for _ in range(STEPS):
        world.act()
        if world.random.random() < 0.05:
            world.split = frozenset(world.random.sample(sorted(world.nodes), NODES // 2))
        for _ in range(3):
            sender, recipient = world.random.sample(sorted(world.nodes), 2)
            world.deliver(sender, recipient, is_bad=True)
    world.heal()

    for node in world.nodes.values():
        assert set(node.carried.values()) <= {1}
        assert not any(unconfirmed(log) for log in node.outgoing.values())
        for about, held in node.holding.items():
            originator = world.nodes[held.originator].holding[about]
            assert held == originator
        for about, partners in node.given.items():
            assert all(about in world.nodes[partner].holding for partner in partners)
