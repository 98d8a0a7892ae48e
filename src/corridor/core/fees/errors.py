"""What can be refused about the prices of movements."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class RatesInvalid(CorridorError):
    """A table of rates that ships with the package cannot be read."""

    code = "fees.E01"
    template = "the table of rates is wrong in line {line}"
    hint = "Make it anew as the README beside it says."


class CurrencyUnusable(CorridorError):
    """Prices were asked for in a currency for which there is no rate in the year of comparison."""

    code = "fees.E02"
    template = "prices cannot be shown in this currency"
    hint = "Choose one of the currencies that the page offers."
    status = 422
