"""A stocktaking report as it is kept, signed and taken along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from corridor.core.commitments.codes import Pillar
from corridor.core.stocktaking.errors import StockUnreadable
from corridor.core.stocktaking.records import Balance, Count, Scope, Stock, Sum

FORM: Final = "1"


def stock_document(stock: Stock) -> dict[str, Any]:
    """Return a report as it is kept: texts, whole numbers, lists and mappings alone."""
    return {
        "form": FORM,
        "forum": stock.scope.forum,
        "subject": stock.scope.subject,
        "period": stock.scope.period,
        "authority": stock.authority,
        "on": stock.on.isoformat(),
        "subjects": list(stock.subjects),
        "pillars": [{"pillar": pillar.value, **_count(count)} for pillar, count in stock.pillars],
        "instruments": [{"instrument": key, **_count(count)} for key, count in stock.instruments],
        "balance": [
            {
                "pillar": one.pillar.value,
                "activities": one.activities,
                "sums": [
                    {"currency": each.currency, "planned": str(each.planned), "spent": str(each.spent)}
                    for each in one.sums
                ],
            }
            for one in stock.balance
        ],
        "told": [{"item": item, "by": list(names)} for item, names in stock.told],
    }


def _count(count: Count) -> dict[str, int]:
    return {
        "asked": count.asked,
        "evidenced": count.evidenced,
        "claimed": count.claimed,
        "silent": count.silent,
        "overdue": count.overdue,
    }


def stock_from(document: Mapping[str, Any]) -> Stock:
    """Return a report as it was kept.

    Raises:
        StockUnreadable: It is not of this form.
    """
    try:
        return _stock(document)
    except (KeyError, TypeError, ValueError, InvalidOperation):
        raise StockUnreadable(field="document") from None


def _stock(document: Mapping[str, Any]) -> Stock:
    if document["form"] != FORM:
        raise StockUnreadable(field="form")
    return Stock(
        scope=Scope(document["forum"], document["subject"], document["period"]),
        authority=document["authority"],
        on=date.fromisoformat(document["on"]),
        subjects=tuple(document["subjects"]),
        pillars=tuple((Pillar(one["pillar"]), _count_from(one)) for one in document["pillars"]),
        instruments=tuple((one["instrument"], _count_from(one)) for one in document["instruments"]),
        balance=tuple(
            Balance(
                Pillar(one["pillar"]),
                one["activities"],
                tuple(Sum(each["currency"], Decimal(each["planned"]), Decimal(each["spent"])) for each in one["sums"]),
            )
            for one in document["balance"]
        ),
        told=tuple((one["item"], tuple(one["by"])) for one in document["told"]),
    )


def _count_from(one: Mapping[str, Any]) -> Count:
    return Count(one["asked"], one["evidenced"], one["claimed"], one["overdue"])
