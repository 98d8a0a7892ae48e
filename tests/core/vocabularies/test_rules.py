from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.vocabularies.codes import Relation
from corridor.core.vocabularies.errors import CodeUnknown, ReleaseRefused
from corridor.core.vocabularies.records import Translation, Vocabulary
from corridor.core.vocabularies.rules import (
    as_released,
    check_release,
    published_values,
    read_from_partner,
    release_problems,
    told_to_partner,
    translated,
)
from tests.core.vocabularies import make

Spoil = Callable[[dict[str, Any]], object]

FOLLOWING = make.read(make.following())
LISTS = st.sampled_from(sorted(shelf.vocabularies())).map(lambda name: shelf.vocabularies()[name])


@st.composite
def code_and_version(draw: st.DrawFn) -> tuple[Vocabulary, str, int]:
    vocabulary = draw(LISTS)
    code = draw(st.sampled_from(sorted(vocabulary.terms)))
    return vocabulary, code, draw(st.integers(1, vocabulary.version))


def test_a_version_that_supersedes_and_adds_may_follow() -> None:
    assert release_problems(make.read(make.former()), FOLLOWING) == ()


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        (
            lambda d: (d["codes"].pop("walk"), d["codes"].pop("hike"), d["partners"].pop("elsewhere")),
            "walk: is taken out",
        ),
        (lambda d: d["codes"]["walk"].update(marks=["hub"]), "walk: what the safeguards read in it is changed"),
        (lambda d: d["codes"]["flight"].update(since=1), "flight: is new and must be said to be as old as version 2"),
        (lambda d: d["codes"]["flight"].update(marks=["clears"]), "flight: carries a mark that only lists of Corridor"),
        (lambda d: d.update(list="others"), "others: is another list"),
    ],
)
def test_a_version_that_breaks_what_was_said_is_refused(spoil: Spoil, finding: str) -> None:
    document = make.following()
    spoil(document)

    with pytest.raises(ReleaseRefused) as refused:
        check_release(make.read(make.former()), make.read(document))

    assert any(finding in line for line in refused.value.findings), refused.value.findings


def test_a_list_on_which_a_safeguard_rests_takes_no_new_code_from_a_node() -> None:
    former, following = make.former(), make.following()
    for document in (former, following):
        document["codes"]["walk"]["marks"] = ["independent"]

    with pytest.raises(ReleaseRefused, match="such codes come with Corridor alone"):
        check_release(make.read(former), make.read(following))


def test_a_version_may_not_be_skipped() -> None:
    with pytest.raises(ReleaseRefused, match="does not follow"):
        check_release(FOLLOWING, FOLLOWING)


def test_every_list_that_ships_may_follow_its_own_earlier_versions() -> None:
    for vocabulary in shelf.vocabularies().values():
        released = [as_released(vocabulary, version.number) for version in vocabulary.versions]
        for former, following in pairwise(released):
            assert release_problems(former, following) == (), vocabulary.name


@pytest.mark.parametrize(
    ("code", "to", "answer"),
    [
        ("boat", 2, Translation("vessel", Relation.EXACT)),
        ("boat", 1, Translation("boat", Relation.EXACT)),
        ("cart", 2, Translation("cart", Relation.EXACT)),
        ("ferry", 2, Translation("ferry", Relation.EXACT)),
        ("vessel", 1, Translation("boat", Relation.EXACT)),
        ("ox-cart", 1, Translation("cart", Relation.BROADER)),
        ("hike", 1, Translation("walk", Relation.BROADER)),
        ("flight", 1, Translation(None)),
    ],
)
def test_a_code_is_told_in_the_words_of_a_version(code: str, to: int, answer: Translation) -> None:
    assert translated(FOLLOWING, code, to=to) == answer


def test_a_code_that_no_version_has_is_refused() -> None:
    with pytest.raises(CodeUnknown):
        translated(FOLLOWING, "ghost")


@given(code_and_version())
def test_every_code_of_a_version_has_an_answer_in_every_later_one(asked: tuple[Vocabulary, str, int]) -> None:
    vocabulary, code, version = asked
    if code in as_released(vocabulary, version).terms:
        for later in range(version, vocabulary.version + 1):
            assert translated(vocabulary, code, to=later).code in as_released(vocabulary, later).terms


@given(code_and_version())
def test_an_answer_in_an_older_version_is_a_code_that_it_had(asked: tuple[Vocabulary, str, int]) -> None:
    vocabulary, code, version = asked

    answer = translated(vocabulary, code, to=version).code

    assert answer is None or answer in as_released(vocabulary, version).terms


@given(code_and_version())
def test_a_code_in_other_words_never_changes_what_a_safeguard_reads(asked: tuple[Vocabulary, str, int]) -> None:
    vocabulary, code, version = asked

    answer = translated(vocabulary, code, to=version).code

    assert answer is None or vocabulary.terms[answer].marks == vocabulary.terms[code].marks


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("bateau", Translation("boat", Relation.EXACT)),
        ("Pirogue", Translation("boat", Relation.BROADER)),
        ("Moves", Translation(None)),
        ("Dragon", Translation(None)),
    ],
)
def test_a_partners_value_is_read_only_as_what_is_true_of_it(value: str, answer: Translation) -> None:
    assert read_from_partner(FOLLOWING, "elsewhere", value) == answer


def test_a_partner_is_told_the_same_or_something_wider() -> None:
    assert told_to_partner(FOLLOWING, "elsewhere", "boat") == Translation("Bateau", Relation.EXACT)
    assert told_to_partner(FOLLOWING, "elsewhere", "walk") == Translation("Moves", Relation.BROADER)
    assert told_to_partner(FOLLOWING, "elsewhere", "flight") == Translation(None)
    assert told_to_partner(FOLLOWING, "nobody", "boat") == Translation(None)


def test_a_value_that_two_partners_mean_differently_is_nobodys() -> None:
    document = make.following()
    document["partners"]["third"] = {"source": "Another list", "exact": {"Bateau": "vessel", "Nave": "vessel"}}

    assert published_values(make.read(document)) == {"nave": "vessel"}


def test_what_the_missing_migrants_project_publishes_is_read() -> None:
    causes = shelf.vocabularies()["causes"]

    assert read_from_partner(causes, "iom-missing-migrants", "Accidental death").code == "accidental"
    assert read_from_partner(causes, "iom-missing-migrants-2019", "Presumed drowning").relation is Relation.BROADER
