"""One peer review over three nodes: XA hosts the forum, XC reviews XB, and XB has the first word on what is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import permutations
from pathlib import Path

import pytest
from django.utils import timezone

from corridor.core.commitments.levels import Level
from corridor.core.progress.codes import Proof, Standing, Status
from corridor.core.progress.records import Evidence, Said
from corridor.core.reviews.codes import Say
from corridor.web.base.ledger import turn as turns
from corridor.web.base.zone import zone
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.progress import actions as progress
from corridor.web.desk.progress import queries as entries
from corridor.web.desk.progress.actions import Writing
from corridor.web.desk.reviews import actions, queries, telling
from tests import cast, exchanging, nodes
from tests.exchanging import at
from tests.nodes import Node
from tests.web.desk.reviews.rooms import ITEM, PERIOD, approved, opened, opened_forum, say, turn

Nodes = dict[str, Node]
CODES = ("XA-POL", "XB-BRD", "XC-POL")


@pytest.fixture
def three(django_db_setup: None, django_db_blocker: object, tmp_path: Path) -> Iterator[Nodes]:
    """Make three nodes that know each other, each for one authority; one stands at that of XA-POL."""
    with django_db_blocker.unblock(), ExitStack() as stack:  # type: ignore[attr-defined]  # private type
        first = stack.enter_context(nodes.visiting(tmp_path / "first"))
        found = {CODES[0]: first}
        for code in CODES[1:]:
            found[code] = nodes.copy(first, tmp_path / code)
            stack.callback(nodes.drop, found[code])
        stack.callback(nodes.go, first)
        for code, node in found.items():
            with at(node):
                exchanging._become(code)
        for here, there in permutations(found, 2):
            with at(found[there]):
                told = exchanging._told()
            with at(found[here]), turns.write():
                exchanging._accept(*told)
        yield found


def settle(three: Nodes) -> None:
    """Look after the reviews of every node, and carry letters until nobody has anything new for anybody."""
    for _ in range(6):
        items = 0
        for sender, receiver in permutations(three, 2):
            with at(three[sender]):
                telling.resend(timezone.now())
                letter = lines.written(receiver, (), now=timezone.now())
            with at(three[receiver]):
                now = timezone.now()
                answer = lines.answer_to(lines.take_letter(letter, taking=zone().taking, now=now), now=now)
            with at(three[sender]):
                items += len(lines.take_letter(answer, taking=zone().taking, now=timezone.now()).items)
        if not items:
            return


def seen(member: cast.Member, review: str) -> list[Say]:
    known = queries.review_for(cast.officer(member), review, today=timezone.now().date())
    return sorted(one.say for one in known.known.turns)


def report_of_xb(forum: str) -> None:
    evidence = Evidence("e1", Proof.LAW, "Act 12 of 2026 (invented)", "Gazette of XB 2026/12", Level.FORUM)
    said = Said(ITEM, Status.UNDER_WAY, responsible="Ministry (invented)", actions="A bill.", evidence=(evidence,))
    now = timezone.now()
    row = progress.write(
        by=cast.officer(cast.RAPPORTEUR_XB), writing=Writing(said, PERIOD, Level.FORUM, (forum,)), now=now
    )
    progress.submit(by=cast.officer(cast.RAPPORTEUR_XB), about=row.about, now=now)
    progress.approve(by=cast.officer(cast.FOCAL_XB), about=row.about, now=now)


@pytest.mark.store
def test_a_review_runs_over_three_nodes_to_a_finding_with_its_reply(three: Nodes) -> None:
    xa, xb, xc = (three[code] for code in CODES)
    forum = opened_forum(*CODES, now=timezone.now())
    settle(three)
    with at(xb):
        report_of_xb(forum)
    review = opened(forum, near="XC-POL", far="", now=timezone.now())
    settle(three)

    with at(xc):
        (entry,) = entries.entries_for(cast.officer(cast.RAPPORTEUR_XC), subjects=["XB"], items=[ITEM])
        assert entry.standing is Standing.EVIDENCED
        question = say(cast.RAPPORTEUR_XC, review, turn(Say.QUESTION), now=timezone.now())
    settle(three)
    with at(xb):
        approved(review, turn(Say.ANSWER, to=question), now=timezone.now())
    settle(three)
    with at(xc):
        assert seen(cast.RAPPORTEUR_XC, review) == [Say.ANSWER, Say.QUESTION]
        finding = say(cast.RAPPORTEUR_XC, review, turn(Say.FINDING), now=timezone.now())
    settle(three)

    assert seen(cast.RAPPORTEUR_XA, review) == []
    with at(xb):
        assert Say.FINDING in seen(cast.RAPPORTEUR_XB, review)
        approved(review, turn(Say.REPLY, to=finding), now=timezone.now())
    settle(three)
    assert seen(cast.RAPPORTEUR_XA, review) == [Say.FINDING, Say.REPLY]

    with at(xc):
        actions.close(by=cast.officer(cast.RAPPORTEUR_XC), uid=review, now=timezone.now())
    settle(three)
    for node, member in ((xa, cast.RAPPORTEUR_XA), (xb, cast.RAPPORTEUR_XB), (xc, cast.RAPPORTEUR_XC)):
        with at(node):
            known = queries.review_for(cast.officer(member), review, today=timezone.now().date())
            assert (known.known.is_closed, known.missing) == (True, 0)
