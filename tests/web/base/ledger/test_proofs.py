"""Heads that are kept elsewhere, proofs that others can check, and verification from a kept head on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from corridor import cli
from corridor.core.access.codes import Event
from corridor.core.access.errors import PositionOutOfRange
from corridor.core.access.ledger import (
    Consistency,
    Fault,
    SignedHead,
    head_document,
    holds,
    link,
    proof_document,
    signed_head_from,
    stored_from,
)
from corridor.core.access.ledger import entry_bytes as entry_bytes_of
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotPermitted
from corridor.web.base.ledger import checking, heads, proofs, queries
from corridor.web.base.ledger.actions import record
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.ledger.proofs import HeadForeign, LedgerContradicted, Standing
from tests import cast, make, nodes

pytestmark = pytest.mark.store

FIELDS = ("position", "at", "event", "actor", "authority", "function", "purpose", "about", "detail", "hash")
WHERE: dict[str, Any] = {"zone": "desk", "authority": "XA-POL"}


def sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def read_pages(by: Officer, pages: int) -> None:
    for number in range(pages):
        record(Event.PAGE_READ, by=by, now=make.NOW, about=f"page {number}")


@pytest.fixture
def overseer(node: nodes.Node) -> Officer:
    """The overseer of a node on which somebody has read ten pages."""
    by = cast.officer(cast.ANALYST_XA)
    overseer = cast.officer(cast.OVERSEER_XA)
    read_pages(by, 10)
    return overseer


@pytest.fixture
def outside(overseer: Officer) -> SignedHead:
    """A head that somebody keeps elsewhere, of a ledger that went on for five entries."""
    kept = signed_head_from(head_document(proofs.newest_head(), **WHERE))
    read_pages(cast.officer(cast.ANALYST_XA), 5)
    return kept


def test_every_entry_has_a_proof_that_a_stranger_can_check_without_seeing_it(overseer: Officer) -> None:
    fingerprint = proofs.own_fingerprint()
    size = LedgerEntry.objects.count()

    for position in (0, 1, size // 2, size - 1):
        document = proof_document(proofs.inclusion_for(overseer, position), **WHERE)

        assert checking.check(document, fingerprint=fingerprint).doubts == ()
        for content in ("xa.analyst", "page 3", "page:read"):
            assert content not in document


def test_who_holds_the_text_of_an_entry_sees_that_it_is_this_one(overseer: Officer) -> None:
    row = LedgerEntry.objects.order_by("position").values_list(*FIELDS)[7]
    entry, _ = stored_from(row)

    proof = proofs.inclusion_for(overseer, 7)

    assert link(proof.previous, entry_bytes_of(entry)) == proof.link
    assert link(proof.previous, entry_bytes_of(entry._replace(actor="somebody"))) != proof.link


def test_nothing_is_proved_of_an_entry_that_is_not_there(overseer: Officer) -> None:
    for position in (-1, LedgerEntry.objects.count()):
        with pytest.raises(PositionOutOfRange):
            proofs.inclusion_for(overseer, position)


def test_nothing_is_proved_from_entries_that_contradict_the_head(overseer: Officer) -> None:
    sql("UPDATE ledger_entry SET hash = %s WHERE position = 4", bytes(32))

    with pytest.raises(LedgerContradicted):
        proofs.inclusion_for(overseer, 7)


@pytest.mark.parametrize("ask", [proofs.heads_for, lambda by: proofs.inclusion_for(by, 1)])
def test_only_who_oversees_is_given_heads_and_proofs(overseer: Officer, ask: Any) -> None:
    with pytest.raises(NotPermitted):
        ask(cast.officer(cast.ANALYST_XA))


def test_a_ledger_that_only_grew_continues_a_head_kept_elsewhere(overseer: Officer, outside: SignedHead) -> None:
    found = proofs.compared_with(overseer, outside)

    assert found.standing is Standing.CONTINUES
    assert isinstance(found.proof, Consistency)
    assert holds(found.proof)
    document = proof_document(found.proof, **WHERE)
    assert checking.check(document, fingerprint=proofs.own_fingerprint()).doubts == ()


def test_a_head_that_another_key_signed_is_refused(overseer: Officer, outside: SignedHead) -> None:
    with pytest.raises(HeadForeign):
        proofs.compared_with(overseer, outside._replace(signature=bytes(64)))
    forged = outside._replace(written=outside.written.replace(b'"size":', b'"size":1'))
    with pytest.raises(HeadForeign):
        proofs.compared_with(overseer, forged)


def _keep(node: nodes.Node, folder: Path) -> None:
    """Keep a copy of the database's entries and of the heads, as somebody would who means to come back to them."""
    shutil.copytree(heads.folder(), folder / "heads")
    sql("CREATE TABLE kept_entry AS SELECT * FROM ledger_entry")
    sql("CREATE TABLE kept_tail AS SELECT * FROM ledger_tail")


