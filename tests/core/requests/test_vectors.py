"""The exchanged documents of requests: the good ones are read, the bad ones refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from corridor import shelf
from corridor.core.requests.codes import Kind, What
from corridor.core.requests.errors import BodyRefused
from corridor.core.requests.exchange import request_from, turn_body, turn_from
from corridor.core.requests.rules.asking import request_problems, said_problems

FOLDER = Path(__file__).parents[2] / "vectors" / "requests"
LISTS = {name: [term.code for term in one.current()] for name, one in shelf.request_lists().items()}
BASES = {"danger-to-life": ("search-and-rescue", "sar-1979")}


def is_taken(path: Path) -> bool:
    """Tell whether a reader takes a body: its form, and what it says."""
    try:
        said, written = turn_from(json.loads(path.read_text(encoding="utf-8")))
        if said.what is not What.ASKED:
            return not said_problems(said, Kind.INFORMATION, LISTS, today=date(2030, 3, 1))
        purpose, basis = BASES.get(written.get("kind", ""), ("prosecution", "som-10"))
        found = request_from(written, asker="XA-POL", purpose=purpose, legal_basis=basis)
    except BodyRefused:
        return False
    rules = shelf.request_kinds()[found.kind]
    return not request_problems(found, rules, shelf.request_regimes()[rules.regime][-1], LISTS)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("good-*.json")), ids=lambda path: path.stem)
def test_a_good_document_is_taken_and_written_as_it_came(path: Path) -> None:
    assert is_taken(path)
    body = json.loads(path.read_text(encoding="utf-8"))
    said, written = turn_from(body)
    request = request_from(written, asker="XA-POL", purpose="prosecution", legal_basis="som-10") if written else None
    assert turn_body(said, request) == body


@pytest.mark.parametrize("path", sorted(FOLDER.glob("bad-*.json")), ids=lambda path: path.stem)
def test_a_bad_document_is_refused(path: Path) -> None:
    assert not is_taken(path)
