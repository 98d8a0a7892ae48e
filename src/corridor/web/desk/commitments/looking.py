"""What may be asked of the catalogue, and the items that fit, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import QueryDict

from corridor.core.commitments.codes import Addressee, Kind, Pillar
from corridor.core.commitments.records import Catalogue, Item
from corridor.core.kernel.text import fold
from corridor.web.desk.commitments import wording

LAST_PAGE = 99
FILTERS = ("instrument", "pillar", "theme", "addressee", "kind", "article", "sdg")
"""Each is one view of the catalogue: what stands in one document, asks one addressee, or rests on one article."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the catalogue is narrowed to; an empty text narrows nothing."""

    words: str = ""
    instrument: str = ""
    pillar: str = ""
    theme: str = ""
    addressee: str = ""
    kind: str = ""
    article: str = ""
    sdg: str = ""
    only_asked: bool = False
    page: int = 1


def asked_from(sent: QueryDict, catalogue: Catalogue) -> Asked:
    """Return what an address asks; what the catalogue does not know narrows nothing."""
    known = {
        "instrument": catalogue.instruments.keys(),
        "pillar": {one.value for one in Pillar},
        "theme": catalogue.themes.keys(),
        "addressee": {one.value for one in Addressee},
        "kind": {one.value for one in Kind},
        "article": articles(catalogue).keys(),
        "sdg": set(targets(catalogue)),
    }
    chosen = {name: sent.get(name, "") for name in FILTERS}
    page = sent.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) <= len(str(LAST_PAGE)) else 1
    return Asked(
        words=sent.get("words", "")[:100],
        **{name: value if value in known[name] else "" for name, value in chosen.items()},
        only_asked=sent.get("asked") == "1",
        page=max(1, number),
    )


def articles(catalogue: Catalogue) -> dict[str, Item]:
    """Return the items of treaties and other law on which others rest, by id."""
    named = dict.fromkeys(name for item in catalogue.items.values() for name in item.legal_ids)
    return {name: catalogue.items[name] for name in named if name in catalogue.items}


def targets(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the targets of the sustainable development goals that any item names, in their order."""
    found = {target for item in catalogue.items.values() for target in item.sdg_targets}
    return tuple(sorted(found, key=lambda target: [part.zfill(3) for part in target.split(".")]))


def fitting(catalogue: Catalogue, asked: Asked, language: str) -> tuple[Item, ...]:
    """Return the items that fit, in the order of their documents."""
    wanted = fold(asked.words).split()
    return tuple(
        item
        for item in catalogue.items.values()
        if _fits(item, asked) and (not wanted or all(part in _text(item, language) for part in wanted))
    )


def _fits(item: Item, asked: Asked) -> bool:
    checks = (
        not asked.instrument or item.instrument == asked.instrument,
        not asked.pillar or item.pillar == asked.pillar,
        not asked.theme or item.theme == asked.theme,
        not asked.addressee or asked.addressee in item.addressed_to,
        not asked.kind or item.kind == asked.kind,
        not asked.article or asked.article in (item.id, *item.legal_ids),
        not asked.sdg or asked.sdg in item.sdg_targets,
        not asked.only_asked or item.is_asked,
    )
    return all(checks)


@lru_cache(maxsize=4096)
def _text(item: Item, language: str) -> str:
    """Return the text in which an item is searched: in the page's language and in English."""
    said = (wording.title(item, language), wording.paraphrase(item, language), wording.locator(item, language))
    return fold(" ".join((item.id, *said, item.title, item.paraphrase, item.locator)))
