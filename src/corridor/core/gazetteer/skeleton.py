"""What of a name survives its transliteration: the consonants, as far as scripts and spellings agree on them.

Zuwārah, Zouara, Zwara and زوارة have one skeleton. Two names with one skeleton need not be the same place.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DIGRAPHS = re.compile(r"tch|sch|ch|dj|gh|kh|th|dh|sh|ph|ck")
_OF_DIGRAPH = {"tch": "s", "sch": "s", "ch": "s", "dj": "g", "gh": "g", "kh": "k", "sh": "s", "ph": "f", "ck": "k"}
_SOUNDS = {
    "b": "bpبپбבβπпפ",
    "d": "dدذضдδד",
    "f": "fvفڤвфφ",
    "g": "gjجغژگгжγג",
    "k": "kcqخقكкκχхכק",
    "l": "lлلλל",
    "m": "mмمμמ",
    "n": "nнنνנ",
    "r": "rрرρר",
    "s": "sxثسشصچсшщчцσξψסש",
    "t": "tتطтτθט",
    "z": "zزظзζזצ",
}
_ONE = {character: sound for sound, characters in _SOUNDS.items() for character in characters}


def skeleton(folded: str) -> str:
    """Return the consonants of a folded name, alike ones as one, doubled ones once; empty when there are none."""
    latin = _DIGRAPHS.sub(lambda found: _OF_DIGRAPH.get(found[0], found[0][0]), folded)
    kept = ""
    for character in latin:
        one = _ONE.get(character)
        if one is None and character >= "\u1200":
            one = _of_syllable(character)
        if one and not kept.endswith(one):
            kept += one
    return kept


@lru_cache(maxsize=512)
def _of_syllable(character: str) -> str | None:
    """Return the consonant of an Ethiopic syllable, whose name in the standard ends with its sound."""
    name = unicodedata.name(character, "")
    if not name.startswith("ETHIOPIC SYLLABLE "):
        return None
    sound = _DIGRAPHS.sub(lambda found: _OF_DIGRAPH.get(found[0], found[0][0]), name.split()[-1].lower())
    return next((found for letter in sound if (found := _ONE.get(letter))), None)
