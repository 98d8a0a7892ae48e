"""Where the node is served and where it refuses to be; and a node that is served by TLS, asked from outside."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corridor.web import serving
from corridor.web.running import certificate
from corridor.web.serving import Serving
from tests.ports import free_port
from tests.web.running.homes import Home, clean_environment

PLAIN = Serving(host="127.0.0.1", port=0)
PROXIED = replace(PLAIN, proxies=("192.0.2.10",))


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate and its key."""
    kept, key, _ = certificate.make_trial(tmp_path / "tls", ["localhost", "127.0.0.1"], days=1, now=datetime.now(UTC))
    return kept, key


def refused(asked: Serving) -> str:
    """Return the code under which serving is refused, or nothing."""
    found = serving.refusal(asked)
    return "" if found is None else found["code"]


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_loopback_is_served_without_tls(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CORRIDOR_HOSTS", raising=False)

    assert refused(replace(PLAIN, host=host)) == ""


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "node.example"])
def test_nothing_beyond_loopback_is_served_without_tls(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORRIDOR_HOSTS", "node.example")

    assert refused(replace(PLAIN, host=host)) == "node.E08"


def test_beyond_loopback_and_behind_a_proxy_the_names_must_be_set(
    monkeypatch: pytest.MonkeyPatch, keys: tuple[Path, Path]
) -> None:
    by_tls = replace(PLAIN, host="0.0.0.0", certificate=str(keys[0]), key=str(keys[1]))
    monkeypatch.delenv("CORRIDOR_HOSTS", raising=False)
    without = [refused(one) for one in (by_tls, PROXIED, replace(PROXIED, host="0.0.0.0"))]

    monkeypatch.setenv("CORRIDOR_HOSTS", "node.example")

    assert without == ["node.E09"] * 3
    assert [refused(one) for one in (by_tls, PROXIED, replace(PROXIED, host="0.0.0.0"))] == [""] * 3


def test_a_certificate_needs_its_key_and_both_must_be_there(keys: tuple[Path, Path], tmp_path: Path) -> None:
    assert refused(replace(PLAIN, certificate=str(keys[0]))) == "node.E06"
    assert refused(replace(PLAIN, key=str(keys[1]))) == "node.E06"
    assert refused(replace(PLAIN, certificate=str(keys[0]), key=str(tmp_path / "none"))) == "node.E07"


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        assert refused(replace(PLAIN, port=taken.getsockname()[1])) == "node.E04"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, (False, 0, False)),
        ({"CORRIDOR_TLS_CERT": "x.crt"}, (True, 31536000, False)),
        ({"CORRIDOR_PROXIES": "192.0.2.10"}, (True, 31536000, True)),
        ({"CORRIDOR_ORIGINS": "https://node.example"}, (True, 0, False)),
    ],
)
def test_cookies_and_hsts_follow_where_tls_ends(
    tmp_path: Path, environment: dict[str, str], expected: tuple[bool, int, bool]
) -> None:
    asked = (
        "import json, corridor.web.settings.desk as s;"
        "print(json.dumps([s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and s.LANGUAGE_COOKIE_SECURE,"
        "s.SECURE_HSTS_SECONDS, bool(s.SECURE_PROXY_SSL_HEADER and s.SECURE_SSL_REDIRECT)]))"
    )
    given = {**clean_environment(), "CORRIDOR_HOME": str(tmp_path), **environment}

    told = subprocess.run([sys.executable, "-c", asked], env=given, capture_output=True, text=True, check=True)

    assert tuple(json.loads(told.stdout)) == expected


@contextmanager
def served(home: Home, *arguments: str, **environment: str) -> Iterator[int]:
    """Serve a node until the block ends; yield the port."""
    port = free_port()
    given = {**clean_environment(), **home.environment, **environment}
    command = [sys.executable, "-m", "corridor.cli", "--home", str(home.path), "serve", "--port", str(port)]
    log = (home.path.parent / "served.log").open("w")
    process = subprocess.Popen([*command, *arguments], env=given, stdout=log, stderr=log)
    try:
        _wait(port, process)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        log.close()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None
        try:
            context = ssl._create_unverified_context()
            with closing(http.client.HTTPSConnection("127.0.0.1", port, timeout=5, context=context)) as connection:
                connection.request("GET", "/health/ready")
                if connection.getresponse().status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    raise AssertionError("the node does not answer")


def test_a_node_is_served_by_tls_with_several_processes_and_a_log_without_addresses(
    tmp_path: Path, keys: tuple[Path, Path]
) -> None:
    home = Home(tmp_path / "home")
    home.run("init", "--authority", "XA-POL", "--country", "XA", "--kind", "police", "--name", "Node")
    trusted = ssl.create_default_context(cafile=str(keys[0]))
    tls = ("--tls-cert", str(keys[0]), "--tls-key", str(keys[1]))

    with served(home, *tls, "--workers", "2", CORRIDOR_HOSTS="localhost,127.0.0.1", CORRIDOR_LOG="json") as port:
        with closing(http.client.HTTPSConnection("127.0.0.1", port, timeout=10, context=trusted)) as connection:
            connection.request("GET", "/accounts/login/?next=/zephyrine/", headers={"X-Forwarded-For": "192.0.2.77"})
            answer = connection.getresponse()
            body = answer.read().decode()
        workers = len(list((home.path / "run").glob("worker-*")))
        upgraded = home.run("upgrade")

    log = (tmp_path / "served.log").read_text()
    assert answer.status == 200
    assert answer.getheader("Strict-Transport-Security") == "max-age=31536000; includeSubDomains"
    assert "Secure" in str(answer.getheader("Set-Cookie"))
    assert "Corridor" in body
    assert workers == 1
    assert upgraded[0] == 0
    assert '"route": "account_login", "status": 200' in log
    assert "zephyrine" not in log
    assert "192.0.2.77" not in log
    assert (home.path / "desk.sqlite3").stat().st_mode & 0o077 == 0
