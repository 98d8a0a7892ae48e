"""A write takes its turn and never begins inside another."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.db import connection

from corridor.core.access.codes import Event
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.models import Mark
from tests import cast, make, nodes

pytestmark = pytest.mark.store


def test_a_write_inside_a_write_is_refused(node: nodes.Node) -> None:
    with turn.write(), pytest.raises(RuntimeError, match="inside another write"), turn.write():
        pass


def test_an_act_inside_an_act_is_refused(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)

    with pytest.raises(RuntimeError, match="inside another write"), act(Event.REPORT_FILED, by=by, now=make.NOW):
        make.file(by)


def test_after_a_refused_write_the_next_one_is_free(node: nodes.Node) -> None:
    with pytest.raises(ZeroDivisionError), turn.write():
        raise ZeroDivisionError

    with turn.write():
        pass


def test_writes_of_several_threads_follow_each_other(node: nodes.Node) -> None:
    inside, most = 0, 0

    def write(number: int) -> None:
        nonlocal inside, most
        try:
            for step in range(5):
                with turn.write():
                    inside += 1
                    most = max(most, inside)
                    Mark.objects.create(digest=f"{number}-{step}", document={}, added_at=make.NOW)
                    inside -= 1
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Mark.objects.count() == 20
    assert most == 1 or connection.vendor == "postgresql"


def test_the_turn_is_kept_in_the_home_of_the_node(node: nodes.Node) -> None:
    with turn.write():
        pass

    assert (Path(node.home) / "desk.turn").exists() == (connection.vendor == "sqlite")
