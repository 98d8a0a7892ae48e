"""Asks the programming interface as a member of the cast, by a token."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from django.utils import timezone

from corridor.web.base.tokens.actions import Made, make_token
from tests import cast


def made(member: cast.Member | str = cast.ANALYST_XA, *, days: int = 30, function: str = "") -> Made:
    """Make a token of a member of the cast."""
    return make_token(by=cast.officer(member, function=function), name="tests", days=days, now=timezone.now())


class Program(Client):
    """A program with a token and without cookies."""

    def __init__(self, member: cast.Member | str = cast.ANALYST_XA, *, secret: str = "") -> None:
        super().__init__(headers={"Authorization": f"Bearer {secret or made(member).secret}"})

    def asked(self, address: str, **query: str) -> Any:
        """Return what a read answers, as JSON."""
        return self.get(f"/api/v1/{address}", query).json()

    def sent(self, address: str, body: object) -> Any:
        """Send JSON and return the response."""
        return self.post(f"/api/v1/{address}", json.dumps(body), content_type="application/json")
