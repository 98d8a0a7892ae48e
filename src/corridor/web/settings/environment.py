"""Everything this node reads from its environment, in one place."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from corridor.core.access.errors import MailUnset, SignOnUnset
from corridor.core.access.rates import Allowance, Rate, rates_from
from corridor.web.home import NODES


def home() -> Path:
    """Return the folder that holds the node's databases, keys and signed heads."""
    return Path(os.environ.get("CORRIDOR_HOME", ".corridor")).resolve()


def is_demonstration() -> bool:
    """Return whether this node runs the demonstration, which relaxes sign-in and says so on every page."""
    return (home() / "demonstration").exists()


def allowed_hosts() -> list[str]:
    """Return the host names this node answers to; loopback names unless told otherwise."""
    return os.environ.get("CORRIDOR_HOSTS", "127.0.0.1,localhost,[::1]").split(",")


def trusted_origins() -> list[str]:
    """Return the web origins whose forms are accepted behind a proxy that ends TLS."""
    return [origin for origin in os.environ.get("CORRIDOR_ORIGINS", "").split(",") if origin]


def is_served_by_tls() -> bool:
    """Return whether cookies must travel by TLS only: it ends at the node, its proxy, or an https origin is named."""
    return bool(tls_certificate() or proxies() or any(origin.startswith("https://") for origin in trusted_origins()))


def tls_certificate() -> str:
    """Return the file of the certificate by which the node itself serves TLS; nothing when it does not."""
    return os.environ.get("CORRIDOR_TLS_CERT", "")


def tls_key() -> str:
    """Return the file of the key that goes with the certificate."""
    return os.environ.get("CORRIDOR_TLS_KEY", "")


def proxies() -> list[str]:
    """Return the addresses of the proxies that end TLS in front of this node, and whose word on that is taken."""
    return [address.strip() for address in os.environ.get("CORRIDOR_PROXIES", "").split(",") if address.strip()]


def metrics_token() -> str:
    """Return the secret by which a collector asks for the counters; without one there are none."""
    return os.environ.get("CORRIDOR_METRICS_TOKEN", "")


def door_beside() -> str:
    """Return where the other zone of a demonstration is served; `corridor serve` tells it to both."""
    return os.environ.get("CORRIDOR_BESIDE", "") if is_demonstration() else ""


def logs_as_json() -> bool:
    """Return whether the log is one JSON object a line, with a line for each request."""
    return os.environ.get("CORRIDOR_LOG", "text") == "json"


@dataclass(frozen=True)
class Provider:
    """A provider of sign-on by OpenID Connect.

    `believed` are the values of the claims `amr` or `acr` by which it tells that it asked for a second factor.
    """

    issuer: str
    client: str
    secret: str
    name: str
    believed: frozenset[str] = frozenset()


def provider() -> Provider | None:
    """Return the provider of sign-on; none unless issuer, client and the file of the secret are all named.

    Raises:
        SignOnUnset: The file of the secret cannot be read.
    """
    issuer, client = os.environ.get("CORRIDOR_OIDC_ISSUER", ""), os.environ.get("CORRIDOR_OIDC_CLIENT", "")
    secret = os.environ.get("CORRIDOR_OIDC_SECRET_FILE", "")
    if not (issuer and client and secret):
        return None
    try:
        told = Path(secret).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as wrong:
        raise SignOnUnset from wrong
    return Provider(
        issuer=issuer,
        client=client,
        secret=told,
        name=os.environ.get("CORRIDOR_OIDC_NAME", "") or (urlsplit(issuer).hostname or issuer),
        believed=frozenset(os.environ.get("CORRIDOR_OIDC_SECOND_FACTOR", "").split()),
    )


def interview_delay_days() -> int:
    """Return for how many days at least interviews are not released; the rule itself allows no fewer than thirty."""
    told = os.environ.get("CORRIDOR_INTERVIEW_DELAY_DAYS", "")
    return int(told) if told.isdecimal() else 0


def rates() -> dict[Allowance, Rate]:
    """Return how often things may be done, by officer, token or address."""
    return rates_from(os.environ.get("CORRIDOR_RATES", ""))


@dataclass(frozen=True)
class Post:
    """How this node sends e-mail: the engine, and where to."""

    backend: str
    sender: str
    domains: tuple[str, ...]
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    is_tls: bool = False
    is_starttls: bool = False
    folder: str = ""


def post() -> Post:
    """Return how this node sends e-mail; it sends none unless `CORRIDOR_MAIL` says how.

    `CORRIDOR_MAIL` is `console`, `file` (a folder of the home) or an address such as `smtp://user@host:587` (STARTTLS),
    `smtps://user@host:465` or `smtp+plain://host:25`; the password stands in the file `CORRIDOR_MAIL_PASSWORD_FILE`. A
    demonstration writes files.

    Raises:
        MailUnset: The setting is none of these, or the file of the password cannot be read.
    """
    told = os.environ.get("CORRIDOR_MAIL", "file" if is_demonstration() else "")
    sender = os.environ.get("CORRIDOR_MAIL_FROM", "corridor@localhost")
    domains = tuple(os.environ.get("CORRIDOR_MAIL_DOMAINS", "").lower().split())
    engines = "django.core.mail.backends."
    if told in ("", "console", "file"):
        backend = {"": "dummy", "console": "console", "file": "filebased"}[told]
        return Post(f"{engines}{backend}.EmailBackend", sender, domains, folder=str(home() / "mail"))
    parts = urlsplit(told)
    if parts.scheme not in ("smtp", "smtps", "smtp+plain") or not parts.hostname:
        raise MailUnset
    secret = os.environ.get("CORRIDOR_MAIL_PASSWORD_FILE", "")
    try:
        password = Path(secret).read_text(encoding="utf-8").strip() if secret else ""
        port = parts.port or {"smtp": 587, "smtps": 465, "smtp+plain": 25}[parts.scheme]
    except (OSError, ValueError) as wrong:
        raise MailUnset from wrong
    return Post(
        backend=f"{engines}smtp.EmailBackend",
        sender=sender,
        domains=domains,
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=password,
        is_tls=parts.scheme == "smtps",
        is_starttls=parts.scheme == "smtp",
    )


def cookie(zone: str, name: str) -> str:
    """Return the name of a cookie of a zone; where it travels by TLS, one that no other host can set.

    Browsers share cookies between ports. The nodes of a route that a demonstration serves have names of their own.
    """
    at = f"_{home().name}" if is_demonstration() and home().parent.name == NODES else ""
    return f"{'__Host-' if is_served_by_tls() else ''}corridor_{zone}{at}_{name}"


def database(zone: str) -> dict[str, Any]:
    """Return the settings of one zone's only database.

    SQLite under the node's home unless `CORRIDOR_DATABASE` holds an address such as
    `postgresql://user:password@host:5432/name` (or `?host=/socket/folder`).
    """
    address = os.environ.get("CORRIDOR_DATABASE", "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home() / f"{zone}.sqlite3",
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 5,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456;"
                    "PRAGMA journal_size_limit=27103364; PRAGMA wal_autocheckpoint=6000; PRAGMA cache_size=-16000;"
                    "PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    parts = urlsplit(address)
    query = dict(item.split("=", 1) for item in parts.query.split("&") if "=" in item)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "")) or (parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def secret(zone: str) -> str:
    """Return the zone's secret for sessions and forms, made by `corridor init` and kept in its home."""
    path = home() / "keys" / f"{zone}.secret"
    return path.read_text(encoding="ascii").strip() if path.exists() else os.urandom(32).hex()
