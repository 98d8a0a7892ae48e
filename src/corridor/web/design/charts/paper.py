"""Pages become PDF with the fonts of the project and nothing else: no address is ever fetched.

The one module that knows WeasyPrint; it is loaded when a page is wanted, since it is heavy.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

FONTS = Path(__file__).resolve().parent.parent / "static" / "built"
FACES = {"Noto": "latin.woff2", "Noto Extended": "latin-ext.woff2", "Noto Arabic": "arabic.woff2"}
SCHEME = "font"
_LOOK = "html { font-family: Noto, 'Noto Extended', 'Noto Arabic', sans-serif }"


def to_pdf(html: str, *, css: str = "", is_tagged: bool = False) -> bytes:
    """Return a page as PDF.

    Args:
        html: A whole page; drawings stand in it as SVG. What it refers to is left out, whatever its address.
        css: The style sheet of the document, such as its size and margins.
        is_tagged: Whether it is written for who cannot see it too (PDF/UA-1); it needs a language and a title.
    """
    from weasyprint import HTML

    sheets, fonts, fetcher = _sheets(css)
    variant = "pdf/ua-1" if is_tagged else None
    page = HTML(string=html, url_fetcher=fetcher)
    written: bytes = page.write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant=variant)
    return written


def pages_of(html: str, *, css: str = "") -> int:
    """Return how many pages of paper a page would take, without writing them."""
    from weasyprint import HTML

    sheets, fonts, fetcher = _sheets(css)
    return len(HTML(string=html, url_fetcher=fetcher).render(stylesheets=sheets, font_config=fonts).pages)


def _sheets(css: str) -> tuple[list[CSS], FontConfiguration, URLFetcher]:
    """Return the style sheets of a document, the fonts of the project first, and what they are read with."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetcher = FontConfiguration(), _fetcher()
    sheets = [CSS(string=part, font_config=fonts, url_fetcher=fetcher) for part in (_faces(), _LOOK, css) if part]
    return sheets, fonts, fetcher


def _faces() -> str:
    return "".join(
        f'@font-face {{ font-family: "{family}"; src: url("{SCHEME}:{file}"); font-weight: {weight} }}'
        for family, file in FACES.items()
        for weight in (400, 600)
    )


@lru_cache(maxsize=1)
def _fetcher() -> URLFetcher:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFonts(URLFetcher):  # type: ignore[misc]  # the package has no types
        """Gives the fonts of the project and refuses everything else."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            """Return one of the fonts.

            Raises:
                ValueError: Anything else was asked for.
            """
            scheme, _, file = url.partition(":")
            if scheme != SCHEME or file not in FACES.values():
                raise ValueError("only the fonts of the project are read")
            return URLFetcherResponse(url, (FONTS / file).read_bytes(), {"Content-Type": "font/woff2"})

    return OwnFonts()
