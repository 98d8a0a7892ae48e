"""Takes the pictures of the pages for the documentation, in English and in Arabic.

    .venv/bin/python docs/screenshots.py [folder]

It makes a demonstration of its own in a temporary folder, serves both zones on loopback, and ends them. It needs
Chromium, and what the tests need.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from corridor.demo.sign_ins import PASSWORD

HERE = Path(__file__).resolve().parent
CORRIDOR = Path(sys.executable).parent / "corridor"
WIDE: Any = {"width": 1440, "height": 900}
NARROW: Any = {"width": 390, "height": 844}
HEAVIEST = 150_000
"""So many bytes a picture may have."""

PAGES = (
    ("home", "desk", "int.sorrel", "/"),
    ("picture", "desk", "int.sorrel", "/picture/?world=invented&measure=deaths"),
    ("thing", "desk", "int.sorrel", "/find/?words=Second%20Tide"),
    ("report", "desk", "xa.jorul", "/reports/new/"),
    ("fees", "desk", "int.sorrel", "/fees/?world=invented"),
    ("watch", "desk", "int.sorrel", "/watch/"),
    ("compare", "desk", "int.sorrel", "/picture/compare/?world=invented&measure=people"),
    ("vocabularies", "desk", "int.sorrel", "/vocabularies/methods/"),
    ("print", "desk", "int.sorrel", "/picture/?world=invented&measure=deaths&print=1"),
    ("interviews", "protection", "mp.alune", "/interviews/"),
)
"""Ten main pages: name, zone, who looks, address."""

ON_TELEPHONES = ("picture", "report", "interviews")


@contextmanager
def served() -> Iterator[dict[str, str]]:
    """Serve a demonstration, and yield the address of each zone."""
    with tempfile.TemporaryDirectory(prefix="corridor-pictures-") as folder:
        ours = ("CORRIDOR_", "DJANGO_")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        command = [str(CORRIDOR), "--home", str(Path(folder) / "home")]
        subprocess.run([*command, "demo"], check=True, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603  # ours
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        serve = [*command, "serve", "--port", str(port)]
        process = subprocess.Popen(serve, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603  # ours
        addresses = {"desk": f"http://127.0.0.1:{port}", "protection": f"http://127.0.0.1:{port + 1}"}
        try:
            for address in addresses.values():
                _wait(f"{address}/accounts/login/")
            yield addresses
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def _wait(address: str) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  # loopback
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.3)
    sys.exit("the demonstration did not answer")


def opened(browser: Browser, address: str, handle: str, language: str, screen: Any) -> Page:
    """Return a page of somebody who is signed in."""
    page = browser.new_context(locale=language, viewport=screen).new_page()
    page.goto(f"{address}/")
    page.fill("input[name=login]", handle)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    if "purpose" in page.url:
        page.locator("input[name=acting]").first.check()
        page.click("main button[type=submit]")
    return page


def taken(page: Page, address: str, name: str, path: str) -> bytes:
    """Return a picture of one page; a thing is reached by its words."""
    page.goto(address + path)
    if name == "thing":
        page.locator(".result a").first.click()
        page.wait_for_url("**/things/**")
    if page.locator("[data-map]").count():
        page.wait_for_selector("[data-map][data-ready]", state="attached")
    page.wait_for_load_state("networkidle")
    return page.screenshot()


def written(picture: bytes, path: Path) -> int:
    """Write a picture as WebP that is small enough, and return its size."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for quality in (82, 70, 55, 40):
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", quality=quality, method=6)
        if buffer.tell() <= HEAVIEST:
            break
    path.write_bytes(buffer.getvalue())
    return buffer.tell()


def main(arguments: list[str]) -> int:
    """Take every picture."""
    folder = Path(arguments[0]) if arguments else HERE / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with served() as addresses, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-quic"])
        for language in ("en", "ar"):
            for suffix, screen, wanted in (
                ("", WIDE, [page[0] for page in PAGES]),
                ("-narrow", NARROW, list(ON_TELEPHONES)),
            ):
                people: dict[tuple[str, str], Page] = {}
                for name, zone, handle, path in PAGES:
                    if name not in wanted:
                        continue
                    if (zone, handle) not in people:
                        people[zone, handle] = opened(browser, addresses[zone], handle, language, screen)
                    picture = taken(people[zone, handle], addresses[zone], name, path)
                    file = folder / f"{name}{suffix}-{language}.webp"
                    sys.stdout.write(f"{file.name}: {written(picture, file)} bytes\n")
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
