"""What stands at the door of the node: how often one may try, and who else lets people in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from corridor.core.access.rates import DEFAULTS
from corridor.web.running.fitness.findings import Finding, doubtful, failed, good


def limits(now: datetime) -> Iterator[Finding]:
    """Look whether guessing and overuse are held up."""
    missing = [of.value for of in DEFAULTS if of not in settings.RATES]
    if missing:
        yield doubtful("limits", f"nothing limits: {', '.join(missing)}", "Take `off` out of CORRIDOR_RATES.")
    else:
        yield good("limits", "attempts, pages, searches, exports and programs are limited")


def sign_on(now: datetime) -> Iterator[Finding]:
    """Look whether the provider of sign-on is reached safely, and whether others can read the node's secret there."""
    if settings.OIDC is None:
        yield good("sign-on", "no provider is set")
        return
    place = Path(os.environ.get("CORRIDOR_OIDC_SECRET_FILE", ""))
    if place.is_file() and place.stat().st_mode & 0o077:
        yield failed("sign-on", "others can read the file of the client's secret", "chmod 600 the file.")
    elif not settings.OIDC.issuer.startswith("https://"):
        yield failed("sign-on", "the provider is reached without TLS", "Name an issuer that begins with https://.")
    elif settings.OIDC.believed:
        yield doubtful(
            "sign-on",
            "the provider's word stands for a second factor",
            "Make sure that it asks for one whenever it says so.",
        )
    else:
        yield good("sign-on", "the node asks for its own second factor")
