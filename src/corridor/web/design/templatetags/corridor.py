"""What templates need to write figures, dates and form problems; the rest is HTML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from corridor.web.design import punctuation, shown

register = template.Library()


class Problem(Protocol):
    """A form problem: the field's name and what to do."""

    field: str
    message: str


class Figure(Protocol):
    """Anything that carries a figure from `low` to `high`."""

    low: int | None
    high: int | None


def _language() -> str:
    return get_language() or "en"


@register.filter
def number(value: int | None) -> SafeString | str:
    """Write a whole number; it keeps its left-to-right order inside right-to-left text."""
    if value is None:
        return ""
    return format_html('<span class="num" dir="ltr">{}</span>', shown.number(int(value), _language()))


@register.filter
def plain_number(value: int | None) -> str:
    """Write a whole number for an attribute, without markup."""
    return "" if value is None else shown.number(int(value), _language())


@register.filter
def figure(value: Figure) -> SafeString | str:
    """Write a figure or the range that the sources gave; empty when nothing was said."""
    text = shown.span(value.low, value.high, _language())
    return format_html('<span class="num" dir="ltr">{}</span>', text) if text else ""


@register.filter
def day(value: str) -> str:
    """Write a canonical date in words."""
    return shown.day(value, _language()) if value else ""


@register.filter
def short_day(value: str) -> str:
    """Write a canonical date in its short form."""
    return shown.short_day(value, _language()) if value else ""


@register.filter
def joined(parts: Iterable[str]) -> str:
    """Write several short texts in a row, with the comma of the page's language."""
    return punctuation.joined(parts, _language())


@register.simple_tag
def colon() -> str:
    """Write the colon after a word, as the page's language sets it."""
    return punctuation.colon()


@register.filter
def on_paper(url: str, imprint: object) -> str:
    """Write the address of what a page fetches: on paper with what may be printed only."""
    return f"{url}{'&' if '?' in url else '?'}print=1" if url and imprint else url


@register.filter
def problem_for(problems: Iterable[Problem], field: str) -> str:
    """Return what a person must correct in one field; empty when it is right."""
    return next((problem.message for problem in problems if problem.field == field), "")
