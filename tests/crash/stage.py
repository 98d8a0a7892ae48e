"""A process that carries out acts in processes of its own, one for each run, and kills them when it is told to.

Started by `runs.Stage` with one line of JSON for each run on its standard input; it answers each with one line. It
loads everything once, opens no database itself, and forks. What an act answered is written to a file outside the folder
that is watched, line by line: what stands there was acknowledged.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import logging
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any


def main() -> None:
    """Wait for runs."""
    import django

    django.setup()
    from corridor import cli
    from corridor.web.base.ledger import heads
    from corridor.web.commands import shared  # noqa: F401  # loaded here once instead of in each process
    from corridor.web.running.backup import commands  # noqa: F401  # as above

    zone = os.environ["DJANGO_SETTINGS_MODULE"].rpartition(".")[2]
    acts = importlib.import_module("tests.crash.vault" if zone == "protection" else "tests.crash.acts")
    importlib.import_module(f"corridor.web.commands.{zone}")
    importlib.import_module(f"corridor.web.{zone}.urls")

    logging.getLogger("corridor.worker").setLevel(logging.ERROR)  # Abandoned imports are what these runs are about.
    heads.KEEP_EVERY = 4  # So that the history of heads is written to in short runs too.
    for line in sys.stdin:
        run = json.loads(line)
        process = os.fork()
        if not process:
            _carry_out(run, cli.main, acts)
        sys.stdout.write(json.dumps(_ended(process, run.get("kill_after"))) + "\n")
        sys.stdout.flush()


def _ended(process: int, kill_after: float | None) -> dict[str, Any]:
    """Wait for the end of a process, or bring it about; return how it ended."""
    deadline = time.monotonic() + (120 if kill_after is None else kill_after)
    while True:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            return {"killed": os.WIFSIGNALED(status), "status": status}
        if time.monotonic() > deadline:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            return {"killed": True, "status": 9}
        time.sleep(0.0005)


def _carry_out(run: dict[str, Any], command: Any, acts: Any) -> None:
    """Carry out the acts of one run in this process, which ends with them."""
    told = os.open(run["told"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    status = 0
    try:
        home = Path(run["home"])
        _go(home)
        for number, (name, *arguments) in enumerate(run["acts"]):
            if name.startswith("."):
                answer = _told(getattr(acts, name[1:]), arguments)
            else:
                with contextlib.redirect_stdout(io.StringIO()) as out:
                    ended = command(["--home", str(home), name, *arguments, "--json"])
                answer = json.loads(out.getvalue())
                if ended and answer["ok"]:
                    answer |= {"ok": False, "error": {"code": "refused after it was told"}}
            os.write(told, json.dumps({"act": number, "answer": answer}).encode() + b"\n")
    except BaseException:  # noqa: BLE001  # whatever it is, who runs the stage must know
        os.write(told, json.dumps({"fault": traceback.format_exc()}).encode() + b"\n")
        status = 3
    os._exit(status)


def _told(act: Any, arguments: list[str]) -> Any:
    """Carry out an act that has no command, and tell a disk at fault as pages and commands do."""
    from corridor.web.base import disk

    try:
        with disk.told():
            return act(*arguments)
    except (disk.DiskRefuses, disk.HeadNotWritten) as refused:
        return {"ok": False, "error": {"code": refused.code}}


def _go(home: Path) -> None:
    from django.conf import settings
    from django.db import connection

    settings.HOME = home
    os.environ["CORRIDOR_HOME"] = str(home)
    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = str(home / f"{settings.ZONE}.sqlite3")


if __name__ == "__main__":
    main()
