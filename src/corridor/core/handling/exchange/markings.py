"""One marking in writing: sorted JSON whose digest is the marking's address."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from corridor.core.handling.codes import USE_NAMES, Audience, Use
from corridor.core.handling.errors import MarkingUnreadable
from corridor.core.handling.records import Marking, SchemeCode

FORM: Final = 1
_FIELDS: Final = frozenset({"marking", *Marking.__slots__})
_CODE_FIELDS: Final = frozenset(SchemeCode._fields)


def document_of(marking: Marking) -> dict[str, object]:
    """Return the written form of a marking as plain values with sorted lists; `marking_from` reads it back."""
    codes = sorted({code._replace(params=tuple(sorted(set(code.params)))) for code in marking.handling})
    return {
        "marking": FORM,
        "originator": marking.originator,
        "audience": marking.audience.value,
        "recipients": sorted(marking.recipients),
        "functions": sorted(marking.functions),
        "purposes": sorted(marking.purposes),
        "handling": [{**code._asdict(), "params": list(code.params)} for code in codes],
        "uses": [name for name, use in USE_NAMES.items() if use & marking.uses],
        "clearance": marking.clearance,
        "compartments": sorted(marking.compartments),
        "retention": marking.retention,
    }


def canonical(marking: Marking) -> bytes:
    """Return the one written form of a marking: UTF-8 JSON with sorted keys and sorted lists."""
    return json.dumps(document_of(marking), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(marking: Marking) -> str:
    """Return the address of a marking: SHA-256 of its canonical form, in lower-case hexadecimal."""
    return hashlib.sha256(canonical(marking)).hexdigest()


def marking_from(document: Mapping[str, object]) -> Marking:
    """Return the marking that a written form describes; an unknown or missing field is refused, never guessed.

    Raises:
        MarkingUnreadable: The form is not the agreed one.
    """
    if document.keys() != _FIELDS or document["marking"] != FORM:
        raise MarkingUnreadable(where="fields")
    clearance = document["clearance"]
    if not isinstance(clearance, int) or isinstance(clearance, bool):
        raise MarkingUnreadable(where="clearance")
    audience = _text(document["audience"], "audience")
    if audience not in list(Audience):
        raise MarkingUnreadable(where="audience")
    uses = Use(0)
    for name in _texts(document["uses"], "uses"):
        if name not in USE_NAMES:
            raise MarkingUnreadable(where="uses")
        uses |= USE_NAMES[name]
    return Marking(
        originator=_text(document["originator"], "originator"),
        audience=Audience(audience),
        recipients=frozenset(_texts(document["recipients"], "recipients")),
        functions=frozenset(_texts(document["functions"], "functions")),
        purposes=frozenset(_texts(document["purposes"], "purposes")),
        handling=_one(tuple(_code(code) for code in _items(document["handling"], "handling"))),
        uses=uses,
        clearance=clearance,
        compartments=frozenset(_texts(document["compartments"], "compartments")),
        retention=_text(document["retention"], "retention"),
    )


@lru_cache(maxsize=4096)
def _one(handling: tuple[SchemeCode, ...]) -> tuple[SchemeCode, ...]:
    """Return the same tuple for equal codes: thousands of markings carry few, and share what is made of them."""
    return handling


def _code(written: object) -> SchemeCode:
    if not isinstance(written, Mapping) or written.keys() != _CODE_FIELDS:
        raise MarkingUnreadable(where="handling")
    scheme, version, code = (_text(written[name], f"handling.{name}") for name in ("scheme", "version", "code"))
    return SchemeCode(scheme, version, code, tuple(_texts(written["params"], "handling.params")))


def _items(written: object, where: str) -> Sequence[object]:
    if not isinstance(written, list | tuple):
        raise MarkingUnreadable(where=where)
    return written


def _texts(written: object, where: str) -> list[str]:
    return [_text(item, where) for item in _items(written, where)]


def _text(written: object, where: str) -> str:
    if not isinstance(written, str) or not _is_unicode(written):
        raise MarkingUnreadable(where=where)
    return written


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
