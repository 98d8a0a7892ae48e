"""The closed lists of the mapping language, and the reasons for which a row is refused."""

from __future__ import annotations

from enum import StrEnum

CELL_LIMIT = 10_000
HEADER_LIMIT = 50_000
"""Characters of all names of columns together; each is compared with every mapping."""

COLUMN_LIMIT = 500
FORMATS = ("csv", "json", "xlsx", "ods", "parquet")


class Repeats(StrEnum):
    """What a second row with the same key means.

    `reject`: a row equal in every cell to an earlier one is a copy and is refused; other rows of the key are numbered.
    `keep`: equal rows may be different incidents; all rows of a key are numbered.
    `forbid`: a key may stand once; any second row of it is refused.
    """

    REJECT = "reject"
    KEEP = "keep"
    FORBID = "forbid"


class Withdrawal(StrEnum):
    """Why a source is withdrawn; the ledger keeps the code."""

    WRONG = "wrong"
    RECALLED = "recalled"
    CONSENT_ENDED = "consent-ended"
    ORDERED = "ordered"
    ENDANGERS = "endangers"
    LOADED_BY_MISTAKE = "loaded-by-mistake"


class Restoration(StrEnum):
    """Why a withdrawn source stands again; the ledger keeps the code."""

    CHECKED = "checked"
    CONSENT_GIVEN = "consent-given"
    ORDER_LIFTED = "order-lifted"
    WITHDRAWN_BY_MISTAKE = "withdrawn-by-mistake"


class Reason(StrEnum):
    """Why a row is refused."""

    ROW_BROKEN = "row-broken"
    CELL_COUNT = "cell-count"
    CELL_TOO_LONG = "cell-too-long"
    UNKNOWN_KEY = "unknown-key"
    FIELD_TWICE = "field-twice"
    DUPLICATE = "duplicate-row"
    KEY_TWICE = "key-twice"
    KEY_MISSING = "key-missing"
    VALUE_MISSING = "value-missing"
    FORMULA = "formula"
    CONTROL = "control-characters"
    DATE_FORM = "date-form"
    DATE_FUTURE = "date-future"
    COUNT_FORM = "count-form"
    COUNT_NEGATIVE = "count-negative"
    COUNT_SIZE = "count-size"
    NUMBER_FORM = "number-form"
    POINT_FORM = "point-form"
    POINT_OUTSIDE = "point-outside"
    POINT_ZERO = "point-zero"
    POINT_HALF = "point-half"
    COUNTRY_UNKNOWN = "country-unknown"
    NATIONALITY_UNKNOWN = "nationality-unknown"
    CODE_UNKNOWN = "code-unknown"
    GRADE_UNKNOWN = "grade-unknown"
    MONEY_FORM = "money-form"
    URL_FORM = "url-form"
    CHECK_FAILED = "check-failed"
    SAFEGUARD = "safeguard"


# One English sentence each; `web` translates by the code. They name columns, lines and codes, never what a cell says.
SENTENCES: dict[Reason, str] = {
    Reason.ROW_BROKEN: "The quotation marks in this row do not match.",
    Reason.CELL_COUNT: "The row has {found} cells, the header has {expected}.",
    Reason.CELL_TOO_LONG: "A cell is longer than {limit} characters.",
    Reason.UNKNOWN_KEY: "The record has a field that no record before it had.",
    Reason.FIELD_TWICE: "The record names a field twice.",
    Reason.DUPLICATE: "The row is the same in every cell as line {line}.",
    Reason.KEY_TWICE: "The row has the same key as line {line}, and a key may stand only once.",
    Reason.KEY_MISSING: "“{column}” is empty, and the record cannot be recognised without it.",
    Reason.VALUE_MISSING: "“{column}” is empty and must not be.",
    Reason.FORMULA: "“{column}” begins with a formula that a spreadsheet would carry out.",
    Reason.CONTROL: "“{column}” holds control characters or characters that reverse the reading direction.",
    Reason.DATE_FORM: "“{column}” is not a date written as {styles}.",
    Reason.DATE_FUTURE: "“{column}” lies in the future.",
    Reason.COUNT_FORM: "“{column}” is not a whole number.",
    Reason.COUNT_NEGATIVE: "“{column}” is negative; a count of people cannot be.",
    Reason.COUNT_SIZE: "“{column}” is larger than any count can be.",
    Reason.NUMBER_FORM: "“{column}” is not a number.",
    Reason.POINT_FORM: "“{column}” is not a pair of coordinates in decimal degrees.",
    Reason.POINT_OUTSIDE: "“{column}” lies outside the earth: latitude within 90, longitude within 180.",
    Reason.POINT_ZERO: "“{column}” is 0,0, the usual sign of a missing position; leave it empty instead.",
    Reason.POINT_HALF: "“{column}” has only one of latitude and longitude.",
    Reason.COUNTRY_UNKNOWN: "“{column}” names no country that is known by code or name.",
    Reason.NATIONALITY_UNKNOWN: "“{column}” is neither a country, nor stateless, nor unknown.",
    Reason.CODE_UNKNOWN: "“{column}” has a value that the mapping has no code for.",
    Reason.GRADE_UNKNOWN: "“{column}” has a value that the mapping has no grade for.",
    Reason.MONEY_FORM: "“{column}” is not an amount with a currency.",
    Reason.URL_FORM: "“{column}” is not an address that begins with http:// or https://.",
    Reason.CHECK_FAILED: "“{column}” is smaller than {parts} together.",
    Reason.SAFEGUARD: "The row breaks the safeguard {rule}.",
}
