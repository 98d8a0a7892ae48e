"""The same acts on the command line: who signs is named, and one person is never two."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from corridor import cli
from corridor.web.desk.partners import queries
from tests import cast
from tests.web.desk.partners.world import PARTNER, PURPOSE

LAWYER = f"{cast.STATISTICIAN_XA.handle}:legal-officer"
SECOND = f"{cast.INVESTIGATOR_XA.handle}:legal-officer"


@pytest.fixture(name="run")
def _run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command as somebody and return what it answered."""

    def run(*arguments: str, by: str = "") -> Any:
        acting = ("--as", by) if by else ()
        cli.main(["--home", str(settings.HOME), "--json", *acting, *arguments])
        return json.loads(capsys.readouterr().out)

    return run


def test_a_partner_is_opened_suspended_and_resumed_by_two_people(run: Any) -> None:
    today = timezone.now().date()
    until, review = (str(today + timedelta(days=50)) for _ in range(2))
    given = ("--may", "non-personal", "--may", "persons-in-a-role", "--for", PURPOSE, "--until", until)
    basis = ("--basis", "police-information:invented-agreement-xa-xb", "--reference", "LEG-1")
    signed = run("partner", "ceiling", PARTNER, *given, *basis, by=LAWYER)
    papers = ("--finding", "acceptable", "--made-on", str(today), "--review-on", review, "--reference", "HR-1")
    written = run("partner", "assess", PARTNER, *papers, by=LAWYER)
    assert (
        run("partner", "ceiling", PARTNER, "--confirm", signed["ceiling"], by=LAWYER)["error"]["code"] == "partners.E08"
    )
    run("partner", "ceiling", PARTNER, "--confirm", signed["ceiling"], by=SECOND)
    run("partner", "assess", PARTNER, "--confirm", written["assessment"], by=SECOND)
    assert run("partner", "may", PARTNER)["may_go"] == ["non-personal", "persons-in-a-role"]

    run("partner", "suspend", PARTNER, "--ground", "misuse")

    assert run("partner", "may", PARTNER) | {"ok": True} == {
        "ok": True,
        "partner": PARTNER,
        "may_go": [],
        "closed_for_persons": ["partner-suspended"],
        "ceilings_waiting": [],
        "assessments_waiting": [],
    }
    assert run("partner", "resume", PARTNER, by=LAWYER)["state"] == "waits for a second person"
    assert run("partner", "resume", PARTNER, by=LAWYER)["error"]["code"] == "partners.E08"
    assert run("partner", "resume", PARTNER, by=SECOND)["state"] == "open"
    assert not queries.is_suspended(PARTNER)


def test_the_nodes_own_service_signs_nothing(run: Any) -> None:
    assert not run("partner", "ceiling", PARTNER)["ok"]
    assert not run("partner", "assess", PARTNER, "--finding", "acceptable")["ok"]
    assert not run("basis", "add", "XA", "XB")["ok"]


def test_bases_are_found_read_in_written_down_and_ended(run: Any, tmp_path: Path) -> None:
    found = run("basis", "find", "XC", "--measure", "extradition", "--on", "2026-06-01")
    assert found["bases"] == []
    assert found["no_bases"][0]["why"] == ["reserved XC 9(2) 2020-02-14"]
    table = tmp_path / "list.csv"
    table.write_text("Participant,Signature,Ratification\nFrance,12 Dec 2000,29 Oct 2002\nAtlantis,,\n", "utf-8")

    read = run(
        "basis", "load", str(table), "--instrument", "untoc", "--as-of", "2015-03-01", "--source", "X", by=LAWYER
    )

    assert (read["states"], read["lines_not_recognised"]) == (1, [3])
    waiting = run("basis", "list")["sheets"][0]
    assert waiting["counts"] is False
    assert run("basis", "confirm", waiting["uid"], by=SECOND)["ok"]
    agreed = ("--instrument", "xa-xc-1", "--title", "T", "--article", "1", "--since", "2020-01-01", "--source", "G")
    added = run("basis", "add", "XA", "XC", *agreed, "--measure", "police-information", by=LAWYER)
    assert run("basis", "confirm", added["uid"], by=SECOND)["ok"]
    told = run("basis", "find", "XA", "XC", "--measure", "police-information")
    assert told["bases"][0]["code"] == "xa-xc-1"
    assert run("basis", "end", added["uid"], "--on", "2021-01-01", by=LAWYER)["ok"]
    told = run("basis", "find", "XA", "XC", "--measure", "police-information")
    assert [one["code"] for one in told["bases"]] == ["invented-convention"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("partner", "suspend", PARTNER, "--ground", "dislike"),
        ("partner", "suspend", "XC-NONE", "--ground", "misuse"),
        ("partner", "assess", PARTNER, "--finding", "fine"),
        ("partner", "may", "XC-NONE"),
        ("basis", "find", "XA", "QQ", "--measure", "extradition"),
        ("basis", "find", "XA", "XB"),
        ("basis", "find", "XA", "XB", "--measure", "extradition", "--on", "soon"),
        ("basis", "load", "/nowhere"),
        ("basis", "confirm", "nothing"),
        ("basis", "end", "nothing"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_done(run: Any, arguments: tuple[str, ...]) -> None:
    by = LAWYER if arguments[1] in ("assess", "load", "end") else ""

    assert run(*arguments, by=by)["ok"] is False
    assert not queries.suspended()
