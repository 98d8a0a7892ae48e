"""Names in Latin letters, beside the way in which they were recorded.

By the tables of the Library of Congress and the American Library Association (ALA-LC) for Arabic, Persian, Urdu,
Hebrew, Russian, Ukrainian, Greek, Armenian, Georgian and Amharic, without the signs above and below letters. Short
vowels that a script does not write are not guessed: محمد becomes "mhmd". A romanised name helps to read and to say a
name; it is never compared, stored or searched by.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def _table(letters: str, sounds: str) -> dict[str, str]:
    """Return the Latin letters of each letter; a letter without a sound of its own has none."""
    return {letter: "" if sound == "_" else sound for letter, sound in zip(letters, sounds.split(" "), strict=True)}


_ARABIC = _table(
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىآأإٱؤئءپچژڤگکیےہھںڈٹڑۀۃ",
    "a b t th j h kh d dh r z s sh s d t z ‘ gh f q k l m n h w y ah a a a i a ’ ’ ’ p ch zh v g k y e h h n d t r h h",
) | {"َ": "a", "ِ": "i", "ُ": "u", "ً": "an", "ٍ": "in", "ٌ": "un", "ّ": "", "ْ": "", "ٰ": "a", "ـ": "", "‌": ""}
_CYRILLIC = _table(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўћђјљњџѕќѓ",
    "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia i i ie g u c d j lj nj dz dz k g",
)
_GREEK = _table(
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "a v g d e z e th i k l m n x o p r s s t y ph ch ps o",
)
_HEBREW = _table(
    "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
    "’ b g d h v z h t y k kh l m m n n s ‘ p f ts ts k r sh t",
)
_ARMENIAN = _table(
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    "a b g d e z e e t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts w p k o f ew",
)
_GEORGIAN = _table(
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h",
)
_LETTERS = _ARABIC | _CYRILLIC | _GREEK | _HEBREW | _ARMENIAN | _GEORGIAN
_ARTICLE = re.compile(r"\bal(?=[a-z]{3})")
_UNWRITTEN = re.compile("[\u05b0-\u05c7\u0610-\u061a\u06d6-\u06ed]")


@lru_cache(maxsize=2048)
def romanised(text: str) -> str:
    """Return a text in Latin letters where it holds letters of a script in the tables; empty where it does not.

    A text is empty too where a letter of it is in none of the tables: half a name would be another name.
    """
    plain = _UNWRITTEN.sub("", unicodedata.normalize("NFC", text))
    if not any(letter.lower() in _LETTERS or _syllable(letter) for letter in plain):
        return ""
    pieces = [_of_letter(letter) for letter in plain]
    if None in pieces:
        return ""
    written = " ".join("".join(piece for piece in pieces if piece).split())
    if any(letter in _ARABIC for letter in plain):
        written = _ARTICLE.sub("al-", written)
    return " ".join(word[:1].upper() + word[1:] for word in written.split(" ")) if written else ""


def _of_letter(letter: str) -> str | None:
    """Return the Latin letters for one; itself where it is Latin or no letter, nothing where it is unknown."""
    sound = _LETTERS.get(letter.lower())
    if sound is not None:
        return sound
    if (sound := _syllable(letter)) is not None:
        return sound
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if not letter.isalpha():
        return "" if unicodedata.combining(letter) else letter
    base = unicodedata.normalize("NFD", letter)[0]
    return letter if "LATIN" in unicodedata.name(letter, "") else _LETTERS.get(base.lower())


def _syllable(letter: str) -> str | None:
    """Return an Ethiopic syllable as its name in the standard says it."""
    name = unicodedata.name(letter, "") if letter >= "\u1200" else ""
    return name.split()[-1].lower() if name.startswith("ETHIOPIC SYLLABLE ") else None
