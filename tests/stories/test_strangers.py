"""Two strangers connect two fresh installations by the how-tos alone: share, get a hit, ask, recall.

Nothing is called but the commands and pages that docs/howto names; each node is made by `corridor init` and served.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests import two_zones
from tests.ports import free_port
from tests.two_zones import Browser

OWN_PASSWORD = "a long quiet river in spring"
PURPOSE = "operational-analysis"
DUTIES = (
    ("administrator", "administrator:administration"),
    ("overseer", "overseer:oversight"),
    ("lawyer", "legal-officer:oversight"),
    ("first", f"analyst:{PURPOSE}"),
)
SECOND = ("second", f"analyst:{PURPOSE}")
"""Needed where reports are released."""

PATIENCE_SECONDS = 60
"""How long a letter may take on a busy machine; it takes a second or two."""

TODAY = datetime.now(UTC).date()
SOON = str(TODAY + timedelta(days=180))


@dataclass(frozen=True)
class Side:
    """One of the strangers: the node that they made, and the commands and pages they work by."""

    short: str
    code: str
    home: Path
    port: int
    handed: dict[str, str]

    @property
    def origin(self) -> str:
        """Where the node is served."""
        return f"http://127.0.0.1:{self.port}"

    def run(self, *typed: str, by: str = "", is_refused: bool = False) -> dict[str, Any]:
        """Run a command as one of the officers, and return what it told."""
        done = self.typed(*typed, *(("--as", f"{self.short}.{by}") if by else ()), "--json")
        told: dict[str, Any] = json.loads(done.stdout)
        assert told["ok"] is not is_refused, told
        return told

    def typed(self, *typed: str) -> subprocess.CompletedProcess[str]:
        """Run a command as it is typed."""
        command = [sys.executable, "-m", "corridor.cli", "--home", str(self.home), *typed]
        return subprocess.run(
            command,
            env=two_zones.clean_environment(),
            cwd=self.home.parent,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def make(self, name: str, duties: Sequence[tuple[str, str]]) -> str:
        """Make the node and its officers; return the digits of its card."""
        country = self.short.upper()
        self.run("init", "--authority", self.code, "--country", country, "--kind", "police", "--name", name)
        for handle, duty in duties:
            told = self.run("officer", f"{self.short}.{handle}", "--name", f"{name} {handle}", "--duty", duty)
            self.handed[handle] = told["password"]
        card = self.run("partner", "card", str(self.card), "--origin", self.origin, by="administrator")
        return str(card["fingerprint"])

    @property
    def card(self) -> Path:
        """Where the card lies that is sent to the other side."""
        return self.home.parent / f"{self.short}.card"

    def meets(self, other: Side, digits: str) -> None:
        """Two people accept the other's card, and two sign what may go there."""
        same = ("--fingerprint", digits)
        self.run("partner", "add", str(other.card), *same, by="administrator")
        self.run("partner", "confirm", other.code, *same, by="overseer")
        days = ("--made-on", str(TODAY), "--review-on", SOON)
        named = ("--reference", "HR 3")
        found = self.run("partner", "assess", other.code, "--finding", "acceptable", *days, *named, by="lawyer")
        self.run("partner", "assess", other.code, "--confirm", found["assessment"], by="overseer")
        may = ("--may", "non-personal", "--may", "identifiers", "--for", PURPOSE, "--until", SOON)
        carried = ("--basis", "police-information:invented-agreement-xa-xb", "--reference", "MoU 7")
        signed = self.run("partner", "ceiling", other.code, *may, *carried, by="lawyer")
        self.run("partner", "ceiling", other.code, "--confirm", signed["ceiling"], by="overseer")

    def signs_in_first(self, handle: str) -> Browser:
        """Go through the five pages of the first time, and return the browser in which somebody works."""
        browser = Browser(self.origin)
        typed = {"login": f"{self.short}.{handle}", "password": self.handed[handle], "next": "/"}
        page = browser.post("/accounts/login/", typed, form_of="/")
        assert page.url.endswith("/accounts/password/change/")
        own = {"oldpassword": self.handed[handle], "password1": OWN_PASSWORD, "password2": OWN_PASSWORD}
        page = browser.post("/accounts/password/change/", own)
        assert page.url.endswith("/accounts/2fa/")
        page = _with_app(browser)
        assert len(re.findall(r"\b\d{12}\b", page.text)) == 10
        page = browser.get("/")
        assert "/purpose/" in page.url
        label = re.findall(r'name="acting" value="(\d+)"', page.text)
        assert browser.post("/purpose/", {"acting": label[0]}).status == 200
        return browser

    def brings(self, name: str, rows: str) -> None:
        """Describe a table of vehicles, and import it for partner authorities."""
        table, mapping = self.home.parent / f"{name}.csv", self.home.parent / f"{name}.yaml"
        table.write_text(f"Ref,Plate,State\n{rows}\n", encoding="utf-8")
        mapping.write_text(self.typed("mapping", "propose", str(table), "--as", f"{self.short}.first").stdout, "utf-8")
        self.run("mapping", "add", str(mapping), by="first")
        assert self.run("import", str(table), "--marking", "partners", by="first")["accepted"] == rows.count("\n") + 1