def _come_back(node: nodes.Node, folder: Path) -> None:
    sql("DELETE FROM ledger_entry")
    sql("INSERT INTO ledger_entry SELECT * FROM kept_entry")
    sql("DELETE FROM ledger_tail")
    sql("INSERT INTO ledger_tail SELECT * FROM kept_tail")
    shutil.rmtree(heads.folder())
    shutil.copytree(folder / "heads", heads.folder())


def test_a_database_brought_back_together_with_its_heads_is_seen_by_a_head_kept_elsewhere(
    overseer: Officer, node: nodes.Node, tmp_path: Path
) -> None:
    _keep(node, tmp_path)
    before = LedgerEntry.objects.count()
    read_pages(cast.officer(cast.ANALYST_XA), 5)
    outside = proofs.newest_head()

    _come_back(node, tmp_path)

    assert queries.verdict(overseer).ok  # Nothing inside the node can tell.
    found = proofs.compared_with(overseer, outside)
    assert found.standing is Standing.CUT_BACK
    assert found.verdict is not None
    assert (found.verdict.position, found.verdict.reason) == (before, Fault.TRUNCATED)


def test_a_ledger_brought_back_and_written_on_contradicts_a_head_kept_elsewhere(
    overseer: Officer, node: nodes.Node, tmp_path: Path
) -> None:
    _keep(node, tmp_path)
    before = LedgerEntry.objects.count()
    read_pages(cast.officer(cast.ANALYST_XA), 5)
    outside = proofs.newest_head()
    _come_back(node, tmp_path)
    for number in range(9):
        record(Event.PAGE_READ, by=cast.officer(cast.ANALYST_XA), now=make.NOW, about=f"another story {number}")

    found = proofs.compared_with(overseer, outside)

    assert queries.verdict(overseer).ok
    assert found.standing is Standing.CONTRADICTS
    assert found.verdict is not None
    assert found.verdict.reason is Fault.REWRITTEN
    assert (found.verdict.position or 0) <= before
    assert found.verdict.until == outside.head.size


# --- from a head on ------------------------------------------------------------------------------------------------


