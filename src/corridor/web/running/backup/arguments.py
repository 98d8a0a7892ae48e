"""What may be written after `backup`, `restore` and `recovery` on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

Making = Callable[[Any, str, str], argparse.ArgumentParser]
"""Makes a command of a name and a purpose."""


def add_to(commands: Any, command: Making) -> None:
    """Add the commands by which a zone is not lost."""
    backup = command(commands, "backup", "write a sealed backup while the node is served, and read it again")
    backup.add_argument("--to", required=True, metavar="PLACE", help="a folder, or a file that does not exist yet")
    backup.add_argument("--keep", type=int, default=0, metavar="N", help="in a folder, erase all but the last N")
    restore = command(commands, "restore", "make a node of a backup, in the new folder that --home names")
    restore.add_argument("file", metavar="BACKUP")
    _add_shares(restore)
    restore.add_argument("--database", default="", metavar="ADDRESS", help="an empty PostgreSQL; SQLite when left out")
    restore.add_argument("--as-it-was", action="store_true", help="for an earlier version: bring nothing up to date")
    recovery = command(commands, "recovery", "make another recovery key and its three papers, or show which there is")
    recovery.add_argument("what", choices=["new", "show"])
    _add_shares(recovery)
    recovery.add_argument("--without-papers", action="store_true", help="those before are lost; the ledger says so")


def _add_shares(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--share", action="append", default=[], metavar="PAPER", help="a file with its words, or the words; give two"
    )
