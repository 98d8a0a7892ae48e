"""The prices that a watch follows: those of single legs, for one person, in euros of one year."""

from __future__ import annotations

from collections import defaultdict

from django.urls import reverse
from django.utils.http import urlencode

from corridor.core.access.records import Officer
from corridor.core.watching.records import Subject, Told
from corridor.web.desk.fees.queries import Question, fees_for

CURRENCY = "EUR"


def prices_for(officer: Officer, subject: Subject) -> tuple[list[Told], dict[str, frozenset[str]]]:
    """Return the prices of a subject one by one, and of which months each contributor tells any.

    What was told on one day of many months long past is seen as the late bulk load that it is.
    """
    asked = Question(route=subject.route, currency=CURRENCY, invented=subject.is_invented, with_days=True)
    answer = fees_for(officer, asked)
    told = []
    covered: dict[str, set[str]] = defaultdict(set)
    for price in answer.prices:
        value = price.middle or price.low
        month = price.told.on[:7]
        if len(month) == 7 and value > 0:
            name = " ".join(sorted(price.told.contributors))
            told.append(Told(contributor=name, month=month, arrived_on=price.told.arrived_on, value=value))
            covered[name].add(month)
    return told, {name: frozenset(months) for name, months in covered.items()}


def address_of(subject: Subject, **changes: str) -> str:
    """Return where the prices of a subject are shown, one by one."""
    asked = {
        "currency": CURRENCY,
        "route": subject.route,
        "world": "invented" if subject.is_invented else "",
        **changes,
    }
    return f"{reverse('desk:fees')}?{urlencode({name: value for name, value in asked.items() if value})}"
