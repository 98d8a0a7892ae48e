"""Acts and refusals are in the ledger; whoever tampers with it is named by position."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from corridor import cli
from corridor.core.access.codes import Event
from corridor.core.access.ledger import GENESIS, Fault, Tail, Verdict, entry_bytes, link, stored_from
from corridor.core.access.merkle import Frontier, leaf_hash
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base.ledger import chain, heads, queries
from corridor.web.base.ledger.actions import act, record
from corridor.web.base.ledger.heads import HeadInvalid, HeadMissing
from corridor.web.base.ledger.models import LedgerEntry, LedgerTail
from corridor.web.base.marks.models import Mark
from tests import cast, make, nodes

pytestmark = pytest.mark.store


def verdict() -> Verdict:
    return queries.verdict(cast.officer(cast.OVERSEER_XA))


def sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def busy(node: nodes.Node) -> Officer:
    """A node whose ledger tells of ten page reads after its founding; the officer who read."""
    by = cast.officer(cast.ANALYST_XA)
    cast.officer(cast.OVERSEER_XA)
    for number in range(10):
        record(Event.PAGE_READ, by=by, now=make.NOW, about=f"page {number}")
    return by


def test_an_act_and_its_entry_commit_together(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)

    with act(Event.REPORT_FILED, by=by, now=make.NOW, about="R-1", drafts=2):
        Mark.objects.create(digest="a", document={}, added_at=make.NOW)

    entry = LedgerEntry.objects.order_by("position").last()
    assert entry is not None
    assert (entry.event, entry.actor, entry.about) == ("report:filed", "xa.analyst", "R-1")
    assert (entry.authority, entry.function, entry.purpose) == ("XA-POL", "analyst", "operational-analysis")


def test_a_refusal_is_recorded_although_its_act_rolls_back(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)

    with pytest.raises(NotFound), act(Event.REPORT_FILED, by=by, now=make.NOW, about="R-1"):
        Mark.objects.create(digest="refused", document={}, added_at=make.NOW)
        raise NotFound(kind="report")

    entry = LedgerEntry.objects.order_by("position").last()
    assert entry is not None
    assert (entry.event, entry.about) == ("act:refused", "R-1")
    assert json.loads(entry.detail) == {"act": "report:filed", "code": "kernel.E01"}
    assert not Mark.objects.filter(digest="refused").exists()


def test_a_fault_leaves_neither_act_nor_entry(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    before = LedgerEntry.objects.count()

    with pytest.raises(ZeroDivisionError), act(Event.REPORT_FILED, by=by, now=make.NOW):
        Mark.objects.create(digest="faulty", document={}, added_at=make.NOW)
        raise ZeroDivisionError

    assert LedgerEntry.objects.count() == before
    assert not Mark.objects.filter(digest="faulty").exists()


def test_notes_of_an_act_stand_before_its_entry(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)

    with act(Event.JUDGEMENT_MADE, by=by, now=make.NOW) as doing:
        doing.note(Event.MARKING_ADDED)

    events = list(LedgerEntry.objects.order_by("-position").values_list("event", flat=True)[:2])
    assert events == ["judgement:made", "marking:added"]


def test_the_head_is_kept_outside_the_database_after_each_act(busy: Officer) -> None:
    newest = heads.kept()[-1]

    assert newest.size == LedgerEntry.objects.count()
    assert (heads.folder() / "desk.json").stat().st_mode & 0o777 in (0o600, 0o644)


def test_an_untouched_ledger_is_whole(busy: Officer) -> None:
    assert verdict().ok


def test_only_who_oversees_may_ask_for_the_verdict(busy: Officer) -> None:
    with pytest.raises(NotPermitted):
        queries.verdict(busy)


@pytest.mark.parametrize("column", ["actor", "about", "at", "detail", "event"])
def test_a_changed_entry_is_named_by_its_position(busy: Officer, column: str) -> None:
    sql(f"UPDATE ledger_entry SET {column} = %s WHERE position = 6", '{"a":1}' if column == "detail" else "other")

    found = verdict()

    assert (found.ok, found.position, found.reason) == (False, 6, Fault.CHANGED)


def test_a_deleted_entry_is_named_by_its_position(busy: Officer) -> None:
    sql("DELETE FROM ledger_entry WHERE position = 7")

    found = verdict()

    assert (found.ok, found.position, found.reason) == (False, 7, Fault.MISSING)


def test_an_inserted_entry_is_named_by_its_position(busy: Officer) -> None:
    count = LedgerEntry.objects.count()
    for position in range(count - 1, 5, -1):
        sql("UPDATE ledger_entry SET position = %s WHERE position = %s", position + 1, position)
    fields = "at, event, actor, authority, function, purpose, about, detail, hash"
    sql(f"INSERT INTO ledger_entry (position, {fields}) SELECT 6, {fields} FROM ledger_entry WHERE position = 3")

    found = verdict()

    assert (found.ok, found.position, found.reason) == (False, 6, Fault.INSERTED)


def test_entries_cut_off_at_the_end_contradict_the_kept_head(busy: Officer) -> None:
    count = LedgerEntry.objects.count()
    sql("DELETE FROM ledger_entry WHERE position >= %s", count - 2)

    found = verdict()

    assert (found.ok, found.position, found.reason) == (False, count - 2, Fault.TRUNCATED)


def test_entries_cut_off_together_with_the_tail_contradict_the_kept_head(busy: Officer) -> None:
    tail = sql("SELECT size, last, frontier FROM ledger_tail WHERE id = 1")[0]
    record(Event.PAGE_READ, by=busy, now=make.NOW)
    sql("DELETE FROM ledger_entry WHERE position >= %s", tail[0])
    sql("UPDATE ledger_tail SET size = %s, last = %s, frontier = %s WHERE id = 1", *tail)

    found = verdict()

    assert (found.ok, found.reason) == (False, Fault.TRUNCATED)
    record(Event.PAGE_READ, by=busy, now=make.NOW, about="written over")
    assert not verdict().ok


def test_a_forged_head_is_an_error_and_not_a_gap(busy: Officer) -> None:
    path = heads.folder() / "desk.json"
    kept = json.loads(path.read_text())
    path.write_text(json.dumps({**kept, "signature": "00" * 64}))

    with pytest.raises(HeadInvalid):
        verdict()


def test_a_ledger_without_its_heads_is_not_continued(busy: Officer) -> None:
    for path in heads.folder().iterdir():
        path.unlink()
    before = LedgerEntry.objects.count()

    with pytest.raises(HeadMissing):
        record(Event.PAGE_READ, by=busy, now=make.NOW)
    with pytest.raises(HeadMissing):
        verdict()
    assert LedgerEntry.objects.count() == before


def test_a_head_without_its_seam_is_continued(busy: Officer) -> None:
    """Somebody restored the signed heads alone."""
    (heads.folder() / "desk.lock").unlink()
    newest = heads.kept()[-1]
    assert heads.seam() == (newest.size, newest.last)

    record(Event.PAGE_READ, by=busy, now=make.NOW)

    assert verdict().ok
    assert len(heads.kept()) == 1


def test_entries_whose_head_was_never_kept_are_continued(busy: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ended between the commit and the signing of the head, or another one has just committed."""
    with monkeypatch.context() as patched:
        patched.setattr(heads, "keep", lambda size, head_of: None)
        record(Event.PAGE_READ, by=busy, now=make.NOW)

    record(Event.PAGE_READ, by=busy, now=make.NOW)

    assert verdict().ok
    assert len(heads.kept()) == 1


