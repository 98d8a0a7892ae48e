"""The decisions of needs and offers: what they must say, which offers are proposed, and how far something came."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from corridor.core.capacity.codes import UNITS, Kind, Reason, Side, Stage, Unit
from corridor.core.capacity.records import Pledge, Post, Quantity, Total
from corridor.core.commitments.levels import Level
from corridor.core.commitments.records import Catalogue
from corridor.core.kernel.text import fold, has_forbidden

LONGEST_LINE, LONGEST_TEXT, MOST = 120, 2000, Decimal(10) ** 12
CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{2,63}", re.ASCII)

Problems = tuple[tuple[str, str], ...]
"""The field that must be corrected, and a code that says why."""


def post_problems(post: Post, catalogue: Catalogue, *, today: date) -> Problems:
    """Return what must be corrected about a need or an offer before it is kept."""
    return tuple(_post_problems(post, catalogue, today))


def _post_problems(post: Post, catalogue: Catalogue, today: date) -> Iterator[tuple[str, str]]:
    yield from _texts(post.title, post.corridor)
    for field, text in (("words", post.words), ("conditions", post.conditions)):
        if len(text) > LONGEST_TEXT:
            yield field, "too-long"
        if has_forbidden(text):
            yield field, "malformed"
    yield from _quantity_problems(post.quantity, post.kind)
    if post.until is not None and post.until < today:
        yield "until", "in-past"
    if any(item not in catalogue.items or not catalogue.items[item].is_asked for item in post.items):
        yield "items", "unknown"
    if post.level is Level.FORUM and not post.forums:
        yield "forums", "missing"
    if post.conditions and post.side is Side.NEED:
        yield "conditions", "not-here"


def pledge_problems(pledge: Pledge, *, bodies: Collection[str], today: date) -> Problems:
    """Return what must be corrected about a pledge before it is kept.

    Args:
        pledge: What is reported.
        bodies: The codes of all authorities that are known.
        today: A pledge may be reported late, never for a time that is far ahead.
    """
    return tuple(_pledge_problems(pledge, bodies, today))


def _pledge_problems(pledge: Pledge, bodies: Collection[str], today: date) -> Iterator[tuple[str, str]]:
    yield from _texts(pledge.title, pledge.corridor)
    yield from _quantity_problems(pledge.quantity, pledge.kind)
    if not pledge.donors or not set(pledge.donors) <= set(bodies):
        yield "donors", "unknown"
    if pledge.receiver not in bodies:
        yield "receiver", "unknown"
    elif pledge.receiver in pledge.donors:
        yield "receiver", "own"
    if pledge.until < pledge.since:
        yield "until", "out-of-order"
    elif pledge.since.year < 1990 or pledge.until.year > today.year + 20:
        yield "since", "too-far"
    if pledge.reference and REFERENCE.fullmatch(pledge.reference) is None:
        yield "reference", "malformed"
    if pledge.level is Level.FORUM and not pledge.forums:
        yield "forums", "missing"


def _texts(title: str, corridor: str) -> Iterator[tuple[str, str]]:
    if not title.strip():
        yield "title", "missing"
    for field, text in (("title", title), ("corridor", corridor)):
        if len(text) > LONGEST_LINE:
            yield field, "too-long"
        if has_forbidden(text):
            yield field, "malformed"


def _quantity_problems(quantity: Quantity, kind: Kind) -> Iterator[tuple[str, str]]:
    if not quantity.amount.is_finite() or not 0 < quantity.amount <= MOST:
        yield "amount", "malformed"
    elif quantity.amount != round(quantity.amount, 2):
        yield "amount", "too-fine"
    if quantity.unit not in UNITS[kind]:
        yield "unit", "out-of-unit"
    if quantity.unit is Unit.MONEY and CURRENCY.fullmatch(quantity.currency) is None:
        yield "currency", "malformed"
    if quantity.unit is not Unit.MONEY and quantity.currency:
        yield "currency", "not-here"


def reasons_for(need: Post, offer: Post) -> tuple[Reason, ...]:
    """Return why an offer is proposed for a need: the same kind, and the same pillar, corridor or commitment.

    Nothing where the kind is another, or both name a corridor and it is not the same.
    """
    if need.kind is not offer.kind or _elsewhere(need.corridor, offer.corridor):
        return ()
    found = [Reason.KIND]
    if need.pillar is offer.pillar:
        found.append(Reason.PILLAR)
    if need.corridor and fold(need.corridor) == fold(offer.corridor):
        found.append(Reason.CORRIDOR)
    if set(need.items) & set(offer.items):
        found.append(Reason.ITEM)
    if need.quantity.key == offer.quantity.key:
        found.append(Reason.UNIT)
    return tuple(found) if set(found) & {Reason.PILLAR, Reason.CORRIDOR, Reason.ITEM} else ()


def _elsewhere(one: str, other: str) -> bool:
    return bool(one and other) and fold(one) != fold(other)


def stage_of(*, offers: int, pledges: int, handed: int, delivered: int, evaluated: int) -> Stage:
    """Return how far a need or pledge came: the furthest step of anything that answers it.

    It is delivered where all that was handed over is: one part without its checks keeps the whole from the word.
    """
    whole = delivered if delivered == handed else 0
    told: Mapping[Stage, int] = {
        Stage.EVALUATED: evaluated if whole else 0,
        Stage.DELIVERED: whole,
        Stage.HANDED_OVER: handed,
        Stage.PLEDGED: pledges,
        Stage.OFFERED: offers,
    }
    return next((stage for stage, count in told.items() if count), Stage.POSTED)


def lacking(asked: Quantity, pledged: Iterable[Total]) -> Quantity | None:
    """Return how much of a need nobody pledged yet; nothing where enough is pledged.

    What may be one pledge counts once, and what is pledged in another unit or currency does not count.
    """
    known = sum((one.low for one in pledged if (one.unit, one.currency) == asked.key), Decimal(0))
    return replace(asked, amount=asked.amount - known) if known < asked.amount else None
