"""Exported documents as they were once written: a change of a form is seen here, so that its number changes too."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from corridor.core.exports.codes import Format
from corridor.core.exports.exchange import manifest
from corridor.core.exports.records import Item
from corridor.web.desk.exports.checking import check
from corridor.web.desk.exports.making import Counting, write
from tests.core.exports import make

VECTORS = Path(__file__).parents[3] / "vectors" / "exports"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def items() -> list[Item]:
    """Return what the vectors hold: an incident that two sources tell of, and a boat; all invented."""
    wreck = make.together(
        make.incident(
            incident_kind="shipwreck",
            occurred_on="2021-03-14",
            dead=("3", "1|female"),
            place_text="=Coast of Ashmar",
            country="XA",
            point="-35.5,-20",
        ),
        make.incident(incident_kind="shipwreck", dead="5", record=2, mark=2),
    )
    return [wreck, make.thing("Vessel", about="b" * 32, name="Grey Heron")]


def content(form: Format) -> bytes:
    """Return the vector of one form as it would be written now."""
    file = io.BytesIO()
    write(items(), form, Counting(file))
    return file.getvalue()


def told(form: Format) -> dict[str, Any]:
    """Return the manifest of a vector."""
    written = content(form)
    return {
        **dict.fromkeys(sorted(manifest.FIELDS), ""),
        "corridor": "export",
        "form": manifest.FORM,
        "file": f"wreck.{form.ending}",
        "format": form.value,
        "bytes": len(written),
        "sha256": hashlib.sha256(written).hexdigest(),
    }


def signed(form: Format) -> str:
    """Return the manifest of a vector with its signature, which is the same each time."""
    return manifest.written(told(form), KEY.sign(manifest.message(told(form))), PUBLIC)


@pytest.mark.django_db
@pytest.mark.parametrize("form", Format)
def test_each_form_is_written_as_it_was(form: Format) -> None:
    assert content(form) == (VECTORS / f"wreck.{form.ending}").read_bytes()
    assert signed(form) == (VECTORS / f"wreck.{form.ending}.manifest.json").read_text("utf-8")


@pytest.mark.parametrize("form", Format)
def test_each_vector_passes_the_check_under_its_key(form: Format) -> None:
    assert check(VECTORS / f"wreck.{form.ending}", fingerprint=manifest.fingerprint(PUBLIC)).faults == ()


def test_the_vector_that_was_changed_after_it_was_signed_does_not_pass() -> None:
    found = check(VECTORS / "bad-widened.csv", fingerprint=manifest.fingerprint(PUBLIC))

    assert found.faults == ("signature-wrong",)


def test_the_vector_of_another_key_does_not_pass_for_ours() -> None:
    assert check(VECTORS / "wreck.csv").faults == ("key-unknown",)


def test_no_form_writes_a_cell_that_a_spreadsheet_would_carry_out() -> None:
    assert b"'=Coast of Ashmar" in (VECTORS / "wreck.csv").read_bytes()


def test_the_lines_of_entities_are_json_each() -> None:
    lines = (VECTORS / "wreck.ftm.json").read_text("utf-8").splitlines()

    assert [json.loads(line)["schema"] for line in lines] == ["Event", "Vessel"]
