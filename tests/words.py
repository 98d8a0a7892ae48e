"""Measures how well free text is screened and pasted texts are read, on the labelled texts and on real ones.

`python -m tests.words` writes docs/reference/words.md; a test holds the part on labelled texts against the page.
"""

from __future__ import annotations

import csv
import html
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from corridor import shelf
from corridor.core.kernel.text import fold
from corridor.core.picture.ground import distance_km

ROOT = Path(__file__).resolve().parents[1]
VECTORS = ROOT / "tests" / "vectors" / "words"
PAGE = ROOT / "docs" / "reference" / "words.md"
SHARED = ROOT.parent / "shared" / "data"
LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "ar": "Arabic"}
PARTS = {"tuned": "seen while the rules were written", "held_out": "held out"}
MESSAGE_ON = date(2026, 3, 10)
NEAR_KM = 100.0
SAMPLE = 1_500
UNSEEN_SINCE = "2019"
"""The wording of causes before this year was looked at while the rules were written."""

_MARKED = re.compile(r"⟦([a-z-]+)\|([^⟧]*)⟧")
_SEVERAL = frozenset({"counts", "transport", "method", "concealment", "harm", "recruitment"})
_PATHS = {
    "place": "place_text",
    "from": "legs.0.from_text",
    "to": "legs.0.to_text",
    "misuse": "documents.0.misuse",
    "document_kind": "documents.0.kind",
    "platform": "traces.0.platform",
}
_PLACES = frozenset({"place_text", "legs.0.from_text", "legs.0.to_text"})


class Score(NamedTuple):
    """Right, false and missed answers."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Of what was answered, how much was right."""
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        """Of what was to be answered, how much was."""
        return self.right / max(1, self.right + self.missed)

    @property
    def cells(self) -> str:
        """The score as cells of a table."""
        told = f"{self.precision:.0%}" if self.right + self.false else "none"
        return f"{self.right + self.missed} | {told} | {self.recall:.0%}"


@cache
def vectors(name: str) -> Any:
    """Return one file of labelled texts."""
    return shelf.parsed((VECTORS / f"{name}.yaml").read_text("utf-8"))


# --- screening -------------------------------------------------------------------------------------------------------


