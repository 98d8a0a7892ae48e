"""The settings for proxies that the guide shows, run as they stand there but for ports and certificate."""

from __future__ import annotations

import http.client
import http.server
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from corridor.web.running import certificate
from tests.ports import free_port

GUIDE = Path(__file__).parents[3] / "docs" / "howto" / "run-a-node.md"
SEARCHED = "/find/?q=searched-for"
TOO_LATE_S = 10


def shown(language: str) -> str:
    """Return the settings that the guide shows in one language."""
    found = re.search(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


class Told(http.server.BaseHTTPRequestHandler):
    """Answers with what it was told of the request."""

    def do_GET(self) -> None:
        said = f"{self.headers['Host']} {self.headers.get_all('X-Forwarded-Proto')}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Write nothing."""


def replaced(text: str, *parts: tuple[str, str]) -> str:
    """Return a text with some parts replaced, each of which must be there."""
    for old, new in parts:
        assert old in text, old
        text = text.replace(old, new)
    return text


def nginx(folder: Path, port: int, behind: int, kept: Path, key: Path) -> list[str]:
    """Return the command that runs nginx with the settings of the guide."""
    site = replaced(
        shown("nginx"),
        ("listen 443", f"listen 127.0.0.1:{port}"),
        ("/etc/ssl/corridor/chain.pem", str(kept)),
        ("/etc/ssl/corridor/key.pem", str(key)),
        ("/var/log/nginx/corridor.log", str(folder / "log")),
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
    )
    bodies = "".join(
        f"{name}_temp_path {folder / name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    around = f"daemon off;\npid {folder / 'pid'};\nerror_log {folder / 'log'} emerg;\nevents {{}}\n"
    (folder / "conf").write_text(f"{around}http {{\n{bodies}{site}}}\n")
    return ["nginx", "-e", str(folder / "log"), "-c", str(folder / "conf")]


def caddy(folder: Path, port: int, behind: int, kept: Path, key: Path) -> list[str]:
    """Return the command that runs Caddy with the settings of the guide."""
    site = replaced(
        shown("caddy"),
        ("{\n    log", "{\n    admin off\n    auto_https disable_redirects\n    log"),
        (
            "corridor.example {",
            f"https://localhost:{port} {{\n    bind 127.0.0.1\n    tls {kept} {key}",
        ),
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
    )
    (folder / "conf").write_text(site)
    return ["caddy", "run", "--config", str(folder / "conf"), "--adapter", "caddyfile"]


@contextmanager
def running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    """Run a proxy until it is no longer needed; what it writes stands in `log` and `said`."""
    with (folder / "said").open("wb") as said:
        proxy = subprocess.Popen(
            command, stdout=said, stderr=said, env={"HOME": str(folder), "PATH": "/usr/sbin:/usr/bin"}
        )
        try:
            until = time.monotonic() + TOO_LATE_S
            while time.monotonic() < until and proxy.poll() is None:
                try:
                    asked(port, "/")
                    break
                except OSError:
                    time.sleep(0.02)
            yield
        finally:
            proxy.terminate()
            proxy.wait(TOO_LATE_S)


def asked(port: int, path: str, **headers: str) -> tuple[int, str]:
    """Return what the proxy answers."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection("localhost", port, timeout=TOO_LATE_S, context=context)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("settings", [nginx, caddy])
def test_a_proxy_of_the_guide_tells_the_node_of_tls_and_writes_down_nothing_of_visits(
    settings: object, tmp_path: Path
) -> None:
    name = settings.__name__  # type: ignore[attr-defined]  # a function
    if shutil.which(name, path="/usr/sbin:/usr/bin") is None:
        pytest.skip(f"{name} is not here")
    kept, key, _ = certificate.make_trial(tmp_path / "tls", ["localhost"], days=1, now=datetime.now(UTC))
    behind = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Told)
    Thread(target=behind.serve_forever, args=(0.01,), daemon=True).start()
    port = free_port()

    with running(settings(tmp_path, port, behind.server_port, kept, key), tmp_path, port):  # type: ignore[operator]
        told = asked(port, SEARCHED, **{"X-Forwarded-Proto": "http"})
        behind.shutdown()
        behind.server_close()
        silent, _ = asked(port, SEARCHED)

    assert told == (200, f"localhost:{port} ['https']")
    assert silent == 502
    assert not any(
        "searched-for" in (tmp_path / name).read_text() for name in ("log", "said") if (tmp_path / name).exists()
    )
