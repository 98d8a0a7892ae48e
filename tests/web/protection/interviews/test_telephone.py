"""What runs on the telephone, run by Node: what it seals the node opens, its slips are read, its screening holds."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from corridor import shelf
from corridor.core.interviews.codes import SLIP_SIGNS
from corridor.core.kernel.spoken import read_spoken
from corridor.web.base import sealing
from corridor.web.protection.interviews.presenting import screening_rules

ROOT = Path(__file__).resolve().parents[4]
SOURCES = ROOT / "frontend" / "src"
VECTORS = ROOT / "tests" / "vectors" / "words" / "screening.yaml"
MARK = re.compile(r"⟦([a-z-]+)\|([^⟧]*)⟧")
SEEN_WITHOUT_NETWORK = {"name", "phone", "email", "document", "birth-date"}

RUN = """
import { sealTo, padded } from "SOURCES/interview/sealing.js";
import { slip } from "SOURCES/interview/slip.js";
import { found } from "SOURCES/interview/screening.js";
let read = "";
for await (const part of process.stdin) read += part;
const told = JSON.parse(read);
const key = Uint8Array.from(Buffer.from(told.key, "base64"));
const sealed = await sealTo(key, padded(told.text), new TextEncoder().encode(told.bound));
console.log(JSON.stringify({
  sealed: Buffer.from(sealed).toString("base64"),
  slips: Array.from({ length: 40 }, slip),
  kinds: told.texts.map((text) => [...found(text, told.rules)]),
}));
"""

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The marked texts of the shared vectors."""
    document: Any = shelf.parsed(VECTORS.read_text(encoding="utf-8"))
    return [text for part in document.values() for language in part.values() for text in language]


@pytest.fixture(scope="module")
def telephone(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the scripts of a telephone make of a key, a text and the vectors; `private` opens what they seal."""
    private, public = sealing.new_pair()
    script = tmp_path_factory.mktemp("telephone") / "run.mjs"
    script.write_text(RUN.replace("SOURCES", SOURCES.as_posix()), encoding="utf-8")
    given = {
        "key": base64.b64encode(public).decode(),
        "text": "A text with ع and é.",
        "bound": "corridor interview 1\0x",
        "texts": [MARK.sub(r"\2", text) for text in texts],
        "rules": screening_rules(),
    }
    quiet = {**os.environ, "NODE_NO_WARNINGS": "1"}
    done = subprocess.run(
        ["node", str(script)],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
        env=quiet,
    )
    assert done.returncode == 0, done.stderr
    return {**json.loads(done.stdout), "private": private}


def test_what_a_telephone_seals_the_node_opens_and_nothing_else_does(telephone: dict[str, Any]) -> None:
    sealed = base64.b64decode(telephone["sealed"])

    opened = sealing.open_with(telephone["private"], sealed, bound=b"corridor interview 1\0x")

    assert sealing.unpadded(opened).decode() == "A text with ع and é."
    with pytest.raises(sealing.SealBroken):
        sealing.open_with(telephone["private"], sealed, bound=b"corridor interview 1\0y")
    with pytest.raises(sealing.SealBroken):
        sealing.open_with(sealing.new_pair()[0], sealed, bound=b"corridor interview 1\0x")


def test_the_slips_of_a_telephone_are_read_by_the_node(telephone: dict[str, Any]) -> None:
    assert all(read_spoken(slip, SLIP_SIGNS) for slip in telephone["slips"])
    assert len(set(telephone["slips"])) == len(telephone["slips"])


def test_without_a_network_most_of_what_points_at_somebody_is_flagged(
    telephone: dict[str, Any], texts: list[str]
) -> None:
    wanted = [{kind for kind, _ in MARK.findall(text)} & SEEN_WITHOUT_NETWORK for text in texts]
    personal = [bool(kinds) for kinds in wanted]
    flagged = [bool(kinds) for kinds in telephone["kinds"]]

    found = sum(is_one and is_flagged for is_one, is_flagged in zip(personal, flagged, strict=True)) / sum(personal)
    false = sum(is_flagged and not is_one for is_one, is_flagged in zip(personal, flagged, strict=True))

    assert found >= 0.9
    assert false <= 0.2 * (len(personal) - sum(personal))