def run(node: nodes.Node, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = cli.main(["--home", str(node.home), *arguments, "--json"])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, answer


@pytest.fixture
def head_file(outside: SignedHead, tmp_path: Path) -> Path:
    path = tmp_path / "head.json"
    path.write_text(head_document(outside, **WHERE))
    return path


def test_verify_since_a_head_is_whole_when_nothing_happened(
    node: nodes.Node, head_file: Path, outside: SignedHead, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = run(node, capsys, "verify", "--since", str(head_file))

    assert (code, answer["ok"]) == (0, True)
    assert (answer["since"], answer["continues"]) == (outside.head.size, True)
    assert answer["entries"] == LedgerEntry.objects.count() - 1  # Verifying is an act too.


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("harm", ["UPDATE ledger_entry SET hash = actor WHERE", "DELETE FROM ledger_entry WHERE"])
def test_verify_since_names_the_exact_position_on_either_side_of_the_joint(
    node: nodes.Node,
    head_file: Path,
    outside: SignedHead,
    capsys: pytest.CaptureFixture[str],
    before: bool,
    harm: str,
) -> None:
    position = 5 if before else outside.head.size + 2
    harm = harm.replace("= actor", "= hash || hash" if connection.vendor == "postgresql" else "= x'00'")
    sql(f"{harm} position = {position}")

    code, answer = run(node, capsys, "verify", "--since", str(head_file))

    assert (code, answer["ok"], answer["position"]) == (1, False, position)
    assert answer["continues"] is not before


def test_verify_since_a_position_or_day_begins_at_the_last_head_kept_before(
    node: nodes.Node, head_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newest = max(head.size for head in heads.kept())

    _, by_position = run(node, capsys, "verify", "--since", str(newest + 10))
    _, early = run(node, capsys, "verify", "--since", "1")
    _, by_day = run(node, capsys, "verify", "--since", "2999-01-01")
    _, very_early = run(node, capsys, "verify", "--since", "1999-01-01")

    assert by_position["since"] >= newest
    assert (early["ok"], early["since"]) == (True, 0)
    assert by_day["since"] > newest
    assert (very_early["ok"], very_early["since"]) == (True, 0)


@pytest.mark.parametrize("asked", ["nonsense", "-1", "2030-13", "9" * 40])
def test_verify_since_anything_else_is_refused(
    node: nodes.Node, overseer: Officer, capsys: pytest.CaptureFixture[str], asked: str
) -> None:
    code, answer = run(node, capsys, "verify", f"--since={asked}")

    assert (code, answer["error"]["code"]) == (1, "ledger.E05")


def test_verify_since_a_file_that_is_no_head_of_this_node_is_refused(
    node: nodes.Node, head_file: Path, outside: SignedHead, capsys: pytest.CaptureFixture[str]
) -> None:
    head_file.write_text("{}")
    assert run(node, capsys, "verify", "--since", str(head_file))[1]["error"]["code"] == "access.E07"
    head_file.write_text(head_document(outside._replace(signature=bytes(64)), **WHERE))
    assert run(node, capsys, "verify", "--since", str(head_file))[1]["error"]["code"] == "ledger.E03"


# --- proofs on the command line, with and without a node -----------------------------------------------------------


def test_a_proof_is_checked_where_there_is_no_node(
    overseer: Officer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "proof.json"
    path.write_text(proof_document(proofs.inclusion_for(overseer, 3), **WHERE))
    stranger = ["--home", str(tmp_path / "nowhere"), "verify", "--proof", str(path), "--json"]

    known = cli.main([*stranger, "--key", proofs.own_fingerprint()]), json.loads(capsys.readouterr().out)
    unknown = cli.main(stranger), json.loads(capsys.readouterr().out)

    assert (known[0], known[1]["ok"], known[1]["position"]) == (0, True, 3)
    assert (unknown[0], unknown[1]["doubts"]) == (1, ["key-unknown"])


def test_a_node_checks_a_proof_under_its_own_key(
    overseer: Officer, node: nodes.Node, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "proof.json"
    path.write_text(proof_document(proofs.inclusion_for(overseer, 3), **WHERE))

    code, answer = run(node, capsys, "verify", "--proof", str(path))

    assert (code, answer["ok"]) == (0, True)


@pytest.mark.parametrize(
    ("field", "value", "doubt"),
    [("position", 4, "path-wrong"), ("link", "11" * 32, "path-wrong"), ("public_key", "22" * 32, "signature-wrong")],
)
def test_a_proof_that_was_changed_is_not_to_be_trusted(
    overseer: Officer,
    node: nodes.Node,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    field: str,
    value: object,
    doubt: str,
) -> None:
    path = tmp_path / "proof.json"
    fields = json.loads(proof_document(proofs.inclusion_for(overseer, 3), **WHERE))
    path.write_text(json.dumps({**fields, field: value}))

    code, answer = run(node, capsys, "verify", "--proof", str(path))

    assert code == 1
    assert doubt in answer["doubts"]


def test_a_ledger_is_verified_part_by_part_as_it_is_at_once(overseer: Officer) -> None:
    from corridor.core.access.ledger import Tail

    tail, parts = Tail.empty(), 0
    while not (done := queries.part(overseer, since=tail, entries=4)).is_last:
        assert done.verdict.ok
        tail, parts = done.tail, parts + 1

    assert parts > 2
    assert done.verdict == queries.verdict(overseer)


@pytest.mark.parametrize("position", [0, 3, 4, 9])
def test_a_fault_in_a_later_part_is_named_by_its_exact_position(overseer: Officer, position: int) -> None:
    from corridor.core.access.ledger import Tail

    sql("DELETE FROM ledger_entry WHERE position = %s", position)

    tail = Tail.empty()
    while (done := queries.part(overseer, since=tail, entries=4)).verdict.ok:
        tail = done.tail

    assert (done.verdict.position, done.verdict.reason) == (position, Fault.MISSING)
