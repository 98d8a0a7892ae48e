"""The one written form of what is published. The attack reads these bytes, and these bytes are signed.

The content is canonical JSON; its digest stands in the record of the attack, and both together are what is signed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from corridor.core.disclosure import exchange as disclosure
from corridor.core.disclosure.codes import FLOOR, Method
from corridor.core.disclosure.errors import FormRefused
from corridor.core.kernel.identifiers import is_uid
from corridor.core.publishing.codes import By, Counted, Kind, Step
from corridor.core.publishing.errors import FileUnreadable
from corridor.core.publishing.records import (
    Asked,
    Coverage,
    Publication,
    Release,
    SourceTold,
)
from corridor.core.publishing.rules import band_of

FORM: Final = "corridor-table"
VERSION: Final = 1
LARGEST: Final = 4 * 1024 * 1024


def canonical(document: Any) -> bytes:
    """Return the one way in which a document is written."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(content: bytes) -> str:
    """Return how published content is named: SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def asked_document(asked: Asked) -> dict[str, Any]:
    """Return a question as it is written."""
    return {
        "counted": asked.counted.value,
        "step": asked.step.value,
        "axes": [axis.value for axis in asked.axes],
        "source": asked.source,
        "since": asked.since,
        "until": asked.until,
        "is_invented": asked.is_invented,
        "method": asked.method.value,
        "threshold": asked.threshold,
    }


def asked_from(told: Mapping[str, Any]) -> Asked:
    """Return the question that a document holds.

    Raises:
        ValueError, KeyError, TypeError: It is not of the form.
    """
    return Asked(
        counted=Counted(told["counted"]),
        step=Step(told["step"]),
        axes=tuple(By(axis) for axis in told["axes"]),
        source=_text(told["source"]),
        since=_text(told["since"]),
        until=_text(told["until"]),
        is_invented=told["is_invented"] is True,
        method=Method(told["method"]),
        threshold=int(told["threshold"]),
    )


def content_of(publication: Publication) -> bytes:
    """Return the content of a publication, without its attack, as it is written; its coverage only as bands."""
    release = publication.release
    document: dict[str, Any] = {
        "form": FORM,
        "version": VERSION,
        "kind": publication.kind.value,
        "release": {name: getattr(release, name) for name in Release.__slots__},
    }
    if publication.asked is not None:
        document["asked"] = asked_document(publication.asked)
    document["tables"] = [disclosure.document(one) for one in publication.tables]
    document["sources"] = [{name: getattr(one, name) for name in SourceTold.__slots__} for one in publication.sources]
    document["coverage"] = {name: getattr(publication.coverage, name) for name in Coverage.__slots__}
    least = publication.asked.threshold if publication.asked is not None else FLOOR
    document["coverage"] = {name: band_of(count, least)[0] for name, count in document["coverage"].items()}
    return canonical(document)


def payload_of(content: bytes, attack: Mapping[str, Any]) -> bytes:
    """Return what is signed: the content, the digest of its bytes, and what the attack on these bytes found."""
    return canonical({"content": json.loads(content), "digest": digest_of(content), "attack": dict(attack)})


def publication_from(payload: bytes) -> Publication:
    """Return the publication that signed bytes hold.

    Raises:
        FileUnreadable: They are not of the form, or the attack was on other bytes.
    """
    if len(payload) > LARGEST:
        raise FileUnreadable(reason="too large")
    try:
        document = json.loads(payload)
        content, attack = document["content"], document["attack"]
        digest = digest_of(canonical(content))
        if document["digest"] != digest or attack.get("of", digest) != digest:
            raise FileUnreadable(reason="digest")
        return _publication(content, attack, digest)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, FormRefused) as wrong:
        raise FileUnreadable(reason="form") from wrong


def content_from(content: bytes) -> Publication:
    """Return the publication that content holds before it is attacked.

    Raises:
        FileUnreadable: It is not of the form.
    """
    try:
        return _publication(json.loads(content), {}, digest_of(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, FormRefused) as wrong:
        raise FileUnreadable(reason="form") from wrong


def _publication(told: Mapping[str, Any], attack: Mapping[str, Any], digest: str) -> Publication:
    if told["form"] != FORM or told["version"] != VERSION:
        raise FileUnreadable(reason="version")
    return Publication(
        kind=Kind(told["kind"]),
        release=_release(told["release"]),
        asked=asked_from(told["asked"]) if "asked" in told else None,
        tables=tuple(disclosure.read(one) for one in told["tables"]),
        sources=tuple(
            SourceTold(**{name: _text(one[name]) for name in SourceTold.__slots__}) for one in told["sources"]
        ),
        coverage=Coverage(**{name: int(told["coverage"][name]) for name in Coverage.__slots__}),
        attack=dict(attack),
        content_digest=digest,
    )


def _release(told: Mapping[str, Any]) -> Release:
    words = ("uid", "node", "authority", "on", "why")
    release = Release(
        **{name: _text(told[name]) for name in words}, number=int(told["number"]), supersedes=int(told["supersedes"])
    )
    if not is_uid(release.uid) or not 0 <= release.supersedes < release.number < 10_000:
        raise FileUnreadable(reason="release")
    return release


def _text(told: Any) -> str:
    if not isinstance(told, str) or len(told) > 2000:
        raise FileUnreadable(reason="form")
    return told
