"""Renewing the keys of the vault, ended in the middle: every data key opens as before, and a second try finishes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.crash.runs import ROOT, Outcome, Stage, clean_environment
from tests.crash.single import Single, measured

DATA_KEYS = 450
"""They are wrapped anew in several writes."""

RENEW = ("vault", "renew")


def ground(at: Stage) -> Single:
    """Make a vault, with a renewal that two people agreed on."""
    home = at.folder / "node"
    command = [sys.executable, "-m", "corridor.cli", "--home", str(home), "init", "--zone", "protection", "--json"]
    command += ["--authority", "INT-MPA", "--country", "XB", "--kind", "protection", "--name", "Node"]
    subprocess.run(command, cwd=ROOT, env=clean_environment(), capture_output=True, check=True)
    keys = at.ask(home, ".fill", str(DATA_KEYS))

    def examine(at: Stage, home: Path, outcome: Outcome) -> None:
        first = at.run(home, [(".seen",)])
        if first.fault:
            outcome.lost.append(f"the vault does not open: {first.fault.splitlines()[-1]}")
            return
        second = at.run(home, [RENEW, (".seen",)] if first.answers[0]["may_renew"] else [(".seen",)])
        if second.fault:
            outcome.doubled.append(f"a second try fails: {second.fault.splitlines()[-1]}")
            return
        for seen in (first.answers[0], second.answers[-1]):
            if not seen["whole"]:
                outcome.lost.append("the ledger is not whole")
            if seen["keys"] != keys:
                outcome.lost.append("data keys are not what they were")
        last = second.answers[-1]
        if last["behind"] or last["files"] != [last["newest"]] or last["may_renew"]:
            outcome.doubled.append(f"the renewal is not finished: {json.dumps(last)}")
        if outcome.acknowledged and first.answers[0]["may_renew"]:
            outcome.lost.append("a renewal was acknowledged and is still to be carried out")

    return measured(at, Single(home, RENEW, examine))
