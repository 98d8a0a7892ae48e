"""What forecasts refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class NotForecast(CorridorError):
    """A series cannot be forecast honestly, so nothing of it is kept or leaves."""

    code = "forecasting.E01"
    template = "the series is not forecast: {reason}"
    hint = "Read on its page why, and use the figures themselves."
    status = 422


class NoBetterThanNaive(CorridorError):
    """A forecast that is no better than a naive rule may not leave as a warning."""

    code = "forecasting.E02"
    template = "the forecast is no better than a naive rule and does not leave"
    hint = "Nothing is known here that last month or last year does not tell. Do not warn with it."
    status = 422


class NotWorkedOut(CorridorError):
    """The forecast of these figures is not worked out yet."""

    code = "forecasting.E03"
    template = "the forecast is not worked out yet"
    hint = "Have it worked out on the page of the series, then come back."
    status = 409


class NotDecided(CorridorError):
    """A forecast leaves when a person answers for it."""

    code = "forecasting.E04"
    template = "nobody said to have looked at the backtest"
    hint = "Look at the error and the coverage first, then say so."
    status = 422


class ReasonUnknown(CorridorError):
    """A kept forecast is withdrawn for a reason of the list."""

    code = "forecasting.E05"
    template = "no such reason for a withdrawal"
    hint = "Choose one of the list."
    status = 422


class ForecastKept(CorridorError):
    """The same forecast of the same figures is kept already."""

    code = "forecasting.E06"
    template = "this forecast is kept already"
    hint = "It stands on the page of its series."
    status = 409


class MarkedAgainst(CorridorError):
    """What a forecast rests on may be read but not exported."""

    code = "forecasting.E07"
    template = "what the forecast rests on may not be exported"
    hint = "Ask the originators of the figures for release."
    status = 403
