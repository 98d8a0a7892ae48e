"""What the node reads from its environment about sign-in; what is half said is refused or counts for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridor.core.access.errors import RatesUnreadable, SignOnUnset
from corridor.core.access.rates import DEFAULTS
from corridor.web.settings import environment

NAMES = ("ISSUER", "CLIENT", "SECRET_FILE", "NAME", "SECOND_FACTOR")


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An environment that names a provider, and the file of the secret."""
    secret = tmp_path / "secret"
    secret.write_text(" s3cret \n", encoding="utf-8")
    values = ("https://id.example/realm", "corridor", str(secret), "", "mfa hwk")
    for name, value in zip(NAMES, values, strict=True):
        monkeypatch.setenv(f"CORRIDOR_OIDC_{name}", value)
    return secret


def test_a_provider_is_read_with_its_secret_from_a_file(named: Path) -> None:
    provider = environment.provider()

    assert provider is not None
    assert (provider.issuer, provider.client, provider.secret) == ("https://id.example/realm", "corridor", "s3cret")
    assert (provider.name, provider.believed) == ("id.example", frozenset({"mfa", "hwk"}))


@pytest.mark.parametrize("name", ["ISSUER", "CLIENT", "SECRET_FILE"])
def test_a_provider_half_named_is_none(named: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv(f"CORRIDOR_OIDC_{name}")

    assert environment.provider() is None


def test_a_secret_that_is_not_there_is_told(named: Path) -> None:
    named.unlink()

    with pytest.raises(SignOnUnset):
        environment.provider()


def test_limits_hold_unless_they_are_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CORRIDOR_RATES", raising=False)
    assert environment.rates() == DEFAULTS

    monkeypatch.setenv("CORRIDOR_RATES", "search=many")
    with pytest.raises(RatesUnreadable):
        environment.rates()


@pytest.mark.parametrize(
    ("by_tls", "name"), [("", "corridor_desk_session"), ("10.0.0.1", "__Host-corridor_desk_session")]
)
def test_a_cookie_is_bound_to_the_host_where_it_travels_by_tls(
    monkeypatch: pytest.MonkeyPatch, by_tls: str, name: str
) -> None:
    for setting in ("CORRIDOR_TLS_CERT", "CORRIDOR_ORIGINS"):
        monkeypatch.delenv(setting, raising=False)
    monkeypatch.setenv("CORRIDOR_PROXIES", by_tls)

    assert environment.cookie("desk", "session") == name
