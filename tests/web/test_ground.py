"""The ground itself: the cast is on the node, acts commit, copies do not touch each other."""

from __future__ import annotations

import os

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from corridor.web.base.ledger import queries as ledger
from tests import cast, make, nodes


@pytest.mark.django_db
def test_everybody_of_the_cast_can_take_up_the_duty() -> None:
    officers = [cast.officer(member) for member in cast.EVERYBODY]

    assert all(officer.reader_class for officer in officers)


@pytest.mark.django_db
def test_somebody_signed_in_reaches_a_page_and_a_stranger_the_sign_in() -> None:
    known, stranger = cast.client(cast.ANALYST_XA), Client()

    answers = known.get("/purpose/"), stranger.get("/purpose/")

    assert answers[0].status_code == 200
    assert answers[1].status_code == 302


@pytest.mark.store
def test_acts_on_a_node_commit_and_are_in_the_ledger(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)

    make.file(by, make.incident(dead="7"))

    assert make.picture(by).low == 7
    assert ledger.verdict(cast.officer(cast.OVERSEER_XA)).ok


@pytest.mark.store
@pytest.mark.django_db
def test_runs_that_go_on_at_once_on_one_server_have_databases_of_their_own() -> None:
    name = str(nodes.here().database)

    assert connection.vendor == "sqlite" or (settings.ZONE in name and str(os.getpid()) in name)


@pytest.mark.store
def test_a_node_starts_without_what_another_test_filed(node: nodes.Node) -> None:
    assert make.picture(cast.officer(cast.ANALYST_XA)).things == 0


@pytest.mark.store
def test_an_import_is_read_by_a_mapping_of_the_node(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)

    loaded = make.load(by, make.table([make.row("A", 3), make.row("B", 4)]), mapping=make.mapping())

    assert (loaded.accepted, loaded.rejected) == (2, 0)
    assert make.picture(by).low == 7
