"""The request as pages see it: with an officer."""

from __future__ import annotations

from django.http import HttpRequest

from corridor.core.access.records import Officer


class OfficerRequest(HttpRequest):
    """A request of somebody signed in who has chosen a function and purpose."""

    officer: Officer