def unmarked(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Return a text without its marks, and what they marked: kind, start and end."""
    text, spans, last = "", [], 0
    for found in _MARKED.finditer(marked):
        text += marked[last : found.start()]
        spans.append((found[1], len(text), len(text) + len(found[2])))
        text += found[2]
        last = found.end()
    return text + marked[last:], spans


def screening(part: str) -> dict[tuple[str, str], Score]:
    """Return how well each kind is found in each language."""
    tally: dict[str, Counter[tuple[str, str]]] = {"right": Counter(), "false": Counter(), "missed": Counter()}
    for lang, texts in vectors("screening")[part].items():
        for marked in texts:
            text, spans = unmarked(marked)
            found = shelf.screening().screen(text)
            for kind, start, end in spans:
                hit = any(one.kind == kind and one.start < end and start < one.end for one in found)
                tally["right" if hit else "missed"][lang, kind] += 1
            for one in found:
                if not any(one.kind == kind and one.start < end and start < one.end for kind, start, end in spans):
                    tally["false"][lang, str(one.kind)] += 1
    keys = sorted({key for counter in tally.values() for key in counter})
    return {key: Score(tally["right"][key], tally["false"][key], tally["missed"][key]) for key in keys}


def texts_of(part: str) -> int:
    """Return how many texts the screening set has in a part."""
    return sum(len(texts) for texts in vectors("screening")[part].values())


def summed(scores: dict[Any, Score], at: int, of: str) -> Score:
    """Return the sum of the scores whose key has a value at a place."""
    fitting = [score for key, score in scores.items() if key[at] == of]
    return Score(*(sum(score[n] for score in fitting) for n in range(3)))


# --- pasting ---------------------------------------------------------------------------------------------------------


def said(text: str) -> dict[str, list[str]]:
    """Return what a text proposes, by field, in the form of the labels."""
    found: dict[str, list[str]] = {}
    for one in shelf.pasting().proposals(text, lang="en", message_on=MESSAGE_ON):
        values = {path.rpartition(".")[2]: value for path, value in one.values}
        if one.path.startswith("counts."):
            row = "|".join(values.get(name, "") for name in ("what", "range", "sex", "age")).rstrip("|")
            found.setdefault("counts", []).append(row)
        elif one.path.endswith(".amount"):
            names = ("amount", "currency", "per", "price_kind")
            found.setdefault("fee", []).append(" ".join(values[name] for name in names if name in values))
        elif not one.path.startswith("fees."):
            value = one.values[0][1]
            found.setdefault(one.path, []).append(_place(value) if one.path in _PLACES else value)
    return found


def _place(typed: str) -> str:
    name, _, rest = typed.rpartition(" (")
    return fold(f"{name} {rest[:2]}") if name else fold(typed)


def pasting(part: str) -> dict[tuple[str, str], Score]:
    """Return how well each field is read in each language; of several readings of one name, one must be right."""
    tally: dict[str, Counter[tuple[str, str]]] = {"right": Counter(), "false": Counter(), "missed": Counter()}
    for lang in LANGUAGES:
        for item in vectors(f"pasting-{lang}")[part]:
            for verdict, field in _judged(said(item["text"]), item["is"]):
                tally[verdict][lang, field] += 1
    keys = sorted({key for counter in tally.values() for key in counter})
    return {key: Score(tally["right"][key], tally["false"][key], tally["missed"][key]) for key in keys}


def _judged(found: dict[str, list[str]], labels: dict[str, Any]) -> Iterator[tuple[str, str]]:
    told = {
        _PATHS.get(field, field): [str(one) for one in (given if isinstance(given, list) else [given])]
        for field, given in labels.items()
    }
    for field in sorted(set(found) | set(told)):
        answers, right = found.get(field, []), told.get(field, [])
        if field in _PLACES:
            right = [_known(one) for one in right]
        if field in _SEVERAL:
            yield from (("right" if one in answers else "missed", field) for one in right)
            yield from (("false", field) for one in answers if one not in right)
        elif right and right[0] in answers:
            yield "right", field
        else:
            yield from (("missed", field) for _ in right[:1])
            yield from (("false", field) for _ in answers[:1])


def _known(label: str) -> str:
    """Return a labelled place as proposals are told: a country and a sea have no code behind them."""
    name, _, code = label.rpartition(" ")
    is_country = code in shelf.countries().by_code and _is_country(name, code)
    return fold(name) if is_country else fold(label)


def _is_country(name: str, code: str) -> bool:
    """Tell whether a name is that of the country itself."""
    return fold(shelf.gazetteer().country_name(code)) == fold(name)


def items_of(part: str) -> int:
    """Return how many texts the pasting set has in a part."""
    return sum(len(vectors(f"pasting-{lang}")[part]) for lang in LANGUAGES)


# --- real texts ------------------------------------------------------------------------------------------------------


def real_texts() -> dict[str, list[str]]:
    """Return real descriptions of incidents, in which names of private persons were taken out by their publishers."""
    with (SHARED / "serious-incident-reports" / "frontex-sir-2015-2020.csv").open(encoding="utf-8", newline="") as file:
        reports = [
            cell
            for row in csv.DictReader(file)
            for cell in row.values()
            if cell and len(cell) > 60 and "http" not in cell
        ]
    places = [html.unescape(row["location_description"]).strip() for row in incidents() if row["location_description"]]
    return {"serious incident reports (Frontex)": reports, "places of Missing Migrants": places}


@cache
def incidents() -> list[dict[str, str]]:
    """Return the incidents of Missing Migrants, 2014 to 2021."""
    rows: list[dict[str, str]] = []
    for path in sorted((SHARED / "missing-migrants").glob("api-*.json")):
        loaded = json.loads(path.read_text("utf-8"))
        rows += loaded if isinstance(loaded, list) else loaded["data"]
    return rows


def false_alarms(texts: list[str]) -> tuple[int, Counter[str]]:
    """Return how many words texts have in which nobody is named, and what screening marks in them."""
    found = Counter(str(one.kind) for text in texts for one in shelf.screening().screen(text))
    return sum(len(text.split()) for text in texts), found


def placed() -> tuple[int, int, int, int]:
    """Return of how many incidents a place is proposed, as a country only, and within 100 km of the point coded."""
    chosen = [row for row in incidents() if row["location_description"] and row["location_coodinates"]]
    random.Random(7).shuffle(chosen)
    proposed = country = near = 0
    for row in chosen[:SAMPLE]:
        lat, lon = (float(half) for half in row["location_coodinates"].split(","))
        text = html.unescape(row["location_description"])
        found = [one for one in shelf.pasting().proposals(text) if one.path == "place_text"]
        points = [point for one in found if (point := _point(one.values[0][1]))]
        proposed += bool(found)
        country += bool(found) and not points
        near += any(distance_km((lat, lon), point) <= NEAR_KM for point in points)
    return min(SAMPLE, len(chosen)), proposed, country, near


def _point(typed: str) -> tuple[float, float] | None:
    _, _, rest = typed.rpartition("; ")
    halves = rest.rstrip(")").split(", ")
    if len(halves) == 2 and ";" in typed:
        return float(halves[0]), float(halves[1])
    hits = [hit for hit in shelf.gazetteer().find(typed, limit=1) if hit.kind != "country" and hit.point]
    return (float(hits[0].point.split(",")[0]), float(hits[0].point.split(",")[1])) if hits else None


CAUSES = {
    "Drowning": {"drowning"},
    "Vehicle accident / death linked to hazardous transport": {"vehicle-accident", "suffocation"},
    "Violence": {"violence"},
    "Harsh environmental conditions / lack of adequate shelter, food, water": {"harsh-conditions"},
    "Sickness / lack of access to adequate healthcare": {"sickness"},
}
"""What IOM's single causes are in the words of this node."""


def causes() -> dict[str, Score]:
    """Return how the cause read from the published words agrees with the one that IOM coded afterwards."""
    with (SHARED / "missing-migrants" / "iom-harmonised-2014-2021.csv").open(encoding="utf-8", newline="") as file:
        coded = {(row["t"], row["location"].strip()): row["cause"] for row in csv.DictReader(file)}
    tally = {known: [0, 0, 0] for known in CAUSES}
    for row in incidents():
        if row["reported_date"] < UNSEEN_SINCE:
            continue
        known = coded.get((row["reported_date"], html.unescape(row["location_description"]).strip()), "")
        if known not in CAUSES or not row["cause_death"]:
            continue
        found = shelf.pasting().proposals(html.unescape(row["cause_death"]))
        read = {one.values[0][1] for one in found if one.path == "cause"}
        tally[known][0 if read & CAUSES[known] else 1 if read else 2] += 1
    return {known: Score(right, other, none + other) for known, (right, other, none) in tally.items()}


def deaths() -> Score:
    """Return how the dead read from the notes of serious incidents agree with those that were coded from the papers."""
    right = false = missed = 0
    with (SHARED / "serious-incident-reports" / "frontex-sir-2015-2020.csv").open(encoding="utf-8", newline="") as file:
        for row in list(csv.DictReader(file))[1::2]:
            if not row["context_note"] or not row["dead_confirmed"].isdigit():
                continue
            read = [one.split("|")[1] for one in said(row["context_note"]).get("counts", []) if one.startswith("dead|")]
            is_right = row["dead_confirmed"] in read
            right += is_right
            missed += row["dead_confirmed"] != "0" and not is_right
            false += bool(read) and not is_right
    return Score(right, false, missed)


# --- the page --------------------------------------------------------------------------------------------------------


def labelled() -> str:
    """Return the part of the page on labelled texts."""
    lines = ["## Screening of free text", ""]
    for part, name in PARTS.items():
        scores = screening(part)
        lines += [
            f"{texts_of(part)} invented texts, {name}:",
            "",
            "| what | n | precision | recall |",
            "|---|---|---|---|",
        ]
        kinds = dict.fromkeys(key[1] for key in sorted(scores, key=lambda key: key[1]))
        lines += [f"| {kind} | {summed(scores, 1, kind).cells} |" for kind in kinds]
        lines += [f"| all, {told} | {summed(scores, 0, lang).cells} |" for lang, told in LANGUAGES.items()]
        lines.append("")
    lines += ["## Fields read from pasted texts", ""]
    for part, name in PARTS.items():
        scores = pasting(part)
        lines += [
            f"{items_of(part)} invented texts, {name}:",
            "",
            "| field | n | precision | recall |",
            "|---|---|---|---|",
        ]
        fields = dict.fromkeys(key[1] for key in sorted(scores, key=lambda key: key[1]))
        lines += [f"| `{field}` | {summed(scores, 1, field).cells} |" for field in fields]
        lines += [f"| all, {told} | {summed(scores, 0, lang).cells} |" for lang, told in LANGUAGES.items()]
        lines.append("")
    return "\n".join(lines)


def real() -> str:
    """Return the part of the page on real texts."""
    lines = ["## Real descriptions", "", "What screening marks in texts whose publishers took private names out:", ""]
    lines += [
        "| texts | n | words | marked as names | of 1 000 words | otherwise marked |",
        "|---|---|---|---|---|---|",
    ]
    for name, texts in real_texts().items():
        words, kinds = false_alarms(texts)
        others = sum(kinds.values()) - kinds["name"]
        lines.append(
            f"| {name} | {len(texts)} | {words} | {kinds['name']} | {1000 * kinds['name'] / words:.1f} | {others} |"
        )
    sampled, proposed, country, near = placed()
    share, whole = f"{near / sampled:.0%}", f"{proposed / sampled:.0%}"
    told = deaths()
    lines += [
        "",
        f"Of {sampled} places of Missing Migrants drawn by lot, a place is proposed for {proposed} ({whole}).",
        f"For {country} it is a country only; for {near} ({share}) one proposal lies within {NEAR_KM:g} km of the",
        "point that IOM coded.",
        "",
        "Causes in the published words of Missing Migrants since 2019, against the cause that IOM coded afterwards",
        "(words that name none, such as *unknown* or *mixed*, count as missed):",
        "",
        "| cause as coded | n | precision | recall |",
        "|---|---|---|---|",
        *(f"| {known} | {score.cells} |" for known, score in causes().items()),
        "",
        "Numbers of dead in the notes of every second serious incident report (the others were looked at while the",
        "rules were written), against those that others coded from the papers, with low to medium reliability:",
        f"n {told.right + told.missed}, precision {told.precision:.0%}, recall {told.recall:.0%}.",
        "",
    ]
    return "\n".join(lines)


HEAD = """# How well words are read

<!-- Made by `python -m tests.words`; edit the rules or the texts, not this page. -->

No word is taken over without a person: screening marks what an author has to look at, and a pasted text only proposes.
What follows says how often both are right. *Precision*: of what is marked or proposed, how much is right. *Recall*: of
what is there, how much is found. The labelled texts are invented (`tests/vectors/words`), by whoever wrote the rules:
expect real texts to do worse. A third was held out and measured after the rules were tuned on the others; two faults of
a general kind that it showed (the name Ali, and two people joined by "and") were mended afterwards. Where a name may
mean several places, all are proposed, and the answer counts as right when one of them is.

"""

FOOT = """## What is read poorly

- Names are told by lists of given names, by words before them, and by two capitals that nothing explains. A single
  family name without a sign before it passes, and so does a rare Arabic name alone. Ships and organisations that the
  lists do not know are marked as names; the author confirms that they are none.
- Places that the gazetteer lacks (villages, hospitals, ranches) are not proposed; the nearest larger name may be.
- Numbers of a sentence with two verbs may go to the wrong one: *15 found, two of them dead* can read as 15 dead.
- `about 80` is read as 75 to 85, `une trentaine` as 25 to 35: a convention, not a fact of the source.
- Whether trafficking is indicated no list of words can tell; it is only ever proposed as one reading among others.
- Nationalities, hours, names of ships and the order of more than one leg are not read at all.
"""


def written() -> str:
    """Return the whole page."""
    return HEAD + labelled() + "\n" + real() + "\n" + FOOT


if __name__ == "__main__":
    PAGE.write_text(written(), "utf-8")
    sys.stdout.write(f"{PAGE}\n")
