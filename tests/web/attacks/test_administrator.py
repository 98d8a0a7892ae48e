"""A curious administrator with the database file and the folder of heads, but without patience for the signing key."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from corridor import cli
from corridor.core.access.codes import Event
from corridor.core.access.ledger import GENESIS, Draft, Tail, extend, stored_from, written
from corridor.core.access.merkle import Frontier, leaf_hash
from corridor.core.kernel.errors import CorridorError
from corridor.web.base import keys
from corridor.web.base.ledger import queries, turn
from corridor.web.base.ledger.actions import act, record
from corridor.web.base.ledger.models import LedgerEntry, LedgerTail
from tests import cast, make, nodes

pytestmark = pytest.mark.store


def read_pages(count: int) -> None:
    by = cast.officer(cast.ANALYST_XA)
    for number in range(count):
        record(Event.PAGE_READ, by=by, now=make.NOW, about=f"page {number}")


def cut(count: int) -> None:
    """Cut entries off at the end, and make the tail agree with what is left, with the node's own code."""
    kept = LedgerEntry.objects.count() - count
    LedgerEntry.objects.filter(position__gte=kept).delete()
    frontier, last = Frontier(), GENESIS
    fields = ("position", "at", "event", "actor", "authority", "function", "purpose", "about", "detail", "hash")
    for row in LedgerEntry.objects.order_by("position").values_list(*fields):
        last = stored_from(row)[1]
        frontier = frontier.appended(leaf_hash(last))
    size, last_hash, stored = Tail(last, frontier).columns()
    LedgerTail.objects.filter(pk=1).update(size=size, last=last_hash, frontier=stored)


def forge(count: int) -> None:
    """Append innocent entries behind the node's back: chained well, with a tail that fits, without a head."""
    tail = LedgerTail.objects.get(pk=1)
    drafts = [Draft("2026-03-01T09:30:00.000000Z", "page:read", "xa.analyst", "XA-POL", "", "", "", {})] * count
    rows, end = extend(Tail.stored(tail.size, bytes(tail.last), bytes(tail.frontier)), map(written, drafts))
    fields = ("position", "at", "event", "actor", "authority", "function", "purpose", "about", "detail", "hash")
    LedgerEntry.objects.bulk_create(LedgerEntry(**dict(zip(fields, row, strict=True))) for row in rows)
    size, last, stored = end.columns()
    LedgerTail.objects.filter(pk=1).update(size=size, last=last, frontier=stored)


def is_found() -> bool:
    """Tell whether somebody is told: by a verdict, or by an act that is refused."""
    try:
        return not queries.verdict(cast.officer(cast.OVERSEER_XA)).ok
    except CorridorError:
        return True


def test_entries_cut_off_are_found(node: nodes.Node) -> None:
    read_pages(10)
    cut(4)

    assert is_found()


def test_entries_cut_off_are_found_although_the_node_went_on_and_signed_a_later_head(node: nodes.Node) -> None:
    read_pages(10)
    cut(4)
    try:
        read_pages(6)
    except CorridorError:
        return

    assert is_found()


@pytest.mark.parametrize("forged", [2, 4, 6])
def test_entries_cut_off_and_invented_anew_are_found_although_the_node_went_on(node: nodes.Node, forged: int) -> None:
    """Nobody signs the invented entries; the node's next head would, and would be written over the one that tells."""
    read_pages(10)
    cut(4)
    forge(forged)
    read_pages(6)

    assert is_found()


def test_a_ledger_written_anew_from_the_beginning_is_found_although_the_node_went_on(node: nodes.Node) -> None:
    read_pages(10)
    size = LedgerEntry.objects.count()
    cut(size)
    forge(size)
    read_pages(1)

    assert is_found()


def test_entries_cut_off_are_found_although_the_heads_were_deleted_and_the_node_went_on(node: nodes.Node) -> None:
    read_pages(10)
    cut(4)
    for path in (settings.HOME / "heads").iterdir():
        path.unlink()
    try:
        read_pages(1)
    except CorridorError:
        return

    assert is_found()


