"""Works something out in a process of its own, which leaves no weight of numerical libraries behind in the node.

`python -m corridor.web.desk.series.apart KIND` reads what the work rests on from its input and writes the answer, both
JSON. It opens no database, no home and no network.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Final

LONGEST_SECONDS: Final = 300
"""Work that takes longer is ended and counts as failed."""

KINDS: Final[Mapping[str, str]] = {
    "forecasting.1": "corridor.core.forecasting.apart:work",
    "displacement.2": "corridor.core.displacement.apart:work",
    "publishing.1": "corridor.core.disclosure.apart:work",
    "shifts.1": "corridor.core.shifts.apart:work",
    "causes.1": "corridor.core.causes.apart:work",
    "briefings.1": "corridor.web.desk.briefings.apart:work",
    "answers.1": "corridor.web.desk.briefings.apart:work",
    "stocktaking.1": "corridor.web.desk.briefings.apart:work",
}
"""Each kind of work with its function: it takes and returns what JSON can hold. Versions are part of the name."""

KEYED: Final = frozenset({"publishing.1"})
"""Work that needs the key of rounding."""


class WorkFailed(Exception):
    """The process ended without an answer."""


def work_of(kind: str) -> Callable[[Any], Any]:
    """Return the function that does one kind of work."""
    module, _, name = KINDS[kind].partition(":")
    found: Callable[[Any], Any] = getattr(import_module(module), name)
    return found


def with_key(kind: str, inputs: Any) -> Any:
    """Return the inputs of some work with the key that it needs beside them, which is never kept with them."""
    if kind not in KEYED:
        return inputs
    from corridor.web.base.published.secret import cell_key

    return {**inputs, "secret": cell_key()}


def worked_apart(kind: str, inputs: Any) -> Any:
    """Return the answer of one piece of work.

    Raises:
        WorkFailed: It ended without one, or took too long.
    """
    command = [sys.executable, "-m", "corridor.web.desk.series.apart", kind]
    inputs = with_key(kind, inputs)
    try:
        done = subprocess.run(  # noqa: S603
            command, input=json.dumps(inputs).encode(), stdout=subprocess.PIPE, timeout=LONGEST_SECONDS, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failed:
        raise WorkFailed(kind) from failed
    return json.loads(done.stdout)


def main() -> None:
    """Do the work that the input describes."""
    answer = work_of(sys.argv[1])(json.load(sys.stdin))
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