def test_entries_of_several_threads_form_one_chain(node: nodes.Node) -> None:
    import threading

    by = cast.officer(cast.ANALYST_XA)
    before = LedgerEntry.objects.count()

    def read() -> None:
        try:
            for _ in range(10):
                record(Event.PAGE_READ, by=by, now=make.NOW)
        finally:
            connection.close()

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert LedgerEntry.objects.count() == before + 30
    assert verdict().ok


# --- the command ---------------------------------------------------------------------------------------------------


def run(node: nodes.Node, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = cli.main(["--home", str(node.home), *arguments, "--json"])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, answer


def test_verify_ends_with_0_when_the_ledger_is_whole(
    busy: Officer, node: nodes.Node, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = run(node, capsys, "verify")

    assert (code, answer["ok"]) == (0, True)


@pytest.mark.parametrize(
    "tampering",
    [
        ("UPDATE ledger_entry SET actor = 'other' WHERE position = 6",),
        ("DELETE FROM ledger_entry WHERE position = 6",),
    ],
)
def test_verify_names_the_position_of_what_was_tampered_with(
    busy: Officer, node: nodes.Node, capsys: pytest.CaptureFixture[str], tampering: Sequence[str]
) -> None:
    for statement in tampering:
        sql(statement)

    code, answer = run(node, capsys, "verify")

    assert (code, answer["ok"], answer["position"]) == (1, False, 6)


def test_verify_ends_with_1_when_the_last_entries_are_cut_off(
    busy: Officer, node: nodes.Node, capsys: pytest.CaptureFixture[str]
) -> None:
    sql("DELETE FROM ledger_entry WHERE position >= (SELECT MAX(position) - 2 FROM ledger_entry)")

    code, answer = run(node, capsys, "verify")

    assert (code, answer["ok"]) == (1, False)


def test_verify_refuses_somebody_who_does_not_oversee(
    busy: Officer, node: nodes.Node, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = run(node, capsys, "verify", "--as", "xa.analyst")

    assert (code, answer["error"]["code"]) == (1, "kernel.E02")


def test_a_folder_without_a_node_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["--home", str(tmp_path / "nothing"), "verify", "--json"])

    assert code == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "node.E03"


def test_the_tail_in_the_database_is_the_one_that_its_entries_lead_to(busy: Officer) -> None:
    frontier, last = Frontier(), GENESIS
    for row in LedgerEntry.objects.order_by("position").values_list(*FIELDS):
        entry, stored = stored_from(row)
        last = link(last, entry_bytes(entry))
        assert stored == last
        frontier = frontier.appended(leaf_hash(last))

    tail = LedgerTail.objects.get(pk=1)

    assert (tail.size, bytes(tail.last), bytes(tail.frontier)) == Tail(last, frontier).columns()


def test_several_entries_of_one_act_stand_in_their_order(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)

    with act(Event.REPORT_FILED, by=by, now=make.NOW, about="R-1") as doing:
        doing.note(Event.MARKING_ADDED, about="first")
        doing.note(Event.SOURCE_ADDED, about="second")

    about = LedgerEntry.objects.order_by("position").values_list("about", flat=True)
    assert list(about)[-3:] == ["first", "second", "R-1"]
    assert verdict().ok


def test_who_waited_for_others_keeps_the_newest_head_for_all_of_them(busy: Officer, monkeypatch: Any) -> None:
    early = tail()
    monkeypatch.setattr(heads, "keep", lambda size, head_of: None)
    record(Event.PAGE_READ, by=busy, now=make.NOW, about="not kept yet")
    record(Event.PAGE_READ, by=busy, now=make.NOW, about="nor this one")

    head = chain.newest(early, "2030-01-01T00:00:00.000000Z")

    assert head.size == early.size + 2
    assert head.last == bytes(LedgerTail.objects.get(pk=1).last)


def test_a_head_is_never_made_of_a_ledger_that_does_not_continue_ones_own(busy: Officer) -> None:
    own = tail()._replace(last=b"\x01" * 32)
    record(Event.PAGE_READ, by=busy, now=make.NOW, about="another history")

    assert chain.newest(own, "2030-01-01T00:00:00.000000Z") == own.head("2030-01-01T00:00:00.000000Z")


def test_four_writers_that_write_at_once_leave_one_whole_ledger_and_its_newest_head(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    before = LedgerEntry.objects.count()

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(lambda number: _read_ten_pages(by, number), range(4)))

    assert LedgerEntry.objects.count() == before + 40
    assert heads.kept()[-1].size == before + 40
    assert verdict().ok


def tail() -> Tail:
    stored = LedgerTail.objects.get(pk=1)
    return Tail.stored(stored.size, bytes(stored.last), bytes(stored.frontier))


def _read_ten_pages(by: Officer, writer: int) -> None:
    for number in range(10):
        record(Event.PAGE_READ, by=by, now=make.NOW, about=f"{writer}/{number}")
    connection.close()


FIELDS = ("position", "at", "event", "actor", "authority", "function", "purpose", "about", "detail", "hash")
