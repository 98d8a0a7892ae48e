"""Runs one task on the node that the environment names, which it makes first, and prints the answer as JSON."""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any


def main(task: str, *arguments: str) -> None:
    """Run `module.function` of this package with whole numbers, or texts where they are none."""
    from corridor.web.home import lay_out

    home = Path(os.environ["CORRIDOR_HOME"])
    is_new = not home.exists()
    # A demonstration asks for no second factor, so that pages can be opened by a session alone.
    lay_out(home, "desk", demonstration=True)
    import django

    django.setup()
    if is_new:
        from bench import world

        world.found_node()
    module, _, function = task.partition(".")
    values: list[Any] = [int(text) if text.isdigit() else text for text in arguments]
    answer = getattr(importlib.import_module(f"bench.{module}"), function)(*values)
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
