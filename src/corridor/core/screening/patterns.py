"""What has a form of its own: telephones, addresses of mail, numbers of documents and accounts, plates, days of birth.

Every pattern looks at a bounded stretch, so that no text can hold the search up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corridor.core.screening.codes import Kind
from corridor.core.screening.records import Cues, Finding

CUE_REACH = 32
"""So many characters before a number may stand what announces it."""

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
_NUMBER = re.compile(r"(?<![\w.,/+-])(?:\+|00)?[ ]?\(?\d(?:[ ().\-/]{0,2}\d){5,17}(?![\w/])")
_ALPHANUMERIC = re.compile(r"(?<![\w/-])[A-Z0-9][A-Z0-9/-]{3,24}[A-Z0-9](?![\w/-])")
_PASSPORT = re.compile(r"(?<![\w/.-])(?:[A-Z]{1,2} ?\d{6,9}|\d{2}[A-Z]{2}\d{5}|[A-Z]\d{7,8}[A-Z])(?![\w/-])")
_MACHINE_READABLE = re.compile(r"(?<![A-Z0-9<])(?=[A-Z0-9]{0,43}<)[A-Z0-9<]{28,44}(?![A-Z0-9<])")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}(?!\w)")
_WALLET = re.compile(
    r"(?<!\w)(?:0x[0-9a-fA-F]{40}|bc1[02-9ac-hj-np-z]{20,60}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33})(?!\w)"
)
_CARD = re.compile(r"(?<![\w-])(?:\d{4}[ -]){3}\d{4}(?![\w-])")
_PLATES = re.compile(
    r"(?<![\w-])(?:[A-Z]{2}-\d{3}-[A-Z]{2}|\d{4} [BCDFGHJKLMNPRSTVWXYZ]{3}|[A-Z]{2} ?\d{3} ?[A-Z]{2}"
    r"|\d{4,5} ?[-|] ?[A-Z\u0621-\u064a] ?[-|] ?\d{1,2}|[A-Z]{2}\d{2} [A-Z]{3}|\d{2} [A-Z]{1,3} \d{3,4})(?![\w-])"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .,]\d{3})+")
_DAY = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|(?:19|20)\d{2} ?[-/] ?(?:19|20)\d{2}")
_DECIMAL = re.compile(r"-?\d{1,3}\.\d{3,}(?:[ ,/-]{1,2}\d{1,3}\.\d{3,})?")


class Patterns:
    """The patterns, with the words that announce them."""

    def __init__(self, cues: Cues) -> None:
        self._phone = _before(cues.phone)
        self._document = _before(cues.document)
        self._account = _before(cues.account)
        self._plate = _before(cues.plate)
        self._reference = _before(cues.reference)
        self._birth = _of_birth(cues)

    def findings(self, text: str) -> Iterator[Finding]:
        """Yield what has the form of something that points at a person; overlapping ones among them."""
        for found in self._birth.finditer(text):
            yield Finding(Kind.BIRTH_DATE, *found.span(1))
        for kind, pattern in _ALWAYS:
            for found in pattern.finditer(text):
                if not self._is_announced(self._reference, text, found.start()):
                    yield Finding(kind, *found.span())
        for found in _IBAN.finditer(text):
            if is_iban(found[0]):
                yield Finding(Kind.ACCOUNT, *found.span())
        for found in _ALPHANUMERIC.finditer(text):
            if (told := self._kind_of(text, found[0], found.start())) is not None:
                yield Finding(told, *found.span())
        for found in _NUMBER.finditer(text):
            if (told := self._kind_of_number(text, found[0], found.start())) is not None:
                yield Finding(told, *found.span())

    def _kind_of(self, text: str, token: str, start: int) -> Kind | None:
        digits = sum(one.isdigit() for one in token)
        if digits < 3 or _DAY.fullmatch(token):
            return None
        if digits > 3 and self._is_announced(self._document, text, start):
            return Kind.DOCUMENT
        if digits > 4 and self._is_announced(self._account, text, start):
            return Kind.ACCOUNT
        return Kind.PLATE if self._is_announced(self._plate, text, start) else None

    def _kind_of_number(self, text: str, written: str, start: int) -> Kind | None:
        digits = sum(one.isdigit() for one in written)
        if _THOUSANDS.fullmatch(written) or _DAY.search(written) or _DECIMAL.fullmatch(written):
            return None
        if self._is_announced(self._document, text, start):
            return Kind.DOCUMENT
        if self._is_announced(self._account, text, start) and digits > 5:
            return Kind.ACCOUNT
        is_called = self._is_announced(self._phone, text, start)
        if is_called and digits > 5:
            return Kind.PHONE
        if self._is_announced(self._reference, text, start):
            return None
        if written.startswith(("+", "00")) and 8 <= digits <= 17:
            return Kind.PHONE
        return Kind.PHONE if written.startswith(("0", "(0")) and 9 <= digits <= 12 else None

    @staticmethod
    def _is_announced(cue: re.Pattern[str], text: str, start: int) -> bool:
        return cue.search(text[max(0, start - CUE_REACH) : start]) is not None


def _before(words: str) -> re.Pattern[str]:
    """Return a pattern of words behind which only a few signs and one or two short words stand."""
    signs = r"\s|[:#.,n°º\-'’(]"
    short = r"no\.?|num\.?|number|numéro|número|nombre|رقم|رقمه|is|est|es|was|of|the|with|au|al|le|el"
    between = f"(?:{signs}|{short}){{0,6}}"
    return re.compile(rf"(?<!\w)[وبلف]?(?:{words})(?!\w){between}$", re.IGNORECASE)


def _of_birth(cues: Cues) -> re.Pattern[str]:
    """Return a pattern of a whole day behind a word that says that somebody was born."""
    figures = r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}-\d{2}"
    day_first = rf"\d{{1,2}}(?:er|st|nd|rd|th)?(?: de| of)? (?:{cues.months})\.?,?(?: de)? \d{{4}}"
    month_first = rf"(?:{cues.months}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    between = r"[ :]{0,3}(?:(?:on|the|le|el|en|في|بتاريخ|يوم|is|es|est) ){0,2}"
    pattern = rf"(?<!\w)(?:{cues.birth})(?!\w){between}({figures}|{day_first}|{month_first})(?!\w)"
    return re.compile(pattern, re.IGNORECASE)


def is_iban(written: str) -> bool:
    """Tell whether a number of an account adds up as the standard asks."""
    compact = written.replace(" ", "")
    turned = compact[4:] + compact[:4]
    return 15 <= len(compact) <= 34 and int("".join(str(int(one, 36)) for one in turned)) % 97 == 1


_ALWAYS = (
    (Kind.EMAIL, _EMAIL),
    (Kind.DOCUMENT, _MACHINE_READABLE),
    (Kind.ACCOUNT, _WALLET),
    (Kind.ACCOUNT, _CARD),
    (Kind.DOCUMENT, _PASSPORT),
    (Kind.PLATE, _PLATES),
)
