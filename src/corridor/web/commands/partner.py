"""The command `partner`: what concerns another node, from its card to what may go there."""

from __future__ import annotations

import argparse

from corridor.web.commands import cards, lines, moving, partners
from corridor.web.commands.acting import Answer

DOES = {**cards.DOES, **moving.DOES, **partners.DOES, **lines.DOES}
"""What the command does, by its first word."""


def partner(chosen: argparse.Namespace) -> Answer:
    """Carry out one part of the command."""
    return DOES[chosen.what](chosen)
