"""The written form of the catalogue, its comparisons with the sources, and its words in other languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from corridor.core.commitments.codes import Addressee, Binding, Compared, Kind, Origin, Pillar, Unit
from corridor.core.commitments.errors import CatalogueInvalid
from corridor.core.commitments.records import Catalogue, Indicator, Instrument, Item, Words
from corridor.core.commitments.rules import catalogue_problems

SCHEMA = "commitments-catalogue/1"
_MOST_TOLD = 20


def catalogue_from(document: object, compared: Mapping[str, str] | None = None) -> Catalogue:
    """Return the catalogue that a document says, every mistake told at once.

    Args:
        document: What was read from YAML.
        compared: What came of comparing items with their sources, by id.

    Raises:
        CatalogueInvalid: It has another form, or one of the catalogue's rules does not hold.
    """
    if not isinstance(document, Mapping) or document.get("schema") != SCHEMA:
        raise CatalogueInvalid(findings=f"schema is not {SCHEMA}")
    found: list[str] = []
    instruments = _each(document.get("instruments"), _instrument, "instruments", found)
    items = _each(document.get("items"), _item, "items", found)
    themes = _themes(document.get("themes"), found)
    checked = compared or {}
    items = [replace(one, compared=Compared(checked[one.id])) if one.id in checked else one for one in items]
    found += catalogue_problems(instruments, themes, items)
    if found:
        raise CatalogueInvalid(findings="; ".join(found[:_MOST_TOLD]))
    return Catalogue({one.key: one for one in instruments}, themes, {one.id: one for one in items})


def compared_from(document: Mapping[str, Any]) -> dict[str, str]:
    """Return what came of comparing items with their sources, by id."""
    return {key: Compared(one["found"]).value for key, one in document["items"].items()}


def words_from(document: Mapping[str, Any]) -> Words:
    """Return the catalogue's words in one language."""
    items, instruments = document["items"], document["instruments"]
    return Words(
        instruments={key: one["name"] for key, one in instruments.items()},
        issuers={key: one["issuer"] for key, one in instruments.items()},
        themes=dict(document["themes"]),
        titles={key: one["title"] for key, one in items.items()},
        paraphrases={key: one["paraphrase"] for key, one in items.items()},
        locators={key: one["locator"] for key, one in items.items()},
        indicators=dict(document["indicators"]),
        breakdowns=dict(document["breakdowns"]),
    )


def _each(listed: object, read: Any, where: str, found: list[str]) -> list[Any]:
    if not isinstance(listed, list):
        found.append(f"{where}: a list is needed")
        return []
    kept = []
    for number, one in enumerate(listed, start=1):
        try:
            kept.append(read(one))
        except (AttributeError, KeyError, TypeError, ValueError):
            name = one.get("id", one.get("key", "")) if isinstance(one, Mapping) else ""
            found.append(f"{where} {number} {name}".rstrip() + ": a field is missing or not of its list")
    return kept


def _themes(listed: object, found: list[str]) -> dict[str, str]:
    return dict(_each(listed, lambda one: (str(one["id"]), str(one["title"])), "themes", found))


def _instrument(one: Mapping[str, Any]) -> Instrument:
    return Instrument(
        key=_text(one["key"]),
        name=_text(one["name"]),
        issuer=_text(one["issuer"]),
        date=str(one.get("date") or ""),
        date_note=str(one.get("date_note") or ""),
        origin=Origin(one["origin"]),
        version=str(one.get("version") or "1"),
        superseded_by=str(one.get("superseded_by") or ""),
    )


def _item(one: Mapping[str, Any]) -> Item:
    return Item(
        id=_text(one["id"]),
        instrument=_text(one["instrument_key"]),
        origin=Origin(one["origin"]),
        locator=_text(one["locator"]),
        pillar=Pillar(one["pillar"]),
        kind=Kind(one["kind"]),
        binding=Binding(one["binding"]),
        theme=_text(one["theme"]),
        title=_text(one["title"]),
        paraphrase=_text(one["paraphrase"]),
        addressed_to=tuple(Addressee(name) for name in one["addressed_to"]),
        related=_texts(one.get("related")),
        part_of=str(one.get("part_of") or ""),
        sdg_targets=_texts(one.get("sdg_targets")),
        legal_refs=_texts(one.get("legal_refs")),
        legal_ids=_texts(one.get("legal_ids")),
        indicators=tuple(
            Indicator(_text(each["id"]), Unit(each["unit"]), _text(each["measure"]), _texts(each.get("by")))
            for each in one.get("indicators") or ()
        ),
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(one) for one in value)


def joined(base: Catalogue, added: Sequence[Mapping[str, Any]]) -> Catalogue:
    """Return a catalogue with further instruments, each a document of one instrument and its items.

    An added item names what asks for the same; the other side then says so too. What it names and is no longer there,
    such as an item of an instrument withdrawn since, is left out.

    Raises:
        CatalogueInvalid: Together they contradict themselves.
    """
    found: list[str] = []
    instruments, items = dict(base.instruments), dict(base.items)
    brought: set[str] = set()
    for document in added:
        one = _each([document.get("instrument")], _instrument, "instrument", found)
        read = _each(document.get("items"), _item, "items", found)
        found += [f"{kept.key}: this key is taken" for kept in one if kept.key in instruments]
        found += [f"{kept.id}: this id is taken" for kept in read if kept.id in items]
        instruments |= {kept.key: kept for kept in one}
        items |= {kept.id: kept for kept in read}
        brought |= {kept.id for kept in read}
    for name in brought:
        items[name] = replace(items[name], related=tuple(one for one in items[name].related if one in items))
    items = _answered(items)
    found += catalogue_problems(tuple(instruments.values()), base.themes, tuple(items.values())) if added else ()
    if found:
        raise CatalogueInvalid(findings="; ".join(found[:_MOST_TOLD]))
    return Catalogue(instruments, base.themes, items)


def _answered(items: Mapping[str, Item]) -> dict[str, Item]:
    """Let every link of an added item be said by the other side too."""
    back: dict[str, set[str]] = {}
    for item in items.values():
        for name in item.related:
            if name in items and item.id not in items[name].related:
                back.setdefault(name, set()).add(item.id)
    return {
        key: replace(item, related=tuple(sorted({*item.related, *back[key]}))) if key in back else item
        for key, item in items.items()
    }
