"""Erasing what is overdue, ended in the middle: nothing else goes; a second try erases the rest, all counted once."""

from __future__ import annotations

from pathlib import Path

from tests.crash.runs import ROWS, Ground, Outcome, Stage
from tests.crash.single import Single, measured

ERASE = (".erase",)


def ground(at: Stage, on: Ground) -> Single:
    """Load a file under a marking with a term, at a node that holds others, and let so many years pass."""
    overdue = on.tables[3]
    at.ask(on.home, "import", str(overdue), "--marking", "own-authority")
    statements = at.ask(on.home, ".let_years_pass", "6")

    def examine(at: Stage, home: Path, outcome: Outcome) -> None:
        first = at.run(home, [(".erased",)])
        if first.fault:
            outcome.lost.append(f"the node does not open: {first.fault.splitlines()[-1]}")
            return
        if outcome.acknowledged and first.answers[0]["left"]:
            outcome.lost.append("an erasure was acknowledged and is not done")
        second = at.run(home, [ERASE, (".erased",)])
        if second.fault:
            outcome.doubled.append(f"a second try fails: {second.fault.splitlines()[-1]}")
            return
        for seen in (first.answers[0], second.answers[-1]):
            if not seen["whole"]:
                outcome.lost.append("the ledger is not whole")
            if seen["engine"] != "ok":
                outcome.doubled.append(f"the database is damaged: {seen['engine']}")
            if seen["others"] != ROWS[on.tables[0].name] * on.statements_of_a_row:
                outcome.lost.append(f"{seen['others']} statements of others are left")
        last = second.answers[-1]
        if last["left"] or last["told"] != [f"operational-3y:{statements}"]:
            outcome.doubled.append(f"{last['left']} of {statements} are left, and the ledger says {last['told']}")

    return measured(at, Single(on.home, ERASE, examine))
