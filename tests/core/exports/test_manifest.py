"""The manifest: one written form, signed for one purpose, refused when anything about it is odd."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.exports.errors import ManifestInvalid
from corridor.core.exports.exchange import manifest

KEY = bytes(range(32))
SIGNATURE = bytes(64)


def told(**fields: Any) -> dict[str, Any]:
    return {**dict.fromkeys(manifest.FIELDS, ""), "form": manifest.FORM, **fields}


def test_a_manifest_is_read_back_with_the_bytes_that_were_signed() -> None:
    signed = manifest.signed_from(manifest.written(told(file="a.csv"), SIGNATURE, KEY))

    assert signed.manifest["file"] == "a.csv"
    assert signed.message == manifest.message(told(file="a.csv"))
    assert signed.fingerprint == manifest.fingerprint(KEY)


def test_what_is_signed_says_that_it_is_a_manifest() -> None:
    assert manifest.message(told()).startswith(b"corridor export manifest 1\n")


@given(st.text(), st.text())
def test_manifests_that_differ_are_signed_differently(one: str, other: str) -> None:
    assert (manifest.message(told(file=one)) == manifest.message(told(file=other))) is (one == other)


@pytest.mark.parametrize(
    "damage",
    [
        lambda document: document.pop("signature"),
        lambda document: document.update(more=1),
        lambda document: document["manifest"].pop("sha256"),
        lambda document: document["manifest"].update(form=2),
        lambda document: document["manifest"].update(more=1),
        lambda document: document["signature"].update(public_key="00"),
        lambda document: document["signature"].update(value="zz"),
        lambda document: document["signature"].update(fingerprint="0" * 64),
        lambda document: document["signature"].update(algorithm="none"),
        lambda document: document.update(manifest=[]),
    ],
)
def test_a_manifest_that_is_not_of_the_agreed_form_is_refused(damage: Any) -> None:
    document = json.loads(manifest.written(told(), SIGNATURE, KEY))
    damage(document)

    with pytest.raises(ManifestInvalid):
        manifest.signed_from(json.dumps(document))


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(ManifestInvalid):
        manifest.signed_from(text)
