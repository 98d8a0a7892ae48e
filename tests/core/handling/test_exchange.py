"""Markings and schemes in writing."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from corridor import shelf
from corridor.core.handling.errors import MarkingUnreadable, SchemeInvalid
from corridor.core.handling.exchange import canonical, digest, document_of, marking_from, schemes_from
from corridor.core.handling.records import Marking
from tests.core.handling import make
from tests.core.handling.make import AMBER, H1, H2, H3, OPEN, marking

Documents = dict[str, Any]


@given(make.any_markings)
def test_a_marking_written_and_read_again_has_the_same_digest(before: Marking) -> None:
    after = marking_from(json.loads(canonical(before)))

    assert digest(after) == digest(before)
    assert after == replace(before, handling=after.handling)


@given(make.any_markings, make.any_markings)
def test_different_markings_have_different_digests(one: Marking, other: Marking) -> None:
    assert (digest(one) == digest(other)) == (document_of(one) == document_of(other))


def test_the_order_of_codes_and_parameters_does_not_change_the_digest() -> None:
    one = marking(H1, H3._replace(params=("no-print", "named-only")))
    other = marking(H3._replace(params=("named-only", "no-print")), H1)

    assert digest(one) == digest(other)


def test_the_written_form_of_a_marking_does_not_change_between_releases() -> None:
    pinned = marking(H1, H2, purposes=frozenset({"prevention"}))

    assert digest(pinned) == "614a5242e627e75998cad9d28892e169357660d6ca34e4d29733b24e31126358"


@pytest.mark.parametrize(
    "change",
    [
        {"purposes": "all"},
        {"uses": ["read", "sell"]},
        {"audience": "everyone"},
        {"clearance": True},
        {"clearance": "1"},
        {"marking": 2},
        {"secret": 1},
        {"handling": [{"scheme": "tlp", "version": "2.0", "code": "RED"}]},
        {"handling": ["RED"]},
        {"recipients": [3]},
        {"originator": "\ud800"},
    ],
)
def test_a_written_marking_with_anything_unexpected_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(MarkingUnreadable):
        marking_from(document_of(OPEN) | change)


def test_a_written_marking_that_lacks_a_field_is_refused() -> None:
    written = document_of(OPEN)
    del written["purposes"]

    with pytest.raises(MarkingUnreadable):
        marking_from(written)


def documents() -> Documents:
    """Return fresh copies of the documents that ship with the package, by scheme and version or by vocabulary."""
    shipped = (
        *shelf.documents("corridor.core.handling", "schemes"),
        shelf.document("corridor.core.access", "functions.yaml"),
    )
    return {
        f"{document.get('scheme') or document['vocabulary']} {document['version']}": copy.deepcopy(document)
        for document in shipped
    }


def loosen_equivalence(all_of: Documents) -> None:
    all_of["tlp 2.0"]["equivalents"][0]["codes"]["AMBER+STRICT"] = ["AMBER"]


def translate_a_code_of_purpose_into_one_without(all_of: Documents) -> None:
    all_of["europol-4x4 2016"]["equivalents"].append({"scheme": "tlp", "version": "2.0", "codes": {"H2": ["RED"]}})


def make_a_circle(all_of: Documents) -> None:
    all_of["tlp 2.0"]["stricter"].append(["CLEAR", "RED"])


def call_the_looser_stricter(all_of: Documents) -> None:
    all_of["europol-4x4 2016"]["stricter"] = [["H0", "H1"]]


def drop_arabic(all_of: Documents) -> None:
    del all_of["tlp 2.0"]["codes"]["RED"]["label"]["ar"]


def misspell_a_key(all_of: Documents) -> None:
    all_of["tlp 2.0"]["codes"]["RED"]["forbid"] = ["read"]


def forbid_an_unknown_use(all_of: Documents) -> None:
    all_of["tlp 2.0"]["codes"]["RED"]["forbids"] = ["sell"]


def name_an_unknown_purpose(all_of: Documents) -> None:
    all_of["europol-4x4 2016"]["codes"]["H0"]["purposes"].append("curiosity")


def give_a_function_an_unknown_purpose(all_of: Documents) -> None:
    all_of["functions 1"]["terms"]["analyst"]["purposes"].append("curiosity")


def lose_a_vocabulary(all_of: Documents) -> None:
    del all_of["retention 1"]


def translate_into_an_unknown_scheme(all_of: Documents) -> None:
    del all_of["tlp 1.0"]


def forget_quotation_marks(all_of: Documents) -> None:
    all_of["admiralty-6x6 1"]["scales"]["information"][1] = all_of["admiralty-6x6 1"]["scales"]["information"].pop("1")


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (loosen_equivalence, r"tlp: equivalents: AMBER of tlp 1.0 would permit more than AMBER\+STRICT"),
        (translate_a_code_of_purpose_into_one_without, "RED of tlp 2.0 would permit more than H2"),
        (make_a_circle, "stricter than itself"),
        (call_the_looser_stricter, "H0 is called stricter than H1 but permits something that H1 forbids"),
        (drop_arabic, "tlp: codes.RED.label: labels are needed in exactly ar, en, es, fr"),
        (misspell_a_key, "codes.RED: forbid is not known here"),
        (forbid_an_unknown_use, r"codes.RED.forbids\[0\]: a use must be one of"),
        (name_an_unknown_purpose, "H0 names purposes that are not known: curiosity"),
        (give_a_function_an_unknown_purpose, "functions: .*the purpose curiosity is not known"),
        (lose_a_vocabulary, "exactly these are needed: functions, purposes, retention, uses"),
        (translate_into_an_unknown_scheme, "the scheme tlp 1.0 is not known"),
        (forget_quotation_marks, "the key 1 must be put in quotation marks"),
    ],
)
def test_a_scheme_file_that_contradicts_itself_does_not_load(harm: Callable[[Documents], None], why: str) -> None:
    all_of = documents()
    harm(all_of)

    with pytest.raises(SchemeInvalid, match=why):
        schemes_from(all_of.values())


def test_the_order_of_strictness_is_closed_over_its_pairs() -> None:
    tlp = make.SCHEMES.schemes["tlp", "2.0"]

    assert tlp.is_stricter("RED", "CLEAR")
    assert not tlp.is_stricter("CLEAR", "RED")
    assert tlp.codes["AMBER"].identifiers["stix"].startswith("marking-definition--")


def test_codes_that_a_scheme_does_not_order_are_not_comparable() -> None:
    europol = make.SCHEMES.schemes["europol-4x4", "2016"]

    assert not europol.is_stricter("H1", "H2")
    assert not europol.is_stricter("H2", "H1")


def test_remembered_effects_do_not_grow_without_bound() -> None:
    fresh = schemes_from(documents().values())

    for number in range(5000):
        fresh.effect((AMBER, H3._replace(params=(f"condition {number}",))))

    assert len(fresh._effects) <= 4096
