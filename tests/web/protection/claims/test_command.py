"""`corridor claims`: whether every claim is there, told without a word of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from corridor import cli
from tests import cast, nodes
from tests.web.protection.claims.ground import recorded

pytestmark = pytest.mark.store


def run(capsys: Any, *arguments: str, code: int = 0) -> Any:
    """Run the command and return what it said."""
    assert cli.main(["--home", str(settings.HOME), "claims", *arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_whole_claims_are_counted_and_nothing_of_them_is_told(node: nodes.Node, capsys: Any) -> None:
    recorded(name="Sivo Harn")
    recorded()

    told = run(capsys)

    assert (told["ok"], told["claims"], told["amiss"]) == (True, 2, [])
    assert "Harn" not in json.dumps(told)


def test_a_claim_that_was_taken_away_past_the_guard_is_told_by_the_reference_of_the_person(
    node: nodes.Node, capsys: Any
) -> None:
    lost = recorded().receipt
    kept = recorded().receipt
    with connection.cursor() as cursor:
        guard = "DROP TRIGGER claim_kept" if connection.vendor == "sqlite" else "DROP TRIGGER claim_stays ON claim"
        cursor.execute(guard)
        cursor.execute("DELETE FROM claim WHERE ref = %s", [lost.ref])

    told = run(capsys, code=1)

    assert told["amiss"] == [lost.person]
    assert kept.person not in told["text"]


def test_who_does_not_oversee_is_refused(node: nodes.Node, capsys: Any) -> None:
    told = run(capsys, "--as", cast.STATUS_OFFICER.handle, code=1)

    assert told["error"]["code"] == "kernel.E02"


@pytest.mark.parametrize("further", [("--delete", "C-1"), ("--recorded", "2001-01-01"), ("delete", "C-1")])
def test_no_command_deletes_or_dates_a_claim(node: nodes.Node, capsys: Any, further: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        run(capsys, *further)
