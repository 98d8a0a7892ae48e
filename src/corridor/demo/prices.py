"""What people who arrived said they paid, and what the lawful way would have cost: enough for one route, too few for
another.

Like `means`, each is one more thing in a report that stands already, from a source of chance of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from corridor.core.entities.records import Draft
from corridor.demo import coast
from corridor.demo.records import Report, Said, Teller

SEA = {coast.NORTHERN: ("sea-north", 1400), coast.SOUTHERN: ("sea-south", 2600)}
BOATS = ("inflatable-boat", "inflatable-boat", "wooden-boat")
OFTEN = 0.45
"""In so many of the reports of landings and rescues somebody said what was paid."""

OVERLAND = 5
JOURNEYS = 16

LAWFUL: tuple[dict[str, Said], ...] = (
    {
        "pathway_kind": "work",
        "lawful_cost": "180.00 EUR",
        "lawful_cost_high": "420.00 EUR",
        "waiting_days": ["160", "290"],
    },
    {"pathway_kind": "family", "lawful_cost": "310.00 EUR", "waiting_days": ["420", "700"]},
)


def priced(reports: list[Report], teller: Teller, seed: int) -> list[Report]:
    """Return the reports with prices in some of them; chance of the teller is not touched."""
    other = Teller(Random(f"prices {seed}"), teller.things, teller.outlines)  # noqa: S311  # an invented story
    telling = Prices(other)
    return [replace(report, drafts=(*report.drafts, *telling.of(report))) for report in reports]


class Prices:
    """Tells prices, counting how many of each kind were told."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.overland = self.journeys = 0
        self.odd = iter(
            ({"fee": "9800.00 EUR"}, {"fee": "70000.00 XTS"}, {"price_unit": None}, {"price_unit": "group"})
        )
        self.is_lawful_told = False

    def of(self, report: Report) -> Iterator[Draft]:
        """Yield the prices that one report tells besides."""
        first = report.drafts[0]
        if report.theme == "legs" and not self.is_lawful_told:
            self.is_lawful_told = True
            yield from self.lawful(report.filed_on)
        route = next(iter(first.values("route")), "")
        is_arrival = report.theme == "movements" and bool(
            {"landing", "rescue", "interception"} & set(first.values("incident_kind"))
        )
        if not is_arrival or route not in SEA or self.teller.random.random() > OFTEN:
            return
        key, usual = SEA[route]
        on = first.values("occurred_on")[0]
        yield self.fee(on, self.amount(usual), leg=self.teller.thing(key), transport=self.teller.random.choice(BOATS))
        if self.overland < OVERLAND and route == coast.NORTHERN:
            self.overland += 1
            yield self.fee(on, self.amount(310), leg=self.teller.thing("border-north"), transport="lorry")
        elif self.journeys < JOURNEYS:
            self.journeys += 1
            end = "caldra" if route == coast.NORTHERN else "sundhal"
            ends = {"from_place": self.teller.thing("ostrel"), "to_place": self.teller.thing(end)}
            yield self.fee(on, self.amount(usual * 2), price_unit="person-journey", **ends)
        elif (odd := next(self.odd, None)) is not None:
            amount = self.amount(usual)
            further = {name: value for name, value in odd.items() if name != "fee"}
            yield self.fee(on, odd.get("fee") or amount, **{"leg": self.teller.thing(key), **further})

    def amount(self, usual: float) -> str:
        """Return an amount around the usual one."""
        amount = usual * self.teller.random.uniform(0.82, 1.22)
        return f"{round(amount / 10) * 10}.00 {'USD' if self.teller.random.random() < 0.25 else 'EUR'}"

    def fee(self, on: str, fee: str, **further: Said) -> Draft:
        """Return what one person said a place cost."""
        said: dict[str, Said] = {"fee": fee, "price_kind": "paid", "price_unit": "person-leg", "occurred_on": on}
        return self.teller.draft(self.teller.uid(), "Fee", {**said, **further})

    def lawful(self, on: str) -> Iterator[Draft]:
        """Yield the lawful routes from the origin to the destination."""
        for said in LAWFUL:
            ends = {
                "from_country": "XA",
                "to_country": "XC",
                "occurred_on": on,
                "publisher": "Consular fees (invented)",
            }
            yield self.teller.draft(self.teller.uid(), "LawfulRoute", {**said, **ends})
