"""What a person may type of a price or of a lawful route: read field by field, and refused without repeating it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

from corridor import shelf
from corridor.core.entities.codes import Type
from corridor.core.entities.errors import ValueInvalid
from corridor.core.entities.values import canonical
from corridor.core.fees.records import Money
from corridor.core.kernel.dates import bounds
from corridor.core.kernel.text import clean, storable
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.fees.actions import Values
from corridor.web.desk.reports.screening import findings_in

CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
DAYS = re.compile(r"\d{1,5}", re.ASCII)
LONGEST = 200
GROUPS = ("family", "group")
TITLES = frozenset({"name"})
"""What looks like a name may be the title of a publication, which the officer confirms."""


@dataclass(frozen=True)
class Typed:
    """What was typed, as statements, and what must be corrected."""

    values: Values
    problems: tuple[FormProblem, ...]


class _Form:
    """Reads fields one by one and collects what must be corrected."""

    def __init__(self, typed: Mapping[str, str], today: date) -> None:
        self.typed, self.today = typed, today
        self.problems: list[FormProblem] = []
        self.said: dict[str, tuple[str, ...]] = {}

    def text(self, name: str) -> str:
        return clean(storable(self.typed.get(name, "")))

    def wrong(self, name: str, sentence: str) -> None:
        self.problems.append(FormProblem(name, sentence))

    def named(self, name: str, prop: str, sentence: str) -> None:
        """Read a text that is needed."""
        text = self.text(name)
        if not text or len(text) > LONGEST:
            self.wrong(name, sentence)
        elif self.is_free(name, text, allowed=TITLES if self.text("is_publication") else ()):
            self.said[prop] = (text,)

    def is_free(self, name: str, text: str, allowed: Collection[str] = ()) -> bool:
        """Tell whether a text holds nothing by which a person could be named or reached; say so where it does."""
        if any(one.kind not in allowed for one in findings_in(text)):
            self.wrong(name, gettext("This may name or reach a person. Name places and sources only."))
            return False
        return True

    def chosen(self, name: str, prop: str, *, needed: bool = False) -> str:
        """Read a code of the list of a property."""
        vocabulary = shelf.registry().vocabulary_of(prop)
        code = self.text(name)
        if code and vocabulary is not None and code in vocabulary.terms:
            self.said[prop] = (code,)
            return code
        if code or needed:
            self.wrong(name, gettext("Choose from the list."))
        return ""

    def day(self) -> None:
        """Read the day, month or year for which the source tells it; nothing to come."""
        try:
            on = canonical(Type.DATE, self.text("on"))
        except ValueInvalid:
            self.wrong(
                "on", gettext("Say for when it is told: a year, a month or a day, as 2021, 2021-03 or 2021-03-14.")
            )
            return
        if bounds(on)[0] > (self.today + timedelta(days=1)).isoformat():
            self.wrong("on", gettext("The date has not come yet."))
        self.said["occurred_on"] = (on,)

    def amounts(self, prop: str, highest: str) -> None:
        """Read an amount with its currency, or the two between which it lies."""
        currency = self.text("currency").upper()
        if not CURRENCY.fullmatch(currency):
            self.wrong("currency", gettext("Name the currency by its three letters, as EUR."))
            currency = ""
        low, high = self.amount("low", currency, needed=True), self.amount("high", currency)
        if low and high and high.amount < low.amount:
            self.wrong("high", gettext("The highest amount is below the lowest."))
        if low:
            self.said[prop] = (f"{low.amount} {low.currency}",)
        if high:
            self.said[highest] = (f"{high.amount} {high.currency}",)

    def amount(self, name: str, currency: str, *, needed: bool = False) -> Money | None:
        text = self.text(name)
        if not text and not needed:
            return None
        try:
            money = Money.parse(canonical(Type.MONEY, f"{text} {currency or 'XXX'}"))
        except ValueInvalid:
            self.wrong(name, gettext("Write an amount without words, as 2700 or 2,700.50."))
            return None
        return money if currency else None

    def done(self) -> Typed:
        return Typed(self.said, tuple(self.problems))


def fee_typed(typed: Mapping[str, str], today: date, legs: Collection[str]) -> Typed:
    """Read a price from a published source; without currency, date, way, unit or source it is refused.

    Args:
        legs: The legs that the officer may read.
    Source: WG7-2024 para. 4
    """
    form = _Form(typed, today)
    form.amounts("fee", "fee_high")
    if form.text("and_more"):
        form.said["price_bound"] = ("and-more",)
    elif "fee_high" in form.said:
        form.said["price_bound"] = ("between",)
    form.day()
    unit = form.chosen("unit", "price_unit", needed=True)
    if unit in GROUPS:
        people = form.text("people")
        if not DAYS.fullmatch(people) or int(people) < 1:
            form.wrong("people", gettext("Say for how many people the price is; without it, it cannot be compared."))
        else:
            form.said["people"] = (str(int(people)),)
    form.chosen("price_kind", "price_kind", needed=True)
    form.chosen("transport", "transport")
    leg, start, end = form.text("leg"), form.text("start"), form.text("end")
    if leg in legs:
        form.said["leg"] = (leg,)
    elif leg or not (start and end) or max(len(start), len(end)) > LONGEST:
        form.wrong("leg", gettext("Choose the leg, or write from where to where the price is for."))
    elif form.is_free("start", start) and form.is_free("end", end):
        form.said |= {"from_place": (start,), "to_place": (end,)}
    form.named("publisher", "publisher", gettext("Name the source that published it."))
    _address(form)
    form.said |= {"smuggling": ("yes",), "benefit": ("financial",)}
    return form.done()


def lawful_typed(typed: Mapping[str, str], today: date) -> Typed:
    """Read a lawful route from a published source."""
    form = _Form(typed, today)
    form.chosen("kind", "pathway_kind", needed=True)
    for name, prop in (("start", "from_country"), ("end", "to_country")):
        code = form.text(name)
        if code in shelf.countries().by_code:
            form.said[prop] = (code,)
        else:
            form.wrong(name, gettext("Choose a country from the list."))
    if form.said.get("from_country") == form.said.get("to_country") is not None:
        form.wrong("end", gettext("Choose two different countries."))
    form.amounts("lawful_cost", "lawful_cost_high")
    days = [form.text(name) for name in ("days", "days_high") if form.text(name)]
    if not all(DAYS.fullmatch(one) for one in days):
        form.wrong("days", gettext("Write the waiting time as a number of days."))
    elif days:
        form.said["waiting_days"] = tuple(sorted({str(int(one)) for one in days}, key=int))
    form.day()
    form.named("publisher", "publisher", gettext("Name the source that published it."))
    _address(form)
    return form.done()


def _address(form: _Form) -> None:
    text = form.text("url")
    if text:
        try:
            form.said["url"] = (canonical(Type.URL, text),)
        except ValueInvalid:
            form.wrong("url", gettext("Write the whole address, beginning with https://."))
