"""The answer about prices in plain values, for programs and commands."""

from __future__ import annotations

from collections import Counter
from typing import Any

from corridor.core.fees.model import Expected, Model
from corridor.core.fees.rules import Middle
from corridor.web.desk.fees.queries import Answer, Beside, WayPrices


def plain_fees(answer: Answer) -> dict[str, Any]:
    """Return figures in whole units of the currency; what there are too few prices for is null."""
    return {
        "currency": answer.unit.currency,
        "prices_of_year": answer.unit.year,
        "compared": len(answer.prices),
        "apart": dict(sorted(Counter(one.why.value for one in answer.asides).items())),
        "ways": [_way(one) for one in answer.ways],
        "model": _model(answer.model) if isinstance(answer.model, Model) else None,
        "why_no_model": None if isinstance(answer.model, Model) else answer.model.value,
        "outliers": [
            {"thing": one.price.told.uid, "times_expected": round(one.times, 2), "deviations": round(one.deviations, 1)}
            for one in answer.outliers
        ],
        "lawful": [_beside(one) for one in answer.beside],
    }


def _whole(amount: float | None) -> int | None:
    return None if amount is None else round(amount)


def _middle(middle: Middle) -> dict[str, Any]:
    return {
        "prices": middle.prices,
        "contributors": middle.contributors,
        "median": _whole(middle.median),
        "low": _whole(middle.low),
        "high": _whole(middle.high),
    }


def _way(one: WayPrices) -> dict[str, Any]:
    hoped = one.expected if isinstance(one.expected, Expected) else None
    return {
        "from": one.way.start,
        "to": one.way.end,
        "transport": one.way.transport,
        **_middle(one.middle),
        "expected": _whole(hoped.price) if hoped else None,
    }


def _model(model: Model) -> dict[str, Any]:
    return {
        "prices": model.prices,
        "contributors": model.contributors,
        "left_out": model.left_out,
        "factors": [
            {
                "term": one.term.value,
                "level": one.level,
                "against": one.base,
                "factor": round(one.factor, 3),
                "low": round(one.low, 3),
                "high": round(one.high, 3),
            }
            for one in model.factors
        ],
        "without": {term.value: why.value for term, why in model.without.items()},
    }


def _beside(one: Beside) -> dict[str, Any]:
    return {
        "from": one.start,
        "to": one.end,
        "price": _middle(one.middle),
        "routes": [
            {
                "thing": lawful.uid,
                "kind": lawful.kind,
                "cost": [_whole(gap.cost_low), _whole(gap.cost_high)],
                "waiting_days": list(lawful.days) if lawful.days else None,
                "gap": [_whole(gap.low), _whole(gap.high)],
            }
            for lawful, gap in one.lawful
        ],
    }