def test_verify_by_command_does_not_sign_a_head_of_what_it_is_about_to_verify(node: nodes.Node) -> None:
    read_pages(10)
    cut(4)
    for path in (settings.HOME / "heads").iterdir():
        path.unlink()
    connection.close()

    assert cli.main(["--home", str(settings.HOME), "verify", "--json"]) != 0


def test_a_deleted_current_head_is_found_while_older_ones_are_kept(node: nodes.Node, monkeypatch: object) -> None:
    from corridor.web.base.ledger import heads

    monkeypatch.setattr(heads, "KEEP_EVERY", 5)  # type: ignore[attr-defined]  # pytest's own
    overseer = cast.officer(cast.OVERSEER_XA)
    read_pages(12)
    (settings.HOME / "heads" / "desk.json").unlink()
    oldest_left = max(head.size for head in heads.kept())
    gone = LedgerEntry.objects.count() - oldest_left
    assert gone
    cut(gone)

    with contextlib.suppress(CorridorError):
        assert not queries.verdict(overseer).ok


def test_an_act_that_was_done_is_never_recorded_as_refused(node: nodes.Node, monkeypatch: object) -> None:
    """The head cannot be signed any more (its key is gone): the act has committed by then."""

    def gone(message: bytes) -> bytes:
        raise keys.KeyMissing(name="desk.ledger")

    by = cast.officer(cast.ANALYST_XA)
    before = LedgerEntry.objects.count()
    monkeypatch.setattr(keys, "sign", gone)  # type: ignore[attr-defined]  # pytest's own
    with pytest.raises(turn.Unfinished), act(Event.REPORT_FILED, by=by, now=make.NOW, about="R-1"):
        pass

    written = list(LedgerEntry.objects.filter(position__gte=before).values_list("event", flat=True))
    assert written == ["report:filed"]


def test_an_act_whose_head_could_never_be_signed_is_not_begun(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    before = LedgerEntry.objects.count()
    (settings.HOME / "keys" / "desk.ledger").unlink()
    keys._signing.cache_clear()
    keys._read.cache_clear()

    with pytest.raises(keys.KeyMissing), act(Event.REPORT_FILED, by=by, now=make.NOW, about="R-1"):
        pass

    assert LedgerEntry.objects.count() == before


def test_an_import_that_stands_is_never_called_failed(node: nodes.Node, monkeypatch: object) -> None:
    """The folder of heads cannot be written (a full disk): the publication has committed by then."""
    from corridor.web.base.ledger import heads
    from corridor.web.desk.statements import record_store
    from corridor.web.desk.statements.models import Load

    cast.grant(cast.ANALYST_XA, "import-officer", "strategic-analysis")
    by = cast.officer(cast.ANALYST_XA, function="import-officer")
    make.mapping()
    begun = make.begin(by, make.table([make.row("A")]), mapping="landings")

    def full(size: int, head_of: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(heads, "keep", full)  # type: ignore[attr-defined]  # pytest's own
    from corridor.web.desk.imports import actions as imports

    with pytest.raises(turn.Unfinished):
        imports.run(by=by, load=begun, now=make.NOW)

    load = Load.objects.get(uid=begun)
    assert LedgerEntry.objects.order_by("-position").values_list("event", flat=True)[0] == "import:published"
    assert (load.state == Load.State.PUBLISHED) == bool(record_store.standing([load.pk]))


def test_a_copy_of_the_whole_home_put_back_is_not_claimed_to_be_found(node: nodes.Node, tmp_path: Path) -> None:
    """Limits: heads can be rolled back together with the database; nothing in the home contradicts that."""
    text = (Path(__file__).parents[3] / "docs" / "explain" / "limits.md").read_text(encoding="utf-8")

    assert "Heads can be rolled back together with the database" in text
