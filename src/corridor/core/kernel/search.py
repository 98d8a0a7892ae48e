"""Finding texts by words: under which tokens they are kept, what to look up for a query, and how well they answer it.

A text is found by itself, by how it begins, by how its words begin, by what stands inside it, and with a typing error.
What one record says about one thing is kept together. `rank` decides from the query and those texts alone, so that an
order never tells of texts that a reader may not see. `lookup` has to reach all that `rank` accepts; it may reach more.

All take folded text (`fold`): without case, accents, vowel marks and variants of letters.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

LONGEST_WORD = 48
"""Longer words are kept by their beginning and by what stands inside them."""

FEW_WORDS = 6
"""Texts of at most so many words are found as a whole."""

MANY_WORDS = 6
"""Of longer queries, only the words are looked up that tell most; each further one would cost more than it spares."""

TELLING = 5
"""So many words of a long query are looked up; all of them are compared afterwards."""

WHOLE, FIRST, PART, MARK, KIND = "=", "^", "~", "@", "#"
"""What tokens begin with that are no words: a whole text, its first words, letters of a word, a mark and a kind."""

WORDS_REMEMBERED = 50_000
"""Of so many words it is remembered what is kept of them."""

_JOINT = "_"
_END = "$"
_numeral = re.compile("[0-9]")
_IDEOGRAPHS = "\u2e80"


class Text(NamedTuple):
    """One folded text; identifiers are compared without separators too."""

    folded: str
    is_identifier: bool = False


class Rank(IntEnum):
    """How well a text answers a query, best first."""

    EXACT = 1
    BEGINS = 2
    WORDS = 3
    INSIDE = 4
    CLOSE = 5
    ALIKE = 6


@dataclass(frozen=True, slots=True)
class AllOf:
    """Texts that carry every one of these."""

    parts: tuple[Lookup, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Texts that carry one of these at least."""

    parts: tuple[Lookup, ...]


Lookup = str | AllOf | AnyOf
"""A token, one ending in `*` for all that begin so, or a combination; tokens hold no `*` of their own."""


