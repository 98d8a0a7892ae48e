"""The command `request`: what other authorities ask and are asked."""

from __future__ import annotations

import argparse

from django.utils import timezone

from corridor.web.commands.acting import Answer, officer_acting
from corridor.web.commands.request_arguments import FIELDS, SAID
from corridor.web.desk.requests import commands


def request(chosen: argparse.Namespace) -> Answer:
    """List, show or ask requests, or take a turn of one."""
    now = timezone.now()
    by = officer_acting(chosen, now)
    if chosen.what == "list":
        return commands.listed(by, now=now)
    if chosen.what == "show":
        return commands.shown(by, chosen.name, now=now)
    if chosen.what == "ask":
        fields = {name: getattr(chosen, name) for name in FIELDS}
        return commands.asked(by, kind=chosen.name, fields=fields, identifiers=chosen.identifier, now=now)
    said = {name: getattr(chosen, name) for name in SAID}
    return commands.turned(by, chosen.name, chosen.turn, said, now=now)
