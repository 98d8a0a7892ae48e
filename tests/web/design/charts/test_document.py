"""Charts as documents carry them, and the looks that pages and documents share."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from corridor.web.design.charts import paper, svg
from corridor.web.design.charts.document import to_html, to_svg
from corridor.web.design.charts.lines import lines
from corridor.web.design.charts.multiples import Panel, multiples
from corridor.web.design.charts.raster import to_png
from corridor.web.design.charts.records import Chart, Line, Point
from corridor.web.design.charts.samples import charts

STYLES = Path(__file__).resolve().parents[4] / "frontend" / "src" / "style"
SAMPLES = tuple(charts())
ROUTE = "غرب البلقان 2"
SMALL = lines("Detections", [Line(ROUTE, [Point("2021-01", 5)]), Line("<b>B</b>", [Point("2021-02", 6)])])


def of_every_kind() -> list[Chart]:
    return [part for chart in SAMPLES for part in (chart, *chart.panels)]


def test_a_page_and_a_document_know_the_same_roles() -> None:
    sheet = (STYLES / "charts.css").read_text(encoding="utf-8")

    used = {
        shape.role
        for chart in of_every_kind()
        for drawing in (chart.wide, chart.narrow)
        for shape in (drawing.shapes if drawing else ())
        if shape.role
    }

    assert used == set(svg.ROLES)
    assert {role for role in svg.ROLES if not re.search(rf"\.chart__{role}[\s,)]", sheet)} == set()
    assert {number for number in range(2, len(svg.DASHES)) if f".chart-dash-{number} " not in sheet} == set()


def luminance(colour: str) -> float:
    wide = colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])
    parts = (int(wide[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def variables(sheet: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours of a style sheet in light and in dark."""
    light, dark = (
        (STYLES / sheet).read_text(encoding="utf-8").split("@media screen and (prefers-color-scheme: dark)")[:2]
    )
    find = re.compile(r"(--[\w-]+): (#[0-9a-f]+);")
    return dict(find.findall(light)), dict(find.findall(dark))


@pytest.mark.parametrize("is_dark", [False, True])
def test_colours_stand_out_from_every_ground_and_figures_from_their_box(is_dark: bool) -> None:
    ground, colours = variables("colours.css")[is_dark], variables("charts.css")[is_dark]

    for tone in range(1, 7):
        assert min(contrast(colours[f"--chart-{tone}"], ground[name]) for name in ("--paper", "--surface")) >= 3
    for step in range(6):
        letters = colours["--on-dark" if step >= 4 else "--on-light"]
        assert contrast(colours[f"--heat-{step}"], letters) >= 4.5, step


def test_the_colours_of_documents_are_those_of_light_pages() -> None:
    light, _ = variables("charts.css")

    assert list(svg.COLOURS[1:]) == [light[f"--chart-{tone}"] for tone in range(1, 7)]
    assert list(svg.HEAT) == [light[f"--heat-{step}"] for step in range(6)]


@pytest.mark.parametrize("chart", SAMPLES, ids=lambda chart: chart.title)
def test_a_drawing_that_stands_alone_refers_to_nothing(chart: Chart) -> None:
    alone = to_svg(chart)
    drawn = ElementTree.fromstring(alone)

    assert "url(" not in alone
    assert alone.count("http") == 1
    assert not {name for one in drawn.iter() for name in one.attrib} & {"class", "style", "href", "id"}
    assert drawn[0].text == chart.title


def test_words_of_a_document_are_laid_on_the_drawing_where_letters_are_joined() -> None:
    laid = to_html(SMALL, 600)

    assert "<text" not in laid
    assert re.search(rf'direction: rtl; color: #16232b">{ROUTE}</span>', laid)
    assert "&lt;b&gt;B&lt;/b&gt;" in laid


def test_words_of_panels_stand_in_their_own_panel() -> None:
    chart = multiples("Detections", [Panel(name, [Point("2021-01", 5)]) for name in ("First", "Second")])

    laid = to_html(chart, 518)

    places = [re.search(rf"left: ([\d.]+)px[^>]*>{name}</span>", laid) for name in ("First", "Second")]
    assert [float(place[1]) for place in places if place] == [0, 268]


def test_a_picture_is_as_wide_as_asked_and_not_empty() -> None:
    from PIL import Image

    picture = Image.open(io.BytesIO(to_png(SMALL, 400)))

    assert picture.width == 400
    assert len(picture.convert("L").getcolors() or ()) > 20


def test_what_a_page_refers_to_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("@page { size: 111px 111px }")
    asked = f'<link rel="stylesheet" href="{secret.as_uri()}"><img src="http://127.0.0.1:9/x.png">'

    with_link, without = (paper.to_pdf(f"<html><head>{head}</head><body>A</body></html>") for head in (asked, ""))

    size = re.compile(rb"/MediaBox ?\[[^\]]+\]")
    assert size.findall(with_link) == size.findall(without)


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1/", "font:../../secret.woff2", "data:,x"])
def test_only_the_fonts_of_the_project_are_handed_out(address: str) -> None:
    with pytest.raises(ValueError, match="only the fonts"):
        paper._fetcher().fetch(address)


def test_every_letter_of_an_arabic_line_has_a_glyph_in_the_fonts_of_the_project(
    caplog: pytest.LogCaptureFixture,
) -> None:
    paper.to_pdf(f"<html lang='ar' dir='rtl'><body>{ROUTE} · 1,204 – (12)</body></html>")

    assert "notdef" not in caplog.text
