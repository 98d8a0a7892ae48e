"""Text as people wrote it, made fit to keep (`clean`), to show again (`storable`) and to search (`fold`)."""

from __future__ import annotations

import html
import re
import unicodedata

# Characters that could hide or reorder what a reader sees, or that no written text contains.
_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_forbidden = re.compile(f"[{_FORBIDDEN}]")
_dropped = re.compile(f"[{_FORBIDDEN}{_INVISIBLE}]")
_unstorable = re.compile("[\x00\ud800-\udfff]")
# Printable ASCII with single spaces inside and nothing that could be an entity: already clean.
_plain = re.compile(r"[!-%'-~]+(?: [!-%'-~]+)*")

_FOLDED_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_FOLDED = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ħ": "h",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ŧ": "t",
        "ŋ": "n",
        "ɓ": "b",
        "ɖ": "d",
        "ɗ": "d",
        "ƙ": "k",
        "ƴ": "y",
        "ɛ": "e",
        "ə": "e",
        "ɔ": "o",
        "ґ": "г",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ے": "ي",
        "ک": "ك",
        "ڪ": "ك",
        "ں": "ن",
        "ة": "ه",
        "ۃ": "ه",
        "ە": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ٱ": "ا",
        "ך": "כ",
        "ם": "מ",
        "ן": "נ",
        "ף": "פ",
        "ץ": "צ",
        "ـ": None,
        "ء": None,
        # Letters written as apostrophes, which one spelling of a name has and another leaves out.
        "ʹ": None,
        "ʻ": None,
        "ʼ": None,
        "ʾ": None,
        "ʿ": None,
        "\u200c": None,
        "\u200d": None,
        # Ge'ez letters that are pronounced alike and written for each other.
        **{chr(0x1210 + n): chr(0x1200 + n) for n in range(7)},
        **{chr(0x1280 + n): chr(0x1200 + n) for n in range(7)},
        **{chr(0x1220 + n): chr(0x1230 + n) for n in range(7)},
        **{chr(0x12D0 + n): chr(0x12A0 + n) for n in range(7)},
        **{chr(0x1340 + n): chr(0x1338 + n) for n in range(7)},
    }
)


def unescape(text: str) -> str:
    """Replace HTML entities that end with a semicolon; an address with `&copy=1` stays what it is."""
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)


def has_forbidden(text: str) -> bool:
    """Say whether a text holds control characters, ones that reorder the reading direction, or half characters."""
    return _forbidden.search(text) is not None


def storable(text: str) -> str:
    """Return a text that is to be kept as it came, with a sign in place of what no database or file can hold."""
    return _unstorable.sub("\ufffd", text)


def clean(text: str) -> str:
    """Return a text as a person would retype it.

    HTML entities become characters, composed forms are used, white space is collapsed, and control characters and
    characters that reorder the reading direction are left out.
    """
    if _plain.fullmatch(text):
        return text
    text = unescape(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(_dropped.sub("", text).split())


def fold(text: str) -> str:
    """Return the form under which a text is searched and compared.

    Case, accents, vowel marks and letter variants that spellings of one name differ in (Arabic alef, ya and
    ta marbuta, Persian kaf and ya, Turkish dotless i) are levelled; punctuation becomes single spaces.
    """
    if text.isascii():
        return " ".join(text.translate(_FOLDED_ASCII).split())
    # The first casefold handles ligatures; the second what decomposition brings out (such as I with dot above).
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_FOLDED)
    kept = [_level(c) for c in decomposed if _is_kept(c)]
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def _is_kept(character: str) -> bool:
    """Drop accents and vowel points (they combine) but keep the vowel signs and viramas of Indic scripts."""
    combining = unicodedata.combining(character)
    return (combining in (0, 9) and unicodedata.category(character) not in ("Cc", "Cf", "Cs")) or character.isspace()


def _level(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isalnum() or unicodedata.category(character)[0] == "M":
        return character
    return " "