@dataclass(frozen=True)
class Query:
    """What somebody looks for, folded."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words in their order."""
        return tuple(self.text.split())

    @cached_property
    def compact(self) -> str:
        """The text without separators, as identifiers are compared."""
        return self.text.replace(" ", "")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Answers about the words of all texts, hidden ones included: they are candidates only and reach no page."""

    beginning: Callable[[str], Iterable[str]]
    containing: Callable[[str], Iterable[str]]
    ending: Callable[[str], Iterable[str]]
    near: Callable[[str], Iterable[str]]


# --- how a text is kept ----------------------------------------------------------------------------------------------


def tokens(text: Text) -> str:
    """Return the tokens under which a text is kept, separated by spaces; empty when nothing can be found."""
    words = text.folded.split()
    if not words:
        return ""
    kept: set[str] = set()
    for word in words:
        kept.update(_of_word(word))
    kept.update(_heads(words))
    if len(words) <= FEW_WORDS:
        kept.add(_whole(text.folded))
    if len(words) > 1:
        kept.update(_joints(words))
    if text.is_identifier and (len(words) > 1 or is_plain(words[0])):
        compact = "".join(words)
        head = FIRST + compact[:LONGEST_WORD]
        kept.update((head, FIRST + _start(compact), _whole(compact), *_parts(compact + _END)))
    return " ".join(kept)


@lru_cache(maxsize=WORDS_REMEMBERED)
def _of_word(word: str) -> tuple[str, ...]:
    """Return the tokens of one word wherever it stands; words repeat in almost every text."""
    if is_plain(word):
        return (word[:LONGEST_WORD],)
    return word[:LONGEST_WORD], _start(word), *_parts(word + _END)


def plain_words(text: str) -> list[str]:
    """Return the words of a folded text that go into the lexicon: those of letters, that can be mistyped."""
    return [word for word in text.split() if len(word) > 2 and is_plain(word)]


@lru_cache(maxsize=WORDS_REMEMBERED)
def is_plain(word: str) -> bool:
    """Say whether a word is kept in the lexicon: one digit changed makes another number, not a typing error."""
    return len(word) <= LONGEST_WORD and (word.isalpha() or _numeral.search(word) is None)


def grams(word: str) -> set[str]:
    """Return the groups of three letters of a word, its beginning and end among them."""
    padded = f"{FIRST}{FIRST}{word}{_END}{_END}"
    return {padded[n : n + 3] for n in range(len(padded) - 2)}


def _whole(text: str) -> str:
    return f"{WHOLE}{zlib.crc32(text.encode()):08x}"


def _heads(words: Sequence[str]) -> list[str]:
    """Return how a text begins: its first word, and its first two."""
    heads, before = [], FIRST
    for word in words[:2]:
        heads.append(before + word[:LONGEST_WORD])
        if not is_plain(word):
            heads.append(before + _start(word))
        before = heads[0] + _JOINT
    return heads


def _start(word: str) -> str:
    """Return how a word begins that is not in the lexicon."""
    return f"{PART}{FIRST}{word[:2]}"


def _joints(words: Sequence[str]) -> list[str]:
    """Return where words meet: the last two letters of one and the first of the next."""
    return [f"{PART}{one[-2:]}{_JOINT}{other[0]}" for one, other in pairwise(words)]


def _parts(word: str) -> list[str]:
    return [PART + word[n : n + 3] for n in range(len(word) - 2)]


# --- how well texts answer -------------------------------------------------------------------------------------------


def rank(query: Query, texts: Sequence[Text]) -> Rank | None:
    """Return how well what one record says about one thing answers a query, or nothing.

    One text has to be, begin with or hold what is asked; the words may be spread over several.
    """
    if not query.words:
        return None
    best = min((found for text in texts if (found := _rank_one(query, text))), default=None)
    if best is not None and best < Rank.WORDS:
        return best
    words = [word for text in texts for word in text.folded.split()]
    if all(_has_beginning(word, words) for word in query.words):
        return Rank.WORDS
    if best is not None:
        return best
    return next((found for found, errors in _ERRORS.items() if _is_spelt_so(query, words, errors)), None)


_ERRORS = {Rank.CLOSE: 1, Rank.ALIKE: 2}


def _rank_one(query: Query, text: Text) -> Rank | None:
    folded = text.folded
    if query.text == folded and folded.count(" ") < FEW_WORDS:
        return Rank.EXACT
    compact = folded.replace(" ", "") if text.is_identifier else ""
    if compact and query.compact == compact:
        return Rank.EXACT
    if folded.startswith(query.text) and (len(query.words) > 1 or _begins(query.text, folded.split()[0])):
        return Rank.BEGINS
    if compact and _begins(query.compact, compact):
        return Rank.BEGINS
    if len(query.compact) > 2 and (query.text in folded or query.compact in compact):
        return Rank.INSIDE
    return None


def _is_long_enough(word: str) -> bool:
    """Say whether a beginning tells anything: one letter does not, one ideograph does."""
    return len(word) > 1 or word >= _IDEOGRAPHS


def _begins(part: str, word: str) -> bool:
    return word == part or (_is_long_enough(part) and word.startswith(part))


def _has_beginning(part: str, words: list[str]) -> bool:
    return any(_begins(part, word) for word in words)


def _is_spelt_so(query: Query, words: list[str], errors: int) -> bool:
    """Say whether each word asked for is there with so many errors at most; one may be missing.

    The others are at least half of the letters then.
    """
    missing = ""
    for asked in query.words:
        if asked in words or _has_beginning(asked, words) or any(is_alike(asked, word, errors) for word in words):
            continue
        if missing or not _may_miss(query, asked):
            return False
        missing = asked
    return True


def _may_miss(query: Query, word: str) -> bool:
    return 2 * len(word) <= len(query.compact) and len(query.words) > 1


def is_alike(asked: str, word: str, errors: int) -> bool:
    """Say whether one word is another mistyped: letters replaced, left out, added or swapped with the next.

    One error is allowed in words of four letters or more, two in words of eight or more that share a third of
    their groups of three letters.
    """
    short, long = sorted((len(asked), len(word)))
    if short < 3 or long < 4 or long - short > errors or not (is_plain(asked) and is_plain(word)):
        return False
    if errors == 1:
        return _is_one_error(asked, word)
    ours = grams(asked)
    return long > 7 and 3 * len(ours & grams(word)) >= len(ours) and _distance(asked, word) <= errors


def _is_one_error(one: str, other: str) -> bool:
    start = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        start += 1
    left, right = one[start:], other[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


def _distance(one: str, other: str) -> int:
    """Return how many letters must be replaced, left out, added or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        above, row = row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]