def _with_app(browser: Browser) -> two_zones.Page:
    """Set up an app, and send the code on the page that showed the secret: asked for again, it shows another one."""
    page = browser.get("/accounts/2fa/totp/activate/")
    secret = re.search(r'value="([A-Z2-7]{32})"', page.text)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert secret is not None and token is not None
    code = str(format_hotp_value(hotp_value(secret[1], int(time.time()) // 30)))
    sent = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "code": code}).encode()
    return browser._ask(urllib.request.Request(page.url, data=sent, headers={"Referer": page.url}))


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Side, Side]]:
    """Two nodes of people who never met, made, served and connected at once."""
    folder = tmp_path_factory.mktemp("strangers")
    port = free_port(together=2)
    xa = Side("xa", "XA-POL", folder / "xa", port, {})
    xb = Side("xb", "XB-NAT", folder / "xb", port + 1, {})
    with ExitStack() as served, ThreadPoolExecutor(2) as both:
        of_xa, of_xb = both.map(Side.make, (xa, xb), ("National Police", "National Unit"), ((*DUTIES, SECOND), DUTIES))
        for side in (xa, xb):
            served.enter_context(_served(side))
        list(both.map(Side.meets, (xa, xb), (xb, xa), (of_xb, of_xa)))
        yield xa, xb


