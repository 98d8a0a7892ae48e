"""A node whose door stands open is told so: without limits, or with a provider of sign-on that is not safe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corridor.core.access.rates import DEFAULTS
from corridor.web.running.fitness.entrance import limits, sign_on
from corridor.web.settings.environment import Provider
from tests import make

HTTPS, HTTP = "https://id.example", "http://id.example"


def states(found: Any) -> list[str]:
    return [str(one.state) for one in found]


def test_a_node_with_its_limits_is_sound_and_one_without_is_not(settings: Any) -> None:
    settings.RATES = dict(DEFAULTS)
    sound = states(limits(make.NOW))

    settings.RATES = {}

    assert sound != states(limits(make.NOW))
    assert "sign-in" in next(iter(limits(make.NOW))).what


@pytest.mark.parametrize(
    ("issuer", "mode", "believed", "says"),
    [
        (HTTPS, 0o600, frozenset(), "its own second factor"),
        (HTTPS, 0o600, frozenset({"mfa"}), "stands for a second factor"),
        (HTTPS, 0o640, frozenset(), "others can read"),
        (HTTP, 0o600, frozenset(), "without TLS"),
    ],
)
def test_a_provider_is_looked_at(
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    issuer: str,
    mode: int,
    believed: frozenset[str],
    says: str,
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s")
    secret.chmod(mode)
    monkeypatch.setenv("CORRIDOR_OIDC_SECRET_FILE", str(secret))
    settings.OIDC = Provider(issuer, "client", "s", "House", believed)

    (found,) = sign_on(make.NOW)

    assert says in found.what


def test_no_provider_is_no_fault(settings: Any) -> None:
    settings.OIDC = None

    (found,) = sign_on(make.NOW)

    assert "no provider" in found.what
