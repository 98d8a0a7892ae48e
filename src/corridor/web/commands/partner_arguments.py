"""What may be written after `door`, `match`, `partner` and `basis` on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

Making = Callable[[Any, str, str], argparse.ArgumentParser]
"""Makes a command of a name and a purpose."""

MOVING = ("expect", "hand-over")
"""What follows when an authority gets a node of its own."""

DEALINGS = ("may", "ceiling", "assess", "suspend", "resume")
"""What concerns what may go to a partner."""

LETTERS = ("letter-out", "letter-in")
"""What concerns letters that are carried by hand."""


def add_to(commands: Any, command: Making) -> None:
    """Add the commands that concern other nodes and the law between States."""
    door = command(commands, "door", "know the nodes of other zones: show the own card, accept and confirm another's")
    door.add_argument("what", choices=["show", "add", "confirm", "close", "list", "carry"])
    door.add_argument("name", nargs="?", default="", metavar="FILE|CODE", help="a card's file, or a node's code")
    door.add_argument("--fingerprint", default="", help="as compared with the other node by another way")
    door.add_argument("--origin", default="", metavar="ADDRESS", help="where this node's door is reached, https://…")

    match = command(commands, "match", "learn which identifiers another authority holds too, and nothing else")
    match.add_argument("what", choices=["prepare", "ask", "list"], help="prepare: a set for others; ask; list both")
    match.add_argument("things", nargs="*", metavar="UID", help="of which things to ask")
    match.add_argument("--authority", default="", metavar="CODE", help="for whom, or whom to ask")
    match.add_argument("--purpose", default="", metavar="PURPOSE", help="of the set; targets for the set of targets")
    match.add_argument("--case", default="", metavar="REFERENCE", help="for which case one asks")

    partner = command(
        commands, "partner", "know the nodes of other authorities: cards, keys, drills, heads, what may go there"
    )
    partner.add_argument(
        "what",
        choices=[
            "card",
            "add",
            "confirm",
            "close",
            "list",
            "revoke",
            "rotate",
            "move",
            "drill",
            "heads",
            *MOVING,
            *DEALINGS,
            *LETTERS,
        ],
    )
    partner.add_argument(
        "name", nargs="?", default="", metavar="FILE|CODE", help="a card's file, a code, or node to rotate its own keys"
    )
    partner.add_argument("file", nargs="?", default="", metavar="FILE", help="where a letter is written")
    partner.add_argument("--answer", default="", metavar="FILE", help="where the answer to a letter is written")
    partner.add_argument("--fingerprint", default="", help="forty digits, as compared with the other node by telephone")
    partner.add_argument("--origin", default="", metavar="ADDRESS", help="where partners reach this node, https://…")
    partner.add_argument("--lost", action="store_true", help="the keys are lost or in other hands: compare anew")
    partner.add_argument("--to", default="", metavar="CODE", help="the node to which an authority moves")
    partner.add_argument("--authority", default="", metavar="CODE", help="of this node, whose holdings are expected")
    partner.add_argument("--yes", action="store_true", help="hand over what somebody else proposed")
    partner.add_argument("--over", action="store_true", help="nothing more is expected")
    partner.add_argument(
        "--done", default="", metavar="STEPS", help="end the drill: its steps that could be gone through"
    )
    _add_dealings(partner)

    basis = command(commands, "basis", "legal bases between two States: find, read a list in, write down, confirm, end")
    basis.add_argument("what", choices=["find", "list", "load", "add", "confirm", "end"])
    basis.add_argument(
        "names", nargs="*", metavar="STATE|FILE|UID", help="States by two letters, a file, or a reference"
    )
    basis.add_argument("--measure", action="append", default=[], metavar="MEASURE", help="such as police-information")
    basis.add_argument("--on", default="", metavar="DAY", help="the day asked about, or on which an agreement ends")
    basis.add_argument("--instrument", default="", metavar="CODE", help="such as untoc; of an agreement, its new code")
    basis.add_argument("--as-of", default="", metavar="DAY", help="as of which a list was looked up")
    basis.add_argument("--source", default="", help="where it can be looked up")
    basis.add_argument("--form", default="agreement", choices=["agreement", "regional", "convention", "national-law"])
    basis.add_argument("--title", default="", help="of an agreement or a law")
    basis.add_argument("--article", default="", help="that carries the measures")
    basis.add_argument("--since", default="", metavar="DAY", help="in force since")


def _add_dealings(partner: argparse.ArgumentParser) -> None:
    partner.add_argument("--may", action="append", default=[], metavar="CONTENT", help="may be given several times")
    partner.add_argument(
        "--for", dest="purpose_allowed", action="append", default=[], metavar="PURPOSE", help="several times"
    )
    partner.add_argument("--basis", default="", metavar="MEASURE:CODE", help="as `basis find` tells it")
    partner.add_argument("--until", default="", metavar="DAY", help="of a ceiling")
    partner.add_argument("--reference", default="", help="of the signed paper; no name of a person")
    partner.add_argument("--finding", default="", help="acceptable, with-conditions or serious-risk")
    partner.add_argument("--made-on", default="", metavar="DAY", help="of an assessment")
    partner.add_argument("--review-on", default="", metavar="DAY", help="of an assessment, at most a year later")
    partner.add_argument("--ground", default="", metavar="WHY", help="precaution, ill-treatment, misuse, keys-lost, …")
    partner.add_argument(
        "--confirm", default="", metavar="UID", help="a ceiling or assessment that somebody else wrote"
    )
    partner.add_argument("--end", default="", metavar="UID", help="a ceiling")