# --- what to look up -------------------------------------------------------------------------------------------------


def lookup(query: Query, wanted: Rank, lexicon: Lexicon) -> Lookup | None:
    """Return what reaches every text that answers a query this well, or nothing where none can."""
    if not query.words:
        return None
    if wanted is Rank.EXACT:
        return AnyOf(tuple(dict.fromkeys((_whole(query.text), _whole(query.compact)))))
    if wanted is Rank.BEGINS:
        return _beginning(query, lexicon)
    if wanted is Rank.WORDS:
        return AllOf(tuple(_word(word, lexicon) for word in _telling(query.words)))
    if wanted is Rank.INSIDE:
        return _inside(query, lexicon) if len(query.compact) > 2 else None
    return _alike(query, 1 if wanted is Rank.CLOSE else 2, lexicon)


def _word(word: str, lexicon: Lexicon, before: str = "") -> Lookup:
    """Return what reaches a word that begins so, behind something that stands before it.

    Words of letters are spelt out, since an engine has to gather everything that begins so before it gives the first.
    """
    cut = word[:LONGEST_WORD]
    if not _is_long_enough(cut):
        return before + cut
    if len(cut) < 2 or not is_plain(word):
        return before + cut + "*"
    others = (before + other for other in lexicon.beginning(cut))
    return AnyOf((before + cut, *others, AllOf((before + _start(cut), *_parts(cut)))))


def _beginning(query: Query, lexicon: Lexicon) -> Lookup:
    first, *others = query.words
    if not others:
        return _word(first, lexicon, FIRST)
    before = FIRST + first[:LONGEST_WORD] + _JOINT
    if len(others) == 1:
        last = others[0]
        pair = _word(last, lexicon, before) if _is_long_enough(last) else f"{before}{last}*"
    else:
        *middle, last = others[1:]
        tail = [_word(last, lexicon)] if _is_long_enough(last) else _joints(query.words[-2:])
        whole = [word[:LONGEST_WORD] for word in _telling(middle)]
        pair = AllOf((before + others[0][:LONGEST_WORD], *whole, *tail))
    return AnyOf((pair, f"{FIRST}{query.compact[:LONGEST_WORD]}*")) if _is_long_enough(query.compact) else pair


def _inside(query: Query, lexicon: Lexicon) -> Lookup:
    compact = AllOf(tuple(_parts(query.compact)[: 2 * TELLING]))
    if len(query.words) == 1:
        return AnyOf((compact, *lexicon.containing(query.text)))
    first, *middle, last = query.words
    parts: list[Lookup] = [word[:LONGEST_WORD] for word in _telling(middle)]
    if _is_long_enough(last):
        parts.append(_word(last, lexicon))
    parts += _joints(query.words[0 if len(first) > 1 else 1 :])[:TELLING]
    if len(first) > 1:
        ends = [first, *lexicon.ending(first)] if len(first) <= LONGEST_WORD else []
        parts.append(AnyOf((AllOf(tuple(_parts(first + _END))), *ends)))
    return AnyOf((compact, AllOf(tuple(parts)))) if parts else compact


def _alike(query: Query, errors: int, lexicon: Lexicon) -> Lookup:
    alike: list[Lookup] = []
    asked = _telling(query.words)
    for word in asked:
        near = [other for other in lexicon.near(word) if is_alike(word, other, errors)] if is_plain(word) else []
        alike.append(AnyOf((_word(word, lexicon), *near)))
    ways: list[Lookup] = [
        AllOf(tuple(other for m, other in enumerate(alike) if m != n))
        for n, word in enumerate(asked)
        if _may_miss(query, word)
    ]
    return AnyOf((AllOf(tuple(alike)), *ways))


def _telling(words: Sequence[str]) -> Sequence[str]:
    """Return the words of a long query that fewest texts may be expected to hold: long ones and numbers."""
    if len(words) <= MANY_WORDS:
        return words
    return sorted(words, key=lambda word: -len(word) - (0 if is_plain(word) else 3))[:TELLING]
