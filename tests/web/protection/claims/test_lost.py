"""A claim that got lost opens nothing: an older database put in the place of the newer one, a backup restored."""

from __future__ import annotations

import shutil
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.claims.codes import ActKind, Closed, Particulars, StepKind, StepState
from corridor.core.claims.errors import StepClosed
from corridor.web.protection.claims import actions, queries, steps
from corridor.web.protection.claims.models import Claim
from corridor.web.protection.vault.models import DataKey
from tests import cast, nodes
from tests.web.protection.claims.ground import entries, file, moved, recorded, wish


def test_an_older_database_in_the_place_of_the_newer_one_opens_no_step(node: nodes.Node, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only a file is put back by hand")
    ref = file()
    _put_aside(node, tmp_path)
    recorded(reference=ref)
    _put_back(node, tmp_path)

    person = queries.file_for(cast.officer(cast.STATUS_OFFICER), ref)

    assert not Claim.objects.exists()
    assert not queries.file_of(person).is_whole
    for _ in range(2):
        with pytest.raises(StepClosed) as refused:
            steps.take_step(by=cast.officer(cast.STATUS_OFFICER), ref=ref, kind=StepKind.REMOVAL, now=timezone.now())
    assert refused.value.params["closed"] == Closed.FILE_NOT_WHOLE


def _put_aside(node: nodes.Node, folder: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copy(node.database, folder / "older")


def _put_back(node: nodes.Node, folder: Path) -> None:
    connection.close()
    for tail in ("-wal", "-shm"):
        Path(node.database + tail).unlink(missing_ok=True)
    shutil.copy(folder / "older", node.database)


def test_particulars_that_an_older_database_brings_back_are_not_shown_and_are_erased_again(
    node: nodes.Node, tmp_path: Path
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only a file is put back by hand")
    ref = recorded(place="north pier").receipt.ref
    moved(ref, ActKind.ACKNOWLEDGED)
    _put_aside(node, tmp_path)
    moved(ref, ActKind.ERASURE_ASKED)
    by = cast.officer(cast.ASYLUM_OFFICER)
    erasing = actions.Move(ActKind.PARTICULARS_ERASED)
    actions.decide(by=replace(by, handle="as.colleague"), ref=ref, move=erasing, now=timezone.now())
    _put_back(node, tmp_path)

    assert DataKey.objects.filter(of__contains=ref).exists()
    assert queries.said_in(queries.claim_for(by, ref)) == queries.Said(Particulars.ERASED, {})
    assert [actions.erase_again(now=timezone.now()) for _ in range(2)] == [1, 0]
    assert not DataKey.objects.filter(of__contains=ref).exists()
    assert [entry.about for entry in entries(Event.CLAIM_PARTICULARS_ERASED)] == [ref]


@pytest.mark.store
def test_acts_that_really_commit_leave_a_ledger_that_the_file_agrees_with(node: nodes.Node) -> None:
    ref = file()
    recorded()

    assert steps.take_step(by=cast.officer(cast.STATUS_OFFICER), ref=ref, kind=StepKind.REMOVAL, now=timezone.now())
    with pytest.raises(StepClosed):
        recorded(reference=ref)
        steps.take_step(by=cast.officer(cast.STATUS_OFFICER), ref=ref, kind=StepKind.REMOVAL, now=timezone.now())


@pytest.mark.store
def test_a_claim_and_a_step_at_the_same_moment_never_leave_the_step_under_way(node: nodes.Node) -> None:
    status, volunteer = cast.officer(cast.STATUS_OFFICER), cast.officer(cast.VOLUNTEER)
    for number in range(4):
        ref = file(f"Somebody Number{number}")
        start = threading.Barrier(2)

        def take(ref: str = ref, start: threading.Barrier = start) -> None:
            start.wait()
            try:
                with suppress(StepClosed):
                    steps.take_step(by=status, ref=ref, kind=StepKind.REMOVAL, now=timezone.now())
            finally:
                connection.close()

        def claim(ref: str = ref, start: threading.Barrier = start) -> None:
            start.wait()
            try:
                actions.record_claim(by=volunteer, wish=wish(reference=ref), now=timezone.now())
            finally:
                connection.close()

        both = [threading.Thread(target=take), threading.Thread(target=claim)]
        for one in both:
            one.start()
        for one in both:
            one.join()

        person = queries.file_for(status, ref)
        assert queries.file_of(person).claims
        assert all(step.state is StepState.HALTED for step in queries.steps_of([person.pk]))
