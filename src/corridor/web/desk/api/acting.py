"""Who acts by a token: the same officer as on the pages, in the one function and for the one purpose of the token."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from corridor.core.access.codes import Event
from corridor.core.access.errors import TooOften
from corridor.core.access.rates import Allowance
from corridor.core.access.records import Officer
from corridor.web.base.accounts.admission import tell
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import spend
from corridor.web.base.tokens.actions import speak
from corridor.web.base.tokens.queries import Used

LONGEST_TOKEN = 200


class ApiRequest(HttpRequest):
    """A request of a program, for whose officer the token speaks."""

    officer: Officer
    token: Used
    now: datetime


class Bearer(HttpBearer):
    """Reads the token of a request; cookies and sessions count for nothing here."""

    def authenticate(self, request: HttpRequest, token: str) -> bool:
        """Put the officer on the request.

        Raises:
            TokenRefused: Nobody may use the token.
            TooOften: The token was used too often of late.
        """
        asked: ApiRequest = request  # type: ignore[assignment]  # what is missing is set here
        asked.now = timezone.now()
        asked.officer, asked.token = speak(token[:LONGEST_TOKEN], now=asked.now)
        use_up(asked, Allowance.API, asked.token.uid)
        return True


def use_up(request: ApiRequest, of: Allowance, whom: str) -> None:
    """Use up an allowance, and tell the ledger where it is used up.

    Raises:
        TooOften: It is.
    """
    try:
        spend(of, whom, now=request.now)
    except TooOften:
        tell(of, request.officer, request.now)
        raise


def read(request: ApiRequest, about: str, **detail: object) -> None:
    """Write the one entry of a read."""
    record(Event.PAGE_READ, by=request.officer, now=request.now, about=about, by_token=request.token.uid, **detail)
