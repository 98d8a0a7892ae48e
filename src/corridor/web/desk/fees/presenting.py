"""Lays out the page of prices: figures in words, each with how many prices and contributors it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.fees.codes import Apart, Lack, Scope, Term, Terrain
from corridor.core.fees.gaps import Gap, Lawful
from corridor.core.fees.model import Expected, Factor, Model, Outlier
from corridor.core.fees.records import Aside, Price, Told
from corridor.core.fees.rules import FEWEST_CONTRIBUTORS, FEWEST_PRICES
from corridor.web.design.pieces import Choice, Link
from corridor.web.design.shown import day, number
from corridor.web.desk.fees import words
from corridor.web.desk.fees.forms import Asked
from corridor.web.desk.fees.queries import SHOWN_IN, Answer, Beside, Question, WayPrices
from corridor.web.desk.pages.fees import (
    AsideRow,
    BesideRow,
    FactorRow,
    FeeFilters,
    FeeRow,
    FeesPage,
    LawfulRow,
    ModelPart,
    OutlierRow,
    WayRow,
    WhatIf,
)
from corridor.web.desk.statements.presenting import country_label

MOST_LISTED = 100
"""So many prices of one way or reason are listed; all of them count."""


def fees_page(officer: Officer, answer: Answer, asked: Asked, typed: Mapping[str, str], language: str) -> FeesPage:
    """Return the page that answers a question about prices."""
    model = answer.model if isinstance(answer.model, Model) else None
    return FeesPage(
        worlds=_worlds(asked.question),
        filters=_filters(answer, asked, language),
        compared=len(answer.prices),
        apart=len(answer.asides),
        unit=gettext("%(currency)s at the prices of %(year)s")
        % {"currency": answer.unit.currency, "year": answer.unit.year},
        ways=tuple(_way(one, answer, language) for one in answer.ways),
        model=_model(model, language) if model else None,
        lack="" if model else words.lack_words(Lack(answer.model)),  # type: ignore[arg-type]  # a lack, if no model
        what_if=_what_if(answer, model, typed, language) if model else None,
        outliers=tuple(_outlier(one, answer, language) for one in answer.outliers),
        asides=_asides(answer.asides, language),
        beside=tuple(_beside(one, answer, language) for one in answer.beside),
        acts=_acts(officer, asked.question),
        fewest_prices=FEWEST_PRICES,
        fewest_contributors=FEWEST_CONTRIBUTORS,
        is_more=answer.is_more,
    )


def _acts(officer: Officer, question: Question) -> tuple[Link, ...]:
    if Permission.REPORT_FILE not in officer.permissions:
        return ()
    world = f"?{urlencode({'world': 'invented'})}" if question.invented else ""
    return (
        Link(gettext("Enter a price from a published source"), reverse("desk:fee-new") + world),
        Link(gettext("Enter a lawful route"), reverse("desk:lawful-new") + world),
    )


def _worlds(question: Question) -> tuple[Choice, ...]:
    if not settings.DEMONSTRATION:
        return ()
    here = reverse("desk:fees")
    return (
        Choice(f"{here}?{urlencode({'world': 'published'})}", gettext("Published series"), not question.invented),
        Choice(f"{here}?{urlencode({'world': 'invented'})}", gettext("Invented corridor"), question.invented),
    )


def _filters(answer: Answer, asked: Asked, language: str) -> FeeFilters:
    question = asked.question
    ways = [price.way for price in answer.prices]
    return FeeFilters(
        action=reverse("desk:fees"),
        scopes=tuple(Choice(scope.value, words.scope_words(scope), scope is question.scope) for scope in Scope),
        currencies=tuple(Choice(code, code, code == question.currency) for code in SHOWN_IN),
        starts=_countries([way.start_country for way in ways], question.start, language),
        ends=_countries([way.end_country for way in ways], question.end, language),
        routes=_choices({way.route for way in ways if way.route} | ({question.route} - {""}), question.route),
        since=question.since,
        until=question.until,
        world="invented" if question.invented else "",
        problems=asked.problems,
    )


def _countries(codes: Iterable[str], chosen: str, language: str) -> tuple[Choice, ...]:
    found = ({*codes} | {chosen}) - {""}
    named = sorted((country_label(code, language), code) for code in found)
    return tuple(Choice(code, name, code == chosen) for name, code in named)


def _choices(values: Iterable[str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, value, value == chosen) for value in sorted(values))


def _way(one: WayPrices, answer: Answer, language: str) -> WayRow:
    currency, middle = answer.unit.currency, one.middle
    is_few = middle.median is None or middle.low is None or middle.high is None
    hoped = one.expected if isinstance(one.expected, Expected) else None
    few = Lack.TOO_FEW_PRICES if middle.prices < FEWEST_PRICES else Lack.TOO_FEW_CONTRIBUTORS
    rows = sorted(one.prices, key=lambda price: (price.told.on, price.low, price.told.key), reverse=True)
    return WayRow(
        title=words.way_title(one.way),
        details=words.way_words(one.way, language),
        prices=len(one.prices),
        contributors=middle.contributors,
        median="" if middle.median is None else words.money(middle.median, currency, language),
        interval="" if is_few else words.span(middle.low or 0, middle.high or 0, currency, language),
        span="" if is_few else words.span(middle.lowest or 0, middle.highest or 0, currency, language),
        expected=words.money(hoped.price, currency, language) if hoped else "",
        expected_interval=words.span(hoped.low, hoped.high, currency, language) if hoped else "",
        lack=words.lack_words(few) if is_few else "",
        not_expected="" if hoped else words.lack_words(Lack(one.expected)),  # type: ignore[arg-type]  # a lack then
        fees=tuple(_fee(price, currency, language) for price in rows[:MOST_LISTED]),
        more=max(0, len(rows) - MOST_LISTED),
    )


def _fee(price: Price, currency: str, language: str) -> FeeRow:
    each = words.money(price.low, currency, language)
    if price.high is None:
        each = gettext("%(price)s and more") % {"price": each}
    elif price.high != price.low:
        each = words.span(price.low, price.high, currency, language)
    return FeeRow(
        url=reverse("desk:thing", args=[price.told.uid]),
        told=words.told_words(price.told, language),
        on=day(price.told.on, language),
        each=each,
        is_provisional=price.is_provisional,
    )


def _bare(told: Told, language: str) -> FeeRow:
    url = reverse("desk:thing", args=[told.uid])
    return FeeRow(url, words.told_words(told, language), day(told.on, language), "", is_provisional=False)


def _model(model: Model, language: str) -> ModelPart:
    return ModelPart(
        factors=tuple(_factor(one, language) for one in model.factors),
        without=tuple(f"{words.term_words(term)}: {words.left_words(why)}" for term, why in model.without.items()),
        prices=model.prices,
        contributors=model.contributors,
        left_out=model.left_out,
        explained=round(100 * model.explained),
        spread=words.factor(model.spread, language),
    )


def _factor(one: Factor, language: str) -> FactorRow:
    what = {
        Term.DISTANCE: gettext("for twice the distance"),
        Term.CROSSINGS: gettext("for one border more"),
        Term.RISK: gettext("for one danger more"),
    }.get(one.term)
    if what is None:
        levels = {
            name: words.level_words(one.term, level, language) for name, level in (("a", one.level), ("b", one.base))
        }
        what = gettext("%(a)s, against %(b)s") % levels
    return FactorRow(
        words.term_words(one.term),
        what,
        f"× {words.factor(one.factor, language)}",
        f"{words.factor(one.low, language)} – {words.factor(one.high, language)}",
    )


def _what_if(answer: Answer, model: Model, typed: Mapping[str, str], language: str) -> WhatIf:
    """Return the form with the terms of the model alone; the others would change nothing."""

    def kinds(term: Term, name: str, codes: Sequence[str]) -> tuple[Choice, ...]:
        if term not in model.levels:
            return ()
        known = [code for code in codes if code in model.levels[term]] or list(model.levels[term])
        return tuple(Choice(code, words.level_words(term, code, language), typed.get(name) == code) for code in known)

    found = answer.estimate if isinstance(answer.estimate, Expected) else None
    lack = "" if found or answer.estimate is None else words.lack_words(Lack(answer.estimate))  # type: ignore[arg-type]  # a lack then
    currency = answer.unit.currency
    return WhatIf(
        distance=typed.get("distance", "")[:10] if Term.DISTANCE in model.ranges else "-",
        crossings=typed.get("crossings", "")[:10] if Term.CROSSINGS in model.ranges else "-",
        risk=typed.get("risk", "")[:10] if Term.RISK in model.ranges else "-",
        terrains=kinds(Term.TERRAIN, "terrain", list(Terrain)),
        transports=kinds(Term.TRANSPORT, "transport", ()),
        papers=kinds(Term.PAPERS, "papers", ("without", "with")),
        answer=words.money(found.price, currency, language) if found else "",
        interval=words.span(found.low, found.high, currency, language) if found else "",
        lack=lack,
    )


def _outlier(one: Outlier, answer: Answer, language: str) -> OutlierRow:
    currency, price = answer.unit.currency, one.price
    figures = {
        "times": words.factor(one.times, language),
        "expected": words.money(one.expected.price, currency, language),
        "deviations": number(round(abs(one.deviations)), language),
    }
    return OutlierRow(
        url=reverse("desk:thing", args=[price.told.uid]),
        title=words.way_title(price.way),
        each=_fee(price, currency, language).each,
        why=gettext("%(times)s times the %(expected)s expected; %(deviations)s usual deviations away") % figures,
        terms=", ".join(words.way_words(price.way, language)),
    )


def _asides(asides: Sequence[Aside], language: str) -> tuple[AsideRow, ...]:
    by_reason: dict[Apart, list[Aside]] = {}
    for aside in asides:
        by_reason.setdefault(aside.why, []).append(aside)
    return tuple(
        AsideRow(
            words.apart_words(why),
            len(by_reason[why]),
            tuple(_bare(one.told, language) for one in by_reason[why][:MOST_LISTED]),
            max(0, len(by_reason[why]) - MOST_LISTED),
        )
        for why in Apart
        if why in by_reason
    )


def _beside(one: Beside, answer: Answer, language: str) -> BesideRow:
    currency, middle = answer.unit.currency, one.middle
    is_few = middle.low is None or middle.high is None
    return BesideRow(
        title=f"{country_label(one.start, language)} → {country_label(one.end, language)}",
        price="" if is_few else words.span(middle.low or 0, middle.high or 0, currency, language),
        scope=words.scope_words(Scope.JOURNEY if one.is_journey else Scope.LEG),
        lawful=tuple(_lawful(lawful, gap, currency, language) for lawful, gap in one.lawful),
    )


def _lawful(lawful: Lawful, gap: Gap, currency: str, language: str) -> LawfulRow:
    cost = words.apart_words(gap.why) if gap.why else ""
    if gap.cost_low is not None and gap.cost_high is not None:
        cost = words.span(gap.cost_low, gap.cost_high, currency, language)
    waiting = gettext("not told")
    if lawful.days:
        low, high = (number(round(one), language) for one in lawful.days)
        waiting = gettext("%(days)s days") % {"days": low if low == high else f"{low} – {high}"}
    difference = ""
    if gap.low is not None and gap.high is not None:
        difference = words.span(gap.low, gap.high, currency, language)
    return LawfulRow(
        url=reverse("desk:thing", args=[lawful.uid]),
        kind=words.code_words("pathway_kind", lawful.kind, language),
        cost=cost,
        waiting=waiting,
        source=f"{lawful.source}, {day(lawful.on, language)}",
        gap=difference,
    )