@contextmanager
def _served(side: Side) -> Iterator[None]:
    command = [sys.executable, "-m", "corridor.cli", "--home", str(side.home), "serve", "--port", str(side.port)]
    process = subprocess.Popen(
        command, env=two_zones.clean_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        two_zones._wait(f"{side.origin}/health/ready", process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=40)


def _once(reader: Browser, path: str, wanted: str) -> None:
    """Open a page until it says something, as somebody does who waits for a letter."""
    until = time.monotonic() + PATIENCE_SECONDS
    while wanted not in reader.get(path).text:
        assert time.monotonic() < until, f"{path} does not say {wanted}"
        time.sleep(0.2)


def _files_a_lorry(side: Side, token: str) -> int:
    """File a report of a lorry as a program; return the status."""
    plate, country = {"property": "plate", "value": "XA 4411 K"}, {"property": "country", "value": "XA"}
    report = {
        "ref": "XA-2026-17",
        "filed_on": str(TODAY),
        "marking": {"preset": "partners"},
        "things": [{"name": "lorry", "kind": "Vehicle", "statements": [plate, country]}],
    }
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    sent = urllib.request.Request(f"{side.origin}/api/v1/reports", json.dumps(report).encode(), headers)
    return Browser(side.origin)._ask(sent).status


def _filed(writer: Browser, other: Browser, **graded: str) -> str:
    """File a report on the page and have a second officer release it; return what the release is made of."""
    typed = {
        "incident_kind": "interception",
        "occurred_on": str(TODAY - timedelta(days=2)),
        "border_type": "land",
        "place_text": "35.2, -5.6",
        "transport": "lorry",
        "marking": "partners",
        "act": "send",
        **graded,
    }
    sent = writer.post("/reports/new/", typed)
    report = re.search(r"/reports/([0-9a-f]{32})/$", sent.url)
    assert report is not None, sent.status
    shown = other.post(f"/reports/{report[1]}/release/", {}, form_of=f"/reports/{report[1]}/")
    load = re.search(r"/exchange/release/([0-9a-f]{32})/", shown.text)
    assert load is not None, shown.status
    return load[1]


@pytest.mark.deep
def test_two_strangers_connect_share_get_a_hit_ask_and_recall(sides: tuple[Side, Side]) -> None:
    xa, xb = sides
    found = xa.run("basis", "find", "XA", "XB", "--measure", "police-information")["bases"]
    plain = xa.typed("partner", "may", xb.code).stdout

    # A program of an officer who never signed in is refused; at the page the officer is led through the first time.
    token = xa.run("token", "Figures", by="first")["secret"]
    before = _files_a_lorry(xa, token)
    with ThreadPoolExecutor(1) as beside:
        brought = beside.submit(xb.brings, "lorries", "K-7,xa4411k,XA\nK-8,XB 1 ZZ,XB")
        first, second, there = xa.signs_in_first("first"), xa.signs_in_first("second"), xb.signs_in_first("first")
        brought.result()

    # A report is filed, released by a second officer, and goes to the partner; an ungraded one stays.
    going = ("--to", xb.code, "--purpose", PURPOSE)
    refused = xa.run("release", _filed(first, second), *going, by="first", is_refused=True)
    report = _filed(first, second, grade_source="B", grade_information="2")
    about = xa.run("release", report, *going, by="first")["release"]
    _once(there, "/exchange/received/", "Report of")
    (came,) = xb.run("received", by="first")["received"]

    # Both hold one plate, written in two ways: one side has it of a table, the other's program files it.
    filed = _files_a_lorry(xa, token)
    xa.run("match", "prepare", "--authority", xb.code, "--purpose", PURPOSE, by="first")
    (lorry,) = (one["uid"] for one in xb.run("find", "xa4411k", by="first")["results"])
    _once(there, "/matching/", f'value="{xa.code}"')
    asking = ("match", "ask", lorry, "--authority", xa.code, "--case", "XB-2026-17")
    _once(there, f"/matching/{xb.run(*asking, by='first')['question']}/", "answered")
    (answered,) = xb.run("match", "list", by="first")["questions"]
    (hit,) = answered["found"]

    # The hit is asked about, by its reference: a plate would need a ceiling that admits persons.
    question = ("request", "ask", "information", "--to", xa.code, "--basis", "som-10", "--case", "XB-2026-17")
    words = f"What is known of the lorry of hit {hit['reference']}?"
    closed = xb.run(*question, "--identifier", "plate=XA4411K", "--words", words, by="first", is_refused=True)
    asked = xb.run(*question, "--words", words, by="first")["request"]
    _once(second, "/requests/", xb.code)
    (waits,) = xa.run("request", "list", by="second")["to_answer"]
    meant = {"authority": xb.code, "reference": hit["reference"]}
    traced = second.post("/own-sets/trace/", meant, form_of="/own-sets/")
    xa.run("request", "answer", waits["request"], "--words", "It was stopped twice this spring.", by="second")
    _once(there, f"/requests/{asked}/", "It was stopped twice this spring.")

    # The report is recalled; the partner erases it and says so.
    xa.run("recall", about, "--reason", "wrong", by="second")
    _once(second, f"/exchange/releases/{about}/", "says that it erased it")
    (ended,) = xb.run("received", by="first")["received"]

    assert "invented-agreement-xa-xb" in {one["code"] for one in found}
    assert "may_go: ['identifiers', 'non-personal']" in plain
    assert (before, filed) == (401, 201)
    assert "not-graded" in refused["error"]["message"]
    assert (came["from"], came["state"], came["release"]) == (xa.code, "shown", about)
    assert (hit["key"], hit["thing"], hit["told"]) == ("plate:XA:xa4411k", lorry, "visible")
    assert "/things/" in traced.text
    assert closed["error"]["code"] == "partners.E04"
    assert (ended["release"], ended["state"]) == (about, "ended")
