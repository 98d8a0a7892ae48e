"""`corridor receipt`: whether the node signed what somebody shows; no command tells what was said."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from corridor import cli
from corridor.core.access.codes import Event
from corridor.web.protection.claims import actions
from tests import cast, nodes
from tests.web.protection.claims.ground import entries, recorded
from tests.web.protection.claims.test_particulars import erased

pytestmark = pytest.mark.store


def run(capsys: Any, made: actions.Recorded, *arguments: str, code: int = 0, signature: str = "") -> Any:
    """Check the receipt of a claim, with another signature where one is given."""
    written = signature or base64.b64encode(made.signature).decode()
    asked = ["receipt", made.receipt.ref, written, *arguments]
    assert cli.main(["--home", str(settings.HOME), *asked, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_a_receipt_of_this_node_is_told_from_one_that_says_something_else(node: nodes.Node, capsys: Any) -> None:
    made = recorded(name="Sivo Harn", place="north pier")
    today = timezone.now().date().isoformat()
    facts = ("--person", made.receipt.person.lower(), "--kind", "asks-protection", "--said-on", today)

    whole = run(capsys, made, *facts)
    other = run(capsys, made, "--said-on", "2001-01-01", "--written-on", today, code=1)

    assert (whole["receipt"], whole["compared"], whole["differs"]) == ("issued", ["person", "kind", "said-on"], [])
    assert (other["receipt"], other["differs"]) == ("differs", ["said-on"])
    assert made.receipt.person not in json.dumps(other), "what was signed instead is not told"
    assert "Harn" not in json.dumps([whole, other])
    assert [json.loads(entry.detail)["found"] for entry in entries(Event.CLAIM_RECEIPT_CHECKED)] == [
        "issued",
        "differs",
    ]


def test_a_forged_signature_another_receipts_and_a_number_that_nobody_has_are_answered_alike(
    node: nodes.Node, capsys: Any
) -> None:
    made, other = recorded(), recorded()
    shown = base64.b64encode(other.signature).decode()

    told = [run(capsys, made, "--person", made.receipt.person, code=1, signature=one) for one in (shown, "AAAA", "?")]
    assert cli.main(["--home", str(settings.HOME), "receipt", "C-ZZZZ-ZZZZ", shown, "--json"]) == 1
    absent = json.loads(capsys.readouterr().out)

    assert {one["receipt"] for one in told} == {"unknown"}
    assert {one["text"] for one in told} == {absent["text"]}
    assert "no reason to send anybody away" in absent["text"]


def test_what_is_no_number_is_not_written_to_the_ledger(node: nodes.Node, capsys: Any) -> None:
    cli.main(["--home", str(settings.HOME), "receipt", "Sivo Harn", "AAAA", "--json"])

    assert "Harn" not in capsys.readouterr().out
    assert [entry.about for entry in entries(Event.CLAIM_RECEIPT_CHECKED)] == [""]


def test_a_receipt_holds_after_the_particulars_were_erased(node: nodes.Node, capsys: Any) -> None:
    assert run(capsys, erased())["receipt"] == "issued"


def test_a_claim_that_was_changed_past_the_guard_is_told(node: nodes.Node, capsys: Any) -> None:
    made = recorded()
    with connection.cursor() as cursor:
        sqlite = connection.vendor == "sqlite"
        cursor.execute("DROP TRIGGER claim_stays" if sqlite else "DROP TRIGGER claim_stays ON claim")
        cursor.execute("UPDATE claim SET kind = 'fears-return'")

    assert run(capsys, made, code=1)["receipt"] == "changed"


def test_who_does_not_oversee_is_refused(node: nodes.Node, capsys: Any) -> None:
    told = run(capsys, recorded(), "--as", cast.STATUS_OFFICER.handle, code=1)

    assert told["error"]["code"] == "kernel.E02"
