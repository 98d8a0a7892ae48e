"""A forum over four nodes: three States report from their own, the centre sees all, and what is own stays at home."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import permutations

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.commitments.levels import Level
from corridor.core.forums.codes import Template
from corridor.core.progress.codes import Proof, Status
from corridor.core.progress.records import Evidence, Said
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.base.doors.models import Door
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.zone import zone
from corridor.web.desk.forums import actions as forums
from corridor.web.desk.lines import carrying
from corridor.web.desk.lines import queries as lines
from corridor.web.desk.lines.models import Posted
from corridor.web.desk.progress import actions as progress
from corridor.web.desk.progress import queries as entries
from corridor.web.desk.progress.actions import Writing
from tests import cast, exchanging, nodes
from tests.exchanging import at
from tests.nodes import Node
from tests.stories.test_exchange import served

CENTRE, XA, XB, XC = "INT-JSC", "XA-POL", "XB-BRD", "XC-POL"
HOST = cast.Member("int.rapporteur", "Ansa Verrin", CENTRE, "rapporteur", "strategic-analysis")
FOCAL_XC = cast.Member("xc.focal", "Arlo Dunmeer", XC, "focal-point", "strategic-analysis")
ITEM, PERIOD = "ga-2023-prevention-01", "2026-H1"
SHARED = Evidence("e1", Proof.LAW, "Lantern decree (invented)", "Gazette of XB 2026/12", Level.FORUM)
OWN = Evidence("e2", Proof.CASE, "Zephyrine file (invented)", "Quillmark drawer 7", Level.OWN, is_told=True)
OWN_WORDS = b"Zephyrine", b"Quillmark"
"""Words of evidence that stays with its authority; the second is not even told to exist."""


@dataclass(frozen=True)
class Route:
    """Four nodes that know each other, each served by a process of its own."""

    at: dict[str, Node]

    def settle(self) -> None:
        """Let every node exchange letters with every other, over the loopback, until nothing waits anywhere."""
        for _ in range(4):
            waiting = 0
            for node in self.at.values():
                with at(node):
                    for door in lines.partners():
                        assert carrying.exchange_with(door, taking=zone().taking, now=timezone.now())
                    waiting += Posted.objects.filter(outcome="").count()
            if not waiting:
                return
        raise AssertionError("not everything was confirmed")


@pytest.fixture(scope="module")
def route(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Route]:
    folder = tmp_path_factory.mktemp("forum")
    with django_db_blocker.unblock(), ExitStack() as stack:  # type: ignore[attr-defined]  # private type
        first = stack.enter_context(nodes.visiting(folder / "first"))
        _add_centre()
        found = {XA: first}
        for code in (XB, XC, CENTRE):
            found[code] = nodes.copy(first, folder / code)
            stack.callback(nodes.drop, found[code])
        stack.callback(nodes.go, first)
        told = {}
        for code, node in found.items():
            with at(node):
                exchanging._become(code)
                told[code] = exchanging._told()
        ports = {code: stack.enter_context(served(node)) for code, node in found.items()}
        for here, there in permutations(found, 2):
            for row in told[there]:
                row.pk = None  # the same rows go to several nodes, each of which counts its own
            with at(found[here]), turn.write():
                exchanging._accept(*told[there])
                Door.objects.filter(code=there).update(origin=f"http://127.0.0.1:{ports[there]}")
        yield Route(found)


def _add_centre() -> None:
    """Add the centre and two officers to the cast of the first node, from which the others are copied."""
    with act(Event.OFFICER_ADDED, by=cast.service(), now=timezone.now(), about="story"):
        accounts.add_authority(code=CENTRE, name="Joint Smuggling Centre (invented)", country="XC", kind="joint-centre")
        for member in (HOST, FOCAL_XC):
            accounts.add_officer(
                handle=member.handle,
                display_name=member.name,
                authority=people.authority_of(member.authority),
                duties=[(member.function, member.purpose)],
                password=cast.PASSWORD,
            )


def reports(author: cast.Member, approver: cast.Member, forum: str, *evidence: Evidence, about: str = "") -> str:
    """Let two officers of one authority report a half-year at their own node; return the name of the entry."""
    now = timezone.now()
    said = Said(ITEM, Status.UNDER_WAY, (), "Ministry (invented)", "A bill was brought in.", evidence=evidence)
    writing = Writing(said, PERIOD, Level.FORUM, (forum,))
    row = progress.write(by=cast.officer(author), writing=writing, about=about, now=now)
    progress.submit(by=cast.officer(author), about=row.about, now=now)
    progress.approve(by=cast.officer(approver), about=row.about, now=now)
    return row.about


def seen(member: cast.Member) -> dict[str, tuple[str, int]]:
    """Return what somebody sees of each State: how it stands, and of how much hidden evidence is told."""
    found = entries.entries_for(cast.officer(member), items=[ITEM])
    return {one.row.subject: (one.standing.value, one.told) for one in found}


def holds(node: Node, word: bytes) -> list[str]:
    """Return the files of a node, its database and logs among them, in which a word stands, plain or in base64."""
    files = [(str(path), path.read_bytes()) for path in node.home.rglob("*") if path.is_file()]
    return sorted(name for name, content in files if any(one in content for one in written(word)))


def written(word: bytes) -> list[bytes]:
    """Return a word as it stands in plain text, and in base64 wherever it begins there."""
    shifted = [urlsafe_b64encode(b"\0" * shift + word)[4 if shift else 0 : -4] for shift in range(3)]
    return [word, *shifted]


def test_three_states_report_from_their_own_nodes_and_what_is_own_never_leaves(route: Route) -> None:
    with at(route.at[CENTRE]):
        by = cast.officer(HOST)
        name = "Route forum of XA, XB and XC (invented)"
        forum = forums.open_space(
            by=by, name=name, instruments=["ga-2023"], template=Template.ROMA_LYON, now=timezone.now()
        )
        for member in (XA, XB, XC):
            forums.add_member(by=by, uid=forum, authority=member, now=timezone.now())
    route.settle()
    with at(route.at[XB]):
        about = reports(cast.RAPPORTEUR_XB, cast.FOCAL_XB, forum, SHARED, OWN)
    with at(route.at[XA]):
        reports(cast.RAPPORTEUR_XA, cast.FOCAL_XA, forum)
    with at(route.at[XC]):
        reports(cast.RAPPORTEUR_XC, FOCAL_XC, forum)
    route.settle()

    expected = {"XA": ("claimed", 0), "XB": ("evidenced", 1), "XC": ("claimed", 0)}
    for code, reader in ((CENTRE, HOST), (XA, cast.RAPPORTEUR_XA), (XC, cast.RAPPORTEUR_XC)):
        with at(route.at[code]):
            assert seen(reader) == expected
            assert (holds(route.at[code], OWN_WORDS[0]), holds(route.at[code], OWN_WORDS[1])) == ([], [])
    with at(route.at[XB]):
        assert seen(cast.RAPPORTEUR_XB)["XB"] == ("evidenced", 0)
    assert all(holds(route.at[XB], word) for word in OWN_WORDS)
    assert len(holds(route.at[XA], b"Lantern decree")) >= 1
    _who_leaves_gets_nothing_later(route, forum, about)


def _who_leaves_gets_nothing_later(route: Route, forum: str, about: str) -> None:
    with at(route.at[CENTRE]):
        forums.end_member(by=cast.officer(HOST), uid=forum, authority=XC, now=timezone.now())
    route.settle()
    later = Evidence("e1", Proof.LAW, "Marigold act (invented)", "Gazette of XB 2026/40", Level.FORUM)
    with at(route.at[XB]):
        reports(cast.RAPPORTEUR_XB, cast.FOCAL_XB, forum, later, about=about)
    route.settle()

    assert holds(route.at[XA], b"Marigold")
    assert holds(route.at[XC], b"Marigold") == []
