"""A node that was restored keeps its claims and their guard, and opens no step before the asylum body has looked."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from corridor.core.claims.codes import Closed, StepKind
from corridor.core.claims.errors import StepClosed
from corridor.web.protection.claims import actions, queries, steps
from corridor.web.protection.claims.models import Claim
from tests import cast, nodes
from tests.web.protection.claims.ground import file, recorded
from tests.web.running.backup import drill


def take(ref: str) -> str:
    return steps.take_step(by=cast.officer(cast.STATUS_OFFICER), ref=ref, kind=StepKind.REMOVAL, now=timezone.now())


@pytest.mark.store
def test_a_claim_after_the_backup_is_not_lost_to_a_step_and_the_guard_comes_back_too(
    node: nodes.Node, tmp_path: Path
) -> None:
    papers = drill.with_papers()
    claimed, silent = file("Orra Teslin"), file("Perin Osk")
    before = recorded(reference=claimed)
    backup = drill.backed_up(tmp_path / "backups").path
    recorded(reference=silent)
    home = tmp_path / "restored"
    database = str(home / "protection.sqlite3")

    beside = nullcontext(nodes.Node(home, database)) if drill.is_sqlite() else drill.empty_database()
    with beside as target:
        address = "" if drill.is_sqlite() else nodes.address(target)
        drill.restored(backup, papers[:2], home, database=address)
        nodes.go(nodes.Node(home, target.database))
        try:
            _look(before, silent)
        finally:
            nodes.go(node)


def _look(before: actions.Recorded, silent: str) -> None:
    assert [row.ref for row in Claim.objects.all()] == [before.receipt.ref]
    assert queries.is_genuine(Claim.objects.select_related("person").get())
    with connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("DELETE FROM claim")
    with pytest.raises(StepClosed) as refused:
        take(silent)
    assert refused.value.params["closed"] == Closed.FILE_NOT_WHOLE

    actions.review_files(by=cast.officer(cast.ASYLUM_OFFICER), now=timezone.now())

    assert take(silent)
