"""What an editor of a list may type, and the small table in which a partner's list is brought."""

from __future__ import annotations

from itertools import islice

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from corridor.core.imports.errors import FileRefused
from corridor.core.imports.tables import table
from corridor.core.kernel.documents import LANGUAGES
from corridor.core.kernel.text import clean
from corridor.core.vocabularies.codes import Relation
from corridor.core.vocabularies.editing import LONGEST_VALUE, MOST_PAIRS, Fault
from corridor.core.vocabularies.records import Labels, Pair
from corridor.web.desk.vocabularies.errors import DraftInvalid

LARGEST_LIST = 200_000
"""So many bytes a partner's list may have: some two thousand values."""


def revision_in(sent: QueryDict) -> int:
    """Return which state of the edit a form was shown for; none where it does not say."""
    said = sent.get("revision", "")
    return int(said) if said.isdecimal() and len(said) < 9 else -1


def labels_in(sent: QueryDict) -> Labels:
    """Return the labels that were typed."""
    return {language: clean(sent.get(language, "")) for language in LANGUAGES}


def meanings_in(sent: QueryDict) -> Labels:
    """Return the meanings that were typed."""
    return {language: clean(sent.get(f"means-{language}", "")) for language in LANGUAGES}


def relation_in(said: str) -> Relation:
    """Return the relation that was chosen; the same where none was."""
    return Relation(said) if said in set(Relation) else Relation.EXACT


def successors_in(sent: QueryDict) -> list[str]:
    """Return the codes that were chosen to follow another."""
    return [code for code in sent.getlist("by") if code]


def pairs_in(sent: QueryDict) -> list[Pair]:
    """Return the values of a partner's list that were confirmed: those for which a code was chosen."""
    numbers = [str(number) for number in range(MOST_PAIRS) if f"value-{number}" in sent]
    return [
        Pair(sent.get(f"value-{number}", ""), code, relation_in(sent.get(f"relation-{number}", "")))
        for number in numbers
        if (code := sent.get(f"code-{number}", ""))
    ]


def values_in(sent: QueryDict) -> list[tuple[str, str]]:
    """Return every value with its label, as the form of confirmation carries them."""
    numbers = [str(number) for number in range(MOST_PAIRS) if f"value-{number}" in sent]
    return [(sent.get(f"value-{number}", ""), sent.get(f"label-{number}", "")) for number in numbers]


def rows_of(name: str, file: UploadedFile[bytes] | None) -> list[tuple[str, str]]:
    """Return the values and labels of a partner's list: the first column, and the second where there is one.

    Raises:
        DraftInvalid: The file is no table, too large, or empty.
    """
    if file is None or not file.size:
        raise DraftInvalid(name, {"file": Fault.MISSING})
    if file.size > LARGEST_LIST:
        raise DraftInvalid(name, {"file": Fault.LONG})
    try:
        rows = [cells for _, cells in islice(table([file.read()], "partner.csv").rows, MOST_PAIRS + 1)]
    except FileRefused:
        raise DraftInvalid(name, {"file": Fault.MALFORMED}) from None
    found = [
        (clean(str(cells[0] or "")), clean(str(cells[1] or "")) if len(cells) > 1 else "") for cells in rows if cells
    ]
    listed = [(value, label[:LONGEST_VALUE]) for value, label in found if value]
    if not listed or len(listed) > MOST_PAIRS:
        raise DraftInvalid(name, {"file": Fault.LONG if listed else Fault.NOTHING})
    return listed
