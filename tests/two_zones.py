"""A desk and the protection zone beside it as two real sets of processes over loopback, and a browser to ask them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from tests.ports import free_port

READY_SECONDS = 90
PASSWORD = "correct horse battery staple"  # as in tests/cast.py, which only a process of a zone can load
FOUND = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests import cast; cast.found()
from allauth.mfa.models import Authenticator; Authenticator.objects.all().delete()
"""
ROOT = Path(__file__).parents[1]


def clean_environment() -> dict[str, str]:
    """Return the environment without anything of a node in it."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("CORRIDOR_", "DJANGO_"))}


@dataclass(frozen=True)
class Zones:
    """The two homes and where they are served."""

    desk: Path
    protection: Path
    port: int

    @property
    def origins(self) -> dict[str, str]:
        """Where each zone is reached."""
        return {"desk": f"http://127.0.0.1:{self.port}", "protection": f"http://127.0.0.1:{self.port + 1}"}

    def run(self, zone: str, *arguments: str) -> dict[str, Any]:
        """Run a command at one of the zones and return what it told."""
        home = self.desk if zone == "desk" else self.protection
        command = [sys.executable, "-m", "corridor.cli", "--home", str(home), *arguments, "--json"]
        done = subprocess.run(
            command, env=clean_environment(), capture_output=True, text=True, check=False, timeout=120
        )
        assert done.stdout, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def script(self, zone: str, written: str) -> str:
        """Run Python inside one of the zones, as somebody with the key to the machine, and return what it printed."""
        home = self.desk if zone == "desk" else self.protection
        given = {**clean_environment(), "CORRIDOR_HOME": str(home), "PYTHONPATH": str(ROOT)}
        given["DJANGO_SETTINGS_MODULE"] = f"corridor.web.settings.{zone}"
        done = subprocess.run(
            [sys.executable, "-c", written],
            env=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
            cwd=ROOT,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def make(folder: Path) -> Zones:
    """Make both zones with the cast, and introduce them to each other."""
    from corridor.web.home import lay_out

    zones = Zones(folder / "desk", folder / "desk" / "protection", free_port(together=2))
    for zone, home in (("desk", zones.desk), ("protection", zones.protection)):
        lay_out(home, zone, demonstration=True)
        (home / "demonstration").write_text("complete\n", encoding="ascii")
        zones.script(zone, FOUND)
    _introduce(zones, "desk", "protection", "xa.administrator", "xa.overseer")
    _introduce(zones, "protection", "desk", "mp.administrator", "mp.overseer")
    return zones


def _introduce(zones: Zones, to: str, whom: str, administrator: str, overseer: str) -> None:
    card = zones.desk.parent / f"{whom}.card"
    shown = zones.run(whom, "door", "show", str(card), "--origin", "beside")
    same = ("--fingerprint", shown["fingerprint"])
    added = zones.run(to, "door", "add", str(card), *same, "--as", administrator)
    assert added["ok"], added
    confirmed = zones.run(to, "door", "confirm", shown["code"], *same, "--as", overseer)
    assert confirmed["ok"], confirmed


@contextmanager
def served(zones: Zones, log: Path) -> Iterator[None]:
    """Serve both zones while the block runs; what they log goes to a file."""
    command = [sys.executable, "-m", "corridor.cli", "--home", str(zones.desk), "serve", "--port", str(zones.port)]
    given = {
        **clean_environment(),
        "CORRIDOR_LOG": "json",
        "CORRIDOR_METRICS_TOKEN": "collector",
        "CORRIDOR_RATES": "off",
    }
    with log.open("ab") as to:
        process = subprocess.Popen([*command, "--json"], env=given, stdout=to, stderr=to)
        try:
            for origin in zones.origins.values():
                _wait(f"{origin}/health/ready", process)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=40)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "the zones ended by themselves"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise AssertionError(f"{address} did not answer")


@dataclass(frozen=True)
class Page:
    """An answer: its status, headers and body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    url: str

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    @property
    def whole(self) -> bytes:
        """Everything that came back."""
        return str(self.headers).encode() + self.body


class Browser:
    """A browser without scripts, with its own cookies."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def sign_in(self, handle: str) -> Browser:
        """Sign in and choose the officer's first function and purpose."""
        self.post("/accounts/login/", {"login": handle, "password": PASSWORD}, form_of="/accounts/login/")
        page = self.get("/purpose/")
        label = re.findall(r'name="acting" value="(\d+)"', page.text)
        self.post("/purpose/", {"acting": label[0]}, form_of="/purpose/")
        return self

    def get(self, path: str, *, token: str = "") -> Page:
        """Ask for a page; as a program where a token is given."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self._ask(urllib.request.Request(self.origin + path, headers=headers))

    def post(self, path: str, fields: Mapping[str, str | Sequence[str]], *, form_of: str = "") -> Page:
        """Send a form, with the hidden fields of the page it stands on."""
        page = self.get(form_of or path).text
        hidden = {
            name: found[1]
            for name in ("csrfmiddlewaretoken", "duty", "ground")
            if (found := re.search(rf'name="{name}" value="([^"]*)"', page))
        }
        sent = urllib.parse.urlencode({**hidden, **fields}, doseq=True).encode()
        return self._ask(urllib.request.Request(self.origin + path, data=sent, headers={"Referer": self.origin + path}))

    def _ask(self, request: urllib.request.Request) -> Page:
        try:
            with self._opener.open(request, timeout=60) as response:
                return Page(response.status, tuple(response.headers.items()), response.read(), response.url)
        except urllib.error.HTTPError as refused:
            return Page(refused.code, tuple(refused.headers.items()), refused.read(), refused.url or "")
