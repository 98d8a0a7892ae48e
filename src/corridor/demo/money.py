"""What the movements cost: fees before and after the shift, and how they were paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from corridor.demo import coast
from corridor.demo.cast import officer
from corridor.demo.records import MEASURE_MONTH, MONTHS, Report, Said, Teller

NORTHERN_FEE, SOUTHERN_FEE = 1450, 2700
METHODS = ("cash", "hawala", "hawala", "mobile-money", "money-service")


def fee(teller: Teller, month: int) -> str:
    """Return a fee for one person: higher after the shift, and rising a little every month."""
    base = NORTHERN_FEE if month < MEASURE_MONTH else SOUTHERN_FEE
    amount = base * (1 + 0.01 * month) * teller.random.uniform(0.85, 1.2)
    return f"{round(amount / 10) * 10}.00 {'USD' if teller.random.random() < 0.2 else 'EUR'}"


def paid_for(each: str, people: Said) -> str:
    """Return what is paid for several people together."""
    amount, _, currency = each.partition(" ")
    return f"{float(amount) * int(str(people)):.2f} {currency}"


def money(teller: Teller) -> Iterator[Report]:
    """Tell two payments a month; who travelled stays a group of payers and is never named."""
    for month in range(MONTHS):
        for handle in ("xa.quenna", "xa.ralm"):
            paid = teller.day(month)
            each = fee(teller, month)
            said: dict[str, Said] = {
                "fee": each,
                "occurred_on": paid.isoformat(),
                "route": coast.NORTHERN if month < MEASURE_MONTH else coast.SOUTHERN,
                "leg": teller.thing("sea-north" if month < MEASURE_MONTH else "sea-south"),
                "payment_method": teller.random.choice(METHODS),
                "paid_by_kind": "migrants-or-families",
                "paid_to": teller.thing("lantern") if month > 2 else None,
                "from_place": teller.thing("ostrel"),
                "people": str(teller.random.randrange(1, 5)),
                "smuggling": "yes",
                "benefit": "financial",
            }
            said["fee"] = paid_for(each, said["people"])
            preset = "own-authority" if teller.random.random() < 0.15 else "law-enforcement"
            yield teller.report(
                "money",
                officer(handle),
                paid + timedelta(days=teller.random.randrange(1, 6)),
                [teller.draft(teller.uid(), "Payment", said)],
                preset=preset,
                source="payment-records",
                grade="europol-4x4 A1" if teller.random.random() < 0.5 else "europol-4x4 B2",
            )
