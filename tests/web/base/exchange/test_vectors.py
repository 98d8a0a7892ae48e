"""Letters kept as files: good ones stay good, bad ones are refused for the same reason, in another language too."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from corridor.core.exchange.errors import LetterRefused
from corridor.core.exchange.letters import letter_written
from corridor.web.base.exchange import wire
from corridor.web.base.exchange.letters import Known, content_opened, letter_opened

ROOT = Path(__file__).resolve().parents[4]
FILE = ROOT / "tests" / "vectors" / "exchange" / "letters.json"
READER = ROOT / "docs" / "reference" / "read_letter.mjs"
VECTORS: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
KEYS = VECTORS["keys"]
NOW = datetime.fromisoformat(VECTORS["now"])


def known(public: dict[str, str], *revoked: str) -> dict[str, Known]:
    found = {wire.key_id(bytes.fromhex(key)): Known(code, bytes.fromhex(key)) for code, key in public.items()}
    return found | {
        wire.key_id(bytes.fromhex(key)): Known("XA-POL", bytes.fromhex(key), is_revoked=True) for key in revoked
    }


NODES, AUTHORITIES = known(KEYS["nodes"], KEYS["revoked"]), known(KEYS["authorities"])


def opened(envelope: str) -> Any:
    private = bytes.fromhex(KEYS["recipient_private"])
    return letter_opened(envelope.encode(), private=private, us=VECTORS["us"], nodes=NODES.get, now=NOW)


@pytest.mark.parametrize("vector", VECTORS["good"], ids=lambda one: one["name"])
def test_a_good_letter_is_read_as_it_was_meant(vector: dict[str, Any]) -> None:
    letter = opened(vector["envelope"])

    assert json.loads(letter_written(letter)) == vector["letter"]
    for item in letter.items:
        assert content_opened(item, authorities=AUTHORITIES.get, now=NOW).about == item.about


@pytest.mark.parametrize("vector", VECTORS["bad"], ids=lambda one: one["name"])
def test_a_bad_letter_is_refused_for_its_reason(vector: dict[str, Any]) -> None:
    with pytest.raises(LetterRefused) as refused:
        opened(vector["envelope"])

    assert refused.value.params["reason"] == vector["reason"]


def test_a_reader_in_another_language_comes_to_the_same() -> None:
    node = shutil.which("node")
    assert node is not None
    told = subprocess.run([node, str(READER), str(FILE)], capture_output=True, text=True, check=True, timeout=60)
    lines = {line["name"]: line for line in map(json.loads, told.stdout.splitlines())}

    assert {one["name"]: lines[one["name"]].get("letter") for one in VECTORS["good"]} == {
        one["name"]: one["letter"] for one in VECTORS["good"]
    }
    assert {one["name"]: lines[one["name"]].get("reason") for one in VECTORS["bad"]} == {
        one["name"]: one["reason"] for one in VECTORS["bad"]
    }
