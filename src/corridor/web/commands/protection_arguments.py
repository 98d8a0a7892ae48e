"""What the commands of the zone of protection take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any


def add_to(commands: Any, command: Callable[[Any, str, str], argparse.ArgumentParser]) -> None:
    """Add the commands."""
    command(commands, "claims", "say whether every wish for protection is there as it was written down")

    receipt = command(commands, "receipt", "say whether this node signed the receipt of a claim that somebody shows")
    receipt.add_argument("number", metavar="NUMBER", help="as it stands on the receipt")
    receipt.add_argument("signature", metavar="SIGNATURE", help="as it stands on the receipt, in Base64")
    receipt.add_argument("--person", default="", metavar="REFERENCE", help="the person's, to be compared")
    receipt.add_argument("--kind", default="", help="what was said, to be compared, such as fears-return")
    receipt.add_argument("--said-on", default="", metavar="DAY", help="to be compared, as 2030-03-14")
    receipt.add_argument("--written-on", default="", metavar="DAY", help="to be compared; the day in UTC")

    vault = command(commands, "vault", "tell how the vault's keys stand, propose their renewal, or carry it out")
    vault.add_argument("what", choices=["status", "propose", "renew"], help="a renewal is approved on the page Vault")
