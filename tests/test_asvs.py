"""The table of OWASP ASVS leaves out no line, and every place that it names is there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "asvs.md"
NUMBERS = ROOT / "tests" / "vectors" / "asvs" / "levels-5.0.0.txt"
STATES = {"met", "partly", "not", "does not apply"}
ROW = re.compile(r"\| v5\.0\.0-(\d+\.\d+\.\d+) \| (\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|")
PLACE = re.compile(r"`((?:src|tests|docs)/[\w./*-]+)(?:::(\w+))?`")
OF_LEVEL = {"1": 70, "2": 183}
"""How many requirements the standard has at its first two levels."""


def rows() -> list[tuple[str, str, str, str, str]]:
    """Return number, level, what is asked, state and place of every line."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| v5")]
    found = [ROW.fullmatch(line) for line in lines]
    assert None not in found
    return [(one[1], one[2], one[3], one[4], one[5]) for one in found if one is not None]


def test_every_requirement_stands_once_with_its_level() -> None:
    wanted = [tuple(line.split()) for line in NUMBERS.read_text(encoding="ascii").splitlines()]

    assert [(number, level) for number, level, *_ in rows()] == wanted
    assert Counter(level for _, level in wanted) == OF_LEVEL
    assert len({number for number, _ in wanted}) == len(wanted)


def test_every_state_is_one_of_four_and_the_head_counts_them() -> None:
    counted = Counter(state for *_, state, _ in rows())
    head = PAGE.read_text(encoding="utf-8").split("\n## ")[0]

    assert set(counted) == STATES
    assert (
        f"Of {sum(counted.values())}: {counted['met']} met, {counted['partly']} partly, {counted['not']} not, "
        f"{counted['does not apply']} do not apply." in head
    )


def test_no_line_is_without_a_place_or_a_reason() -> None:
    assert [number for number, _, asked, _, shown in rows() if len(asked) < 8 or len(shown) < 6] == []


def test_every_place_that_the_table_names_is_there() -> None:
    missing = []
    for number, *_, shown in rows():
        for place, name in PLACE.findall(shown):
            path = ROOT / place
            if not path.exists() or (name and f"def {name}(" not in path.read_text(encoding="utf-8")):
                missing.append((number, place, name))

    assert missing == []


def test_the_list_is_short_words_of_ours_and_not_the_standards() -> None:
    assert [number for number, _, asked, _, _ in rows() if asked.startswith("Verify") or len(asked) > 110] == []
