"""Any view leaves the node as PDF or PNG with its marking, its sources and for whom it was made."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from tests.browser.test_things import open_shipwreck, path_of

PICTURE = "/picture/?world=invented&measure=deaths&print=1"


def characters(font: Any) -> dict[int, str]:
    """Return what each glyph of a font of a PDF reads as."""
    table = font["/ToUnicode"].read_bytes().decode("latin-1") if "/ToUnicode" in font else ""
    found: dict[int, str] = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, text in re.findall(r"<(\w+)>\s*<(\w+)>", part):
            found[int(glyph, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for part in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(text, 16) + step)
    return found


def sheets(pdf: bytes) -> list[str]:
    """Return the letters on each sheet of a PDF, without spaces: browsers place words one by one."""
    told = []
    for page in pikepdf.open(io.BytesIO(pdf)).pages:
        resources: Any = page.obj.get("/Resources")
        fonts = {name: characters(font) for name, font in dict(resources.get("/Font", {})).items()}
        current: dict[int, str] = {}
        said: list[str] = []
        for one in pikepdf.parse_content_stream(page):
            step: Any = one
            operands, operator = step.operands, step.operator
            if str(operator) == "Tf":
                current = fonts.get(str(operands[0]), {})
            elif str(operator) in ("Tj", "TJ"):
                parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                for part in parts:
                    raw = bytes(part) if isinstance(part, pikepdf.String) else b""
                    said += [current.get(int.from_bytes(raw[at : at + 2]), "") for at in range(0, len(raw), 2)]
        told.append("".join(said).replace(" ", ""))
    return told


def saved(page: Any, button: Any, folder: Path) -> tuple[Image.Image, str]:
    """Return a picture that the page saved, and the words that it wrote into it."""
    with page.expect_download() as download:
        button.click()
    path = folder / "saved.png"
    download.value.save_as(path)
    return Image.open(io.BytesIO(path.read_bytes())), str(page.evaluate("document.body.dataset.pictureWritten"))


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_picture_is_saved_with_marking_sources_and_reader(visit: Any, tmp_path: Path, locale: str) -> None:
    visitor = visit("int.sorrel", locale=locale)
    page = visitor.goes(PICTURE)
    visitor.sees_the_map()

    for button in page.locator("[data-save-picture]").all():
        drawn, written = saved(page, button, tmp_path)
        assert all(word in written for word in ("TLP:AMBER", "XA-POL", "XB-CGD", "INT-JSC", "UTC"))
        assert dark(drawn.crop((0, drawn.height - 90, drawn.width, drawn.height))) > 200, "nothing stands below"
        edges = [dark(drawn.crop(box)) for box in below(drawn)]
        assert (edges[0] < edges[1]) == (locale == "ar"), "the words stand on the side where the language begins"
    assert page.locator("[data-save-picture]").count() == 2
    assert [one for one in visitor.complaints if "ReadPixels" not in one] == []


def below(picture: Image.Image) -> tuple[tuple[int, int, int, int], tuple[int, int, int, int]]:
    """Return the left and the right third of what stands below a picture."""
    top, third = picture.height - 90, picture.width // 3
    return (0, top, third, picture.height), (picture.width - third, top, picture.width, picture.height)


def dark(picture: Image.Image) -> int:
    """Return how many pixels are dark."""
    return sum(picture.convert("L").histogram()[:128])


def test_every_sheet_of_a_pdf_says_marking_sources_and_for_whom(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = visitor.goes(PICTURE)
    visitor.sees_the_map()

    told = sheets(page.pdf(format="A4"))

    assert len(told) > 2
    for sheet in told:
        assert all(word in sheet for word in ("TLP:AMBER", "Sources:XA-POL", "PrintedforINT-JSC,analyst"))


def test_the_page_of_the_screen_puts_nothing_of_itself_on_paper(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = open_shipwreck(visitor)
    screen = "".join(sheets(page.pdf(format="A4")))
    visitor.goes(path_of(page, visitor) + "print/")

    paper = "".join(sheets(page.pdf(format="A4")))

    assert "Thisisthepageofthescreen" in screen
    assert "Whosayswhat" not in screen
    assert "Whosayswhat" in paper
    assert "Printedfor" in paper


def test_prices_a_watch_and_a_thing_are_printed_with_marking_and_sources(visit: Any, tmp_path: Path) -> None:
    visitor = visit("int.sorrel")
    page = visitor.goes("/watch/")
    watched = path_of(page, visitor) if not (link := page.locator("main table a").first).count() else ""
    watched = watched or str(link.get_attribute("href"))
    thing = path_of(open_shipwreck(visitor), visitor)

    for path in ("/fees/?world=invented&print=1", f"{watched}?print=1", f"{thing}print/"):
        page = visitor.goes(path)
        told = "".join(sheets(page.pdf(format="A4")))
        assert "PrintedforINT-JSC,analyst" in told, path
        assert "Sources:" in told, path
        assert page.locator("[data-marking]").get_attribute("data-marking"), path
        for button in page.locator("[data-save-picture]").all()[:1]:
            _, written = saved(page, button, tmp_path)
            assert "INT-JSC" in written
