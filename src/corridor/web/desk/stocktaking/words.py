"""The words of stocktaking in the page's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from corridor.core.commitments.codes import Pillar
from corridor.core.stocktaking.records import Scope, Sum
from corridor.web.base.published.promised import lack_words as lack_words
from corridor.web.design.charts.words import figures
from corridor.web.design.punctuation import in_a_row
from corridor.web.design.shown import isolated
from corridor.web.desk.statements.presenting import country_label


def pillar_words(pillar: Pillar) -> str:
    """Return the name of a pillar."""
    return {
        Pillar.PREVENTION: gettext("Prevention"),
        Pillar.RESPONSE: gettext("Response"),
        Pillar.PROTECTION: gettext("Protection"),
        Pillar.ALTERNATIVES: gettext("Alternatives"),
        Pillar.COOPERATION: gettext("Cooperation"),
        Pillar.KNOWLEDGE: gettext("Knowledge"),
    }[pillar]


def subject_words(subject: str, language: str) -> str:
    """Return what a State is called, or an organisation by its code."""
    return country_label(subject, language) if len(subject) == 2 else subject  # an ISO code, or an invented one


def scope_words(scope: Scope, forums: Mapping[str, str], language: str) -> str:
    """Return of what stock is taken."""
    forum = forums.get(scope.forum, "") if scope.forum else ""
    if not scope.subject:
        return forum
    state = subject_words(scope.subject, language)
    return f"{state} · {forum}" if forum else state


def money_words(sums: tuple[Sum, ...], language: str, *, spent: bool) -> str:
    """Return the money of a pillar, each currency by itself; nothing is converted or added."""
    write = figures(language)
    told = ((one.currency, one.spent if spent else one.planned) for one in sums)
    return in_a_row(isolated(f"{write(float(amount))} {currency}") for currency, amount in told if amount)
