"""Protects, attacks and judges questions in a process of its own, so that the node carries no numerical libraries.

`python -m corridor.web.base.published.working WORK` reads what the work rests on from its input and writes the answer,
both JSON. It opens no database, no home and no network.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from corridor.core.disclosure.exchange import policy_document
from corridor.core.disclosure.records import Policy, Query
from corridor.core.publishing.errors import Recovered

LONGEST_SECONDS: Final = 60
PROTECT, JUDGE, ATTACK = "protect", "judge", "attack"


def protected(inputs: Any) -> dict[str, Any]:
    """Return the protected tables and what the attack on them found.

    Raises:
        Recovered: The process ended without an answer, or took too long.
    """
    answer: dict[str, Any] = _worked(PROTECT, inputs)
    return answer


def isolating(history: Sequence[Query], query: Query, policy: Policy) -> str:
    """Return why a question would isolate somebody with those that were answered before; "" where it would not.

    Raises:
        Recovered: The process ended without an answer, or took too long.
    """
    told = [asdict(one) for one in (*history, query)]
    return str(_worked(JUDGE, {"queries": told, "policy": policy_document(policy)}))


def finds(tables: Sequence[Any]) -> int:
    """Return how many counts an attack works out from tables in their written form.

    Raises:
        Recovered: The process ended without an answer, or took too long.
    """
    return int(_worked(ATTACK, list(tables)))


def _worked(work: str, inputs: Any) -> Any:
    command = [sys.executable, "-m", "corridor.web.base.published.working", work]
    try:
        done = subprocess.run(  # noqa: S603  # our own module
            command, input=json.dumps(inputs).encode(), stdout=subprocess.PIPE, timeout=LONGEST_SECONDS, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failed:
        raise Recovered(reason="the attack did not end") from failed
    return json.loads(done.stdout)


def _judged(inputs: Any) -> str:
    from corridor.core.disclosure import asking
    from corridor.core.disclosure.exchange import read_policy

    *history, query = (
        Query({name: tuple(codes) for name, codes in one["within"].items()}, one["units"], one["counted"])
        for one in inputs["queries"]
    )
    found = asking.isolating(history, query, read_policy(inputs["policy"]))
    return "" if found is None else found.reason.value


def _attacked(inputs: Any) -> int:
    from corridor.core.disclosure.attacking import attack
    from corridor.core.disclosure.exchange import read

    return len(attack([read(one) for one in inputs], is_thorough=False).found)


def main() -> None:
    """Do the work that the input describes."""
    from corridor.core.disclosure.apart import work

    json.dump({PROTECT: work, JUDGE: _judged, ATTACK: _attacked}[sys.argv[1]](json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
