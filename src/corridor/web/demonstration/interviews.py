"""Invented interviews without names; the earlier ones were released, so that some cells show and most do not."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from itertools import cycle, islice

from corridor.core.interviews.codes import SLIP_SIGNS, ConsentFor, Offer
from corridor.core.interviews.records import Consent, Interview
from corridor.core.interviews.rules import month_of
from corridor.core.kernel.spoken import spoken
from corridor.web.base import identity
from corridor.web.base.accounts.queries import without_content
from corridor.web.protection.interviews import actions

INTERVIEWER, FIRST, SECOND = "mp.sefa:volunteer", "mp.alune:protection-officer", "mp.corin:protection-officer"
SEXES = ("woman", "man", "man", "woman", "man", "another-sex", "man", "woman")
AGES = ("25-to-34", "18-to-24", "18-to-24", "35-to-49", "25-to-34", "18-to-24")
WAYS = ("sea", "sea", "road", "on-foot")
PRICES = ("2000-to-4999", "500-to-1999", "2000-to-4999", "5000-to-9999", "price-not-said")
REASONS = ({"no-lawful-way"}, {"no-papers", "danger-at-once"}, {"no-lawful-way", "family-decided"}, {"border-closed"})
SOURCES = ({"family-there"}, {"social-media", "people-on-the-way"}, {"smugglers-themselves"}, {"family-there"})
ABUSES = (
    {"robbery"},
    {"no-abuse"},
    {"held-for-ransom", "violence"},
    {"no-water-or-food", "robbery"},
    {"abuse-not-said"},
)
WORDS = ("We were told it would take four hours. It took two nights. (invented)", "", "", "")


def fill(now: datetime) -> None:
    """Keep invented interviews and release those of the first months, by the same acts as officers."""
    held = now - timedelta(weeks=20)
    _keep(144, held)
    _keep(23, now - timedelta(weeks=2))
    ref = actions.propose(by=without_content(FIRST), until=month_of(held.date()), now=now)
    actions.decide(by=without_content(SECOND), ref=ref, approves=True, now=now)


def _keep(count: int, at: datetime) -> None:
    columns = (SEXES, AGES, WAYS, PRICES, REASONS, SOURCES, ABUSES, WORDS)
    told = islice(zip(*map(cycle, columns), strict=False), count)
    interviews = [_interview(at, *one) for one in told]
    actions.keep(by=without_content(INTERVIEWER), interviews={one.uid: one for one in interviews}, now=at)


def _interview(
    at: datetime,
    sex: str,
    age: str,
    way: str,
    price: str,
    reasons: set[str],
    sources: set[str],
    abuses: set[str],
    words: str,
) -> Interview:
    to = frozenset(ConsentFor) if words else frozenset({ConsentFor.FIGURES})
    return Interview(
        uid=identity.uid(),
        month=month_of(at.date()),
        consent=Consent(1, "ar", given=True, to=to),
        offers=dict.fromkeys(Offer, "not-wished") | {Offer.INTERPRETER: "wished"},
        sex=sex,
        age=age,
        origin="XA",
        destination="XB" if way != "sea" else "XC",
        way=way,
        price=price,
        told_before="nobody-before",
        reasons=frozenset(reasons),
        sources=frozenset(sources),
        abuses=frozenset(abuses),
        slip=spoken(os.urandom(SLIP_SIGNS), SLIP_SIGNS),
        words=words,
    )
