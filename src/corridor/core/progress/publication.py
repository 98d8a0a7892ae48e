"""What one State made public of its entries: the one written form that is signed, and read by pages for anybody.

It is made of what stands at the public level alone: two officers approved it for everybody. What has no field here,
such as who wrote an entry, which bodies are responsible, or that further evidence exists, cannot be in the file.

"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from corridor.core.kernel.errors import CorridorError
from corridor.core.progress.codes import Proof, Standing, Status
from corridor.core.progress.periods import is_half

FORM: Final = "corridor-commitments"
VERSION: Final = 1
LARGEST: Final = 4 * 1024 * 1024
LONGEST: Final = 400
MOST_ITEMS, MOST_PROOFS, MOST_NUMBER = 2000, 30, 10_000


class PublicFileUnreadable(CorridorError):
    """A file that says what is public of commitments is not of the form; nothing of it is shown."""

    code = "overview.E01"
    template = "the public file cannot be read: {reason}"
    hint = "Publish it again at the node from which it came."
    status = 422


@dataclass(frozen=True, slots=True)
class PublicProof:
    """One piece of public evidence: what it is, what it is called, and where it is."""

    proof: Proof
    title: str
    reference: str


@dataclass(frozen=True, slots=True)
class PublicItem:
    """What is public about one commitment; `due` is the first day of its earliest open milestone."""

    item: str
    period: str
    status: Status
    due: date | None
    evidence: tuple[PublicProof, ...]

    @property
    def standing(self) -> Standing:
        """Evidenced by public evidence alone, else claimed."""
        return Standing.EVIDENCED if self.evidence else Standing.CLAIMED

    def is_overdue(self, today: date) -> bool:
        """Whether the first day of what is open has passed."""
        return self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class PublicState:
    """One version of what is public of one State or organisation; a withdrawn one has no items."""

    subject: str
    number: int
    authority: str
    on: date
    is_withdrawn: bool
    items: tuple[PublicItem, ...]


def public_bytes(state: PublicState) -> bytes:
    """Return the one way in which what is public is written."""
    document = {
        "form": FORM,
        "version": VERSION,
        "subject": state.subject,
        "number": state.number,
        "authority": state.authority,
        "on": state.on.isoformat(),
        "withdrawn": state.is_withdrawn,
        "items": [_item_document(one) for one in state.items],
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _item_document(one: PublicItem) -> dict[str, Any]:
    return {
        "item": one.item,
        "period": one.period,
        "status": one.status.value,
        "due": one.due.isoformat() if one.due else "",
        "evidence": [
            {"proof": each.proof.value, "title": each.title, "reference": each.reference} for each in one.evidence
        ],
    }


def public_from(content: bytes) -> PublicState:
    """Return what signed bytes say is public.

    Raises:
        PublicFileUnreadable: They are not of the form.
    """
    if len(content) > LARGEST:
        raise PublicFileUnreadable(reason="too large")
    try:
        told = json.loads(content)
        if told["form"] != FORM or told["version"] != VERSION:
            raise PublicFileUnreadable(reason="version")
        items = tuple(_item_from(one) for one in told["items"])
        state = PublicState(
            subject=_text(told["subject"]),
            number=int(told["number"]),
            authority=_text(told["authority"]),
            on=date.fromisoformat(told["on"]),
            is_withdrawn=told["withdrawn"] is True,
            items=items,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        raise PublicFileUnreadable(reason="form") from wrong
    if len(items) > MOST_ITEMS or len({one.item for one in items}) != len(items):
        raise PublicFileUnreadable(reason="items")
    if not 1 <= state.number < MOST_NUMBER or (state.is_withdrawn and items):
        raise PublicFileUnreadable(reason="number")
    return state


def _item_from(told: Mapping[str, Any]) -> PublicItem:
    if not is_half(_text(told["period"])) or len(told["evidence"]) > MOST_PROOFS:
        raise PublicFileUnreadable(reason="item")
    return PublicItem(
        item=_text(told["item"]),
        period=told["period"],
        status=Status(told["status"]),
        due=date.fromisoformat(told["due"]) if told["due"] else None,
        evidence=tuple(
            PublicProof(Proof(each["proof"]), _text(each["title"]), _text(each["reference"]))
            for each in told["evidence"]
        ),
    )


def _text(told: Any) -> str:
    if not isinstance(told, str) or not told or len(told) > LONGEST:
        raise PublicFileUnreadable(reason="text")
    return told
