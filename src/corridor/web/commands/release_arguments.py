"""What the commands for releases to partners take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from corridor.core.exchange.codes import EndReason


def add_to(commands: Any, command: Callable[[Any, str, str], argparse.ArgumentParser]) -> None:
    """Add the commands."""
    release = command(commands, "release", "release a report to authorities abroad, or look who would get what")
    release.add_argument("load", metavar="REPORT", help="the load of the report, as its page names it")
    release.add_argument("--to", action="append", required=True, metavar="AUTHORITY", help="may be given several times")
    release.add_argument("--purpose", required=True, metavar="PURPOSE", help="for which they may use it")
    release.add_argument("--until", default="", metavar="DAY", help="first day on which nobody there may hold it")
    release.add_argument("--look", action="store_true", help="tell who would get what; nothing leaves")
    recall = command(commands, "recall", "recall a release wherever it went")
    recall.add_argument("release", metavar="RELEASE", help="as the command release printed it")
    recall.add_argument("--reason", required=True, choices=[one.value for one in EndReason])
    command(commands, "received", "list what authorities abroad released to the own authority")
