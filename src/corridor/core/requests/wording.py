"""The text of a request for a channel outside: plain lines, in the language of whoever is asked, ready to be copied.

No channel publishes a form that a text must have; the parts stand in the order in which its messages are usual.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corridor.core.kernel.documents import LANGUAGES, Document
from corridor.core.requests.codes import WRITTEN, Kind
from corridor.core.requests.errors import RequestsInvalid
from corridor.core.requests.records import Labels, Request

Named = Mapping[str, str]
"""What codes are called in the language of the text: kind, urgency, reason of urgency, purpose, basis and use."""


@dataclass(frozen=True, slots=True)
class ChannelForm:
    """What a text for one channel holds, in its order, and the sentence on handling that ends it."""

    parts: tuple[str, ...]
    handling: Labels


@dataclass(frozen=True, slots=True)
class Templates:
    """The first words of each kind of request, the names of the parts of a text, and the channels."""

    openings: Mapping[Kind, Labels]
    labels: Mapping[str, Labels]
    channels: Mapping[str, ChannelForm]


def templates_from(document: Document) -> Templates:
    """Return the templates of a file.

    Raises:
        RequestsInvalid: A kind, channel, part or language is missing.
    """
    try:
        openings = {kind: _labels(document["templates"][kind.value]) for kind in Kind}
        labels = {name: _labels(entry) for name, entry in document["labels"].items()}
        channels = {one.value: document["channels"][one.value] for one in WRITTEN}
        made = {
            name: ChannelForm(tuple(entry["parts"]), _labels(entry["handling"])) for name, entry in channels.items()
        }
    except (KeyError, TypeError) as wrong:
        raise RequestsInvalid(where="templates") from wrong
    if unknown := {part for form in made.values() for part in form.parts} - set(labels):
        raise RequestsInvalid(where=", ".join(sorted(unknown)))
    return Templates(openings, labels, made)


def _labels(entry: Mapping[str, str]) -> Labels:
    return {language: str(entry[language]) for language in LANGUAGES}


def text_for(channel: str, request: Request, reference: str, named: Named, templates: Templates) -> str:
    """Return the text of a request for a channel; a part that says nothing is left out.

    Args:
        reference: By which the answer will be recognised.
        named: What the codes of the request are called in its language, and every identifier's kind and distress.
    """
    form, language = templates.channels[channel], request.language
    content = _content(request, reference, named) | {"handling": form.handling[language]}
    lines = [f"{templates.labels[part][language]}: {content[part]}" for part in form.parts if content[part]]
    return "\n".join(lines) + "\n"


def _content(request: Request, reference: str, named: Named) -> dict[str, str]:
    piece, rescue = request.equipment, request.rescue
    listed = [f"{named[one.kind]} {one.value}" for one in request.identifiers]
    return {
        "from": request.asker,
        "to": request.asked,
        "copy": request.copy,
        "reference": reference,
        "case": request.case,
        "kind": named[request.kind],
        "urgency": named["clock"],
        "because": named.get(request.urgent_because, ""),
        "purpose": named[request.purpose],
        "basis": named[request.legal_basis],
        "words": request.words,
        "identifiers": "; ".join(listed),
        "equipment": ""
        if piece is None
        else " / ".join(part for part in (piece.make, piece.model, piece.serial) if part),
        "about": request.about,
        "use": named.get(request.use, ""),
        "place": "" if rescue is None else rescue.place,
        "position": "" if rescue is None else rescue.position,
        "seen": "" if rescue is None else rescue.seen_at,
        "people": "" if rescue is None else rescue.people,
        "distress": "" if rescue is None else "; ".join(named[one] for one in rescue.distress),
    }
