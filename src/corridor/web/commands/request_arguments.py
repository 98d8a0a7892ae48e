"""What may be written after `request` on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, Final

Making = Callable[[Any, str, str], argparse.ArgumentParser]
"""Makes a command of a name and a purpose."""

FIELDS: Final = (
    *("asked", "copy", "legal_basis", "case", "clock", "urgent_because", "words", "language", "about", "use"),
    *("make", "model", "serial", "place", "position", "seen_at", "people", "distress"),
)
SAID: Final = ("words", "ground", "reason", "until", "granted")


def add_to(commands: Any, command: Making) -> None:
    """Add the command that concerns requests between authorities."""
    request = command(commands, "request", "ask another authority, and answer what others ask")
    request.add_argument("what", choices=["list", "show", "ask", "answer"])
    request.add_argument("name", nargs="?", default="", metavar="REQUEST|KIND", help="a reference; to ask, a kind")
    request.add_argument("--to", dest="asked", default="", metavar="AUTHORITY", help="whom to ask")
    request.add_argument("--copy", default="", metavar="AUTHORITY", help="who has the copy of an alert")
    request.add_argument("--basis", dest="legal_basis", default="", metavar="CODE", help="such as som-10")
    request.add_argument("--case", default="", metavar="REFERENCE", help="of your own; no name")
    request.add_argument("--clock", default="ordinary", help="such as ordinary, urgent, urgent-direct, at-once")
    request.add_argument("--because", dest="urgent_because", default="", metavar="GROUND", help="of urgency")
    request.add_argument("--words", default="", metavar="TEXT", help="without a name, number or address of anybody")
    request.add_argument("--language", default="en", choices=["en", "fr", "es", "ar"], help="en when left out")
    request.add_argument("--identifier", action="append", default=[], metavar="KIND=VALUE", help="several times")
    request.add_argument("--about", default="", metavar="UID", help="the item to confirm, or to have leave for")
    request.add_argument("--use", default="", choices=["", "forward", "print", "export", "evidence"])
    for name in ("make", "model", "serial", "place", "position", "people"):
        request.add_argument(f"--{name}", default="")
    request.add_argument("--seen-at", dest="seen_at", default="", metavar="MOMENT", help="in UTC, 2030-01-31T22:15Z")
    request.add_argument("--distress", default="", metavar="CODES", help="such as adrift taking-water")
    request.add_argument("--turn", default="answered", help="such as acknowledged, answered, refusal, closed")
    request.add_argument("--ground", default="", metavar="CODE", help="of a refusal")
    request.add_argument("--reason", default="", metavar="CODE", help="of closing")
    request.add_argument("--until", default="", metavar="DAY", help="by which a delay ends")
    request.add_argument("--granted", default="", choices=["", "yes", "no"], help="where leave was asked for")
