"""What may be changed in a list, field by field, and that no edit is a way around a safeguard or loses a code."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.kernel.documents import LANGUAGES
from corridor.core.vocabularies import editing
from corridor.core.vocabularies.codes import Relation
from corridor.core.vocabularies.editing import Changes, Fault
from corridor.core.vocabularies.errors import ReleaseRefused, VocabulariesInvalid
from corridor.core.vocabularies.exchange import document_of
from corridor.core.vocabularies.records import Pair, Partner, Superseded, Term, Vocabulary
from corridor.core.vocabularies.rules import as_released, found_under, release_problems, translated

TODAY = datetime.date(2030, 1, 1)
LABELS = {"en": "Skiff", "fr": "Esquif", "es": "Esquife", "ar": "زورق"}
MEANINGS = {"en": "A small open boat.", "fr": "Une petite barque.", "es": "Un bote pequeño.", "ar": "قارب صغير مكشوف."}
LISTS = st.sampled_from(sorted(shelf.lists_shipped())).map(lambda name: shelf.lists_shipped()[name])


def transport() -> Vocabulary:
    return shelf.lists_shipped()["transport"]


def skiff(code: str = "skiff", **more: object) -> Term:
    return replace(Term(code, LABELS, MEANINGS), **more)  # type: ignore[arg-type]  # fields of a term


def faults(code: str = "skiff", changes: Changes | None = None, **said: str) -> dict[str, Fault]:
    labels = {language: said.get(language, LABELS[language]) for language in LANGUAGES}
    meanings = {language: said.get(f"means_{language}", MEANINGS[language]) for language in LANGUAGES}
    broader = said.get("broader", "")
    return editing.wording_faults(transport(), changes or Changes(), code, labels, meanings, broader=broader)


@given(LISTS)
def test_a_list_written_down_and_read_again_is_the_same(vocabulary: Vocabulary) -> None:
    read = editing.list_from(json.loads(json.dumps(document_of(vocabulary))))

    assert (read.terms, read.versions, read.labels) == (vocabulary.terms, vocabulary.versions, vocabulary.labels)
    for name, partner in vocabulary.partners.items():
        assert set(read.partners[name].pairs) == set(partner.pairs)


@pytest.mark.parametrize(
    ("said", "field", "fault"),
    [
        ({"fr": ""}, "fr", Fault.MISSING),
        ({"means_es": " "}, "means-es", Fault.MISSING),
        ({"ar": "Skiff"}, "ar", Fault.NOT_ARABIC),
        ({"means_ar": "A boat."}, "means-ar", Fault.NOT_ARABIC),
        ({"en": "زورق"}, "en", Fault.MALFORMED),
        ({"en": "<b>Skiff</b>"}, "en", Fault.MARKUP),
        ({"en": "=HYPERLINK(A1)"}, "en", Fault.MARKUP),
        ({"en": "Ski\u202eff"}, "en", Fault.MARKUP),
        ({"en": "&lt;script&gt;"}, "en", Fault.MARKUP),
        ({"en": "S" * 81}, "en", Fault.LONG),
        ({"en": "LORRY"}, "en", Fault.TAKEN),
        ({"code": "Big Skiff"}, "code", Fault.MALFORMED),
        ({"code": "parked"}, "code", Fault.MALFORMED),
        ({"code": "refused"}, "code", Fault.MALFORMED),
        ({"code": ""}, "code", Fault.MISSING),
        ({"broader": "ghost"}, "broader", Fault.UNKNOWN),
        ({"broader": "skiff"}, "broader", Fault.UNKNOWN),
    ],
)
def test_what_is_wrong_with_a_code_is_told_by_field(said: dict[str, str], field: str, fault: Fault) -> None:
    assert faults(changes=None, **said)[field] == fault


def test_a_whole_code_has_no_fault_and_becomes_the_next_version() -> None:
    assert faults() == {}

    following = editing.applied(transport(), Changes(added={"skiff": skiff()}), today=TODAY)

    assert following.version == transport().version + 1
    assert following.versions[-1].since == "2030-01-01"
    assert following.terms["skiff"].since == following.version
    assert following.terms["skiff"].meaning("ar") == MEANINGS["ar"]


@given(LISTS)
def test_where_a_safeguard_reads_the_codes_a_node_adds_and_names_none(vocabulary: Vocabulary) -> None:
    code = next(iter(vocabulary.terms))

    for one in (code, "new-code"):
        found = editing.wording_faults(vocabulary, Changes(), one, LABELS, MEANINGS)
        assert (found == {"code": Fault.GUARDED}) == (not editing.may_word(vocabulary))
    assert not editing.may_word(vocabulary) or not vocabulary.is_guarded


def test_the_code_of_a_role_may_end_only_for_one_in_which_the_safeguards_read_the_same() -> None:
    roles = shelf.lists_shipped()["roles"]
    offender = min(roles.marked("offender"))
    harmless = next(code for code, term in roles.terms.items() if term.marks != roles.terms[offender].marks)

    found = editing.ending_faults(roles, Changes(), offender, [harmless], Relation.EXACT)

    assert found == {"by": Fault.SAFEGUARD}
    with pytest.raises((VocabulariesInvalid, ReleaseRefused)):
        ended = {offender: Superseded(0, (harmless,))}
        editing.applied(roles, Changes(ended=ended), today=TODAY)


@pytest.mark.parametrize(
    ("code", "by", "relation", "found"),
    [
        ("ghost", ["car"], Relation.EXACT, {"code": Fault.UNKNOWN}),
        ("lorry", ["ghost"], Relation.EXACT, {"by": Fault.UNKNOWN}),
        ("lorry", ["lorry"], Relation.EXACT, {"by": Fault.CIRCLE}),
        ("lorry", ["ship", "van"], Relation.EXACT, {"relation": Fault.SEVERAL}),
        ("van", ["lorry"], Relation.EXACT, {"code": Fault.CIRCLE}),
        ("lorry", ["car"], Relation.EXACT, {"by": Fault.ENDED}),
        ("lorry", ["ship", "skiff"], Relation.NARROWER, {}),
        ("lorry", [], Relation.EXACT, {}),
    ],
)
def test_a_code_ends_for_codes_in_force_and_never_in_a_circle(
    code: str, by: list[str], relation: Relation, found: dict[str, Fault]
) -> None:
    changes = Changes(added={"skiff": skiff()}, ended={"car": Superseded(0, ("van",))})

    assert editing.ending_faults(transport(), changes, code, by, relation) == found


def test_two_codes_that_supersede_each_other_never_become_a_version() -> None:
    ended = {"car": Superseded(0, ("van",)), "van": Superseded(0, ("car",))}

    with pytest.raises(VocabulariesInvalid):
        editing.applied(transport(), Changes(ended=ended), today=TODAY)


CODES = st.sampled_from(sorted(term.code for term in transport().current()))


@given(st.dictionaries(CODES, st.lists(CODES, max_size=2, unique=True), max_size=4))
def test_whatever_passes_field_by_field_becomes_a_version_that_loses_nothing(asked: dict[str, list[str]]) -> None:
    changes = Changes(added={"skiff": skiff()})
    for code, by in asked.items():
        relation = Relation.NARROWER if len(by) > 1 else Relation.EXACT
        if not editing.ending_faults(transport(), changes, code, by, relation):
            changes = replace(changes, ended={**changes.ended, code: Superseded(0, tuple(by), relation)})

    following = editing.applied(transport(), editing.changes_from(changes.written()), today=TODAY)

    assert release_problems(transport(), following) == ()
    assert set(transport().terms) < set(following.terms)
    assert as_released(following, transport().version).terms == transport().terms
    kinds = [(one.kind, one.code) for one in editing.differences(transport(), following)]
    assert sorted(kinds) == sorted([("added", "skiff"), *(("ended", code) for code in changes.ended)])


def test_what_was_said_with_a_superseded_code_is_found_under_the_new_one_and_a_divided_one_under_none() -> None:
    changes = Changes(
        added={"skiff": skiff()},
        ended={"car": Superseded(0, ("skiff",)), "van": Superseded(0, ("lorry", "ship"), Relation.NARROWER)},
    )
    following = editing.applied(transport(), changes, today=TODAY)

    assert found_under(following, "skiff") == {"skiff", "car"}
    assert found_under(following, "lorry") == {"lorry"}
    assert found_under(following, "van") == {"van"}
    assert translated(following, "car").code == "skiff"


def test_a_partners_list_proposes_only_what_one_code_alone_answers_to() -> None:
    rows = [("CAM", "Camion"), ("?", "Zeppelin"), ("lorry", "van"), ("قارب مطاطي", ""), ("CAM", "again")]

    found = [(one.value, one.code) for one in editing.proposals(transport(), rows)]

    assert found == [("CAM", "lorry"), ("?", ""), ("lorry", ""), ("قارب مطاطي", "inflatable-boat")]


def test_a_partners_values_are_read_in_the_version_that_maps_them() -> None:
    partner = Partner("xb-list", "List of XB", (Pair("CAM", "lorry", Relation.EXACT),))

    following = editing.applied(transport(), Changes(partners={"xb-list": partner}), today=TODAY)

    assert following.partners["xb-list"].pairs == partner.pairs
    assert [(one.kind, one.value) for one in editing.differences(transport(), following)] == [("mapped", "CAM")]


def test_what_a_later_corridor_ships_is_in_the_list_of_a_node_that_released_its_own() -> None:
    kept = editing.applied(transport(), Changes(added={"skiff": skiff()}), today=TODAY)
    shipped = editing.applied(transport(), Changes(added={"cart": skiff("cart")}), today=datetime.date(2031, 1, 1))

    together = editing.joined(kept, shipped)

    assert {"skiff", "cart"} < set(together.terms)
    assert together.version == kept.version + 1
    assert editing.joined(kept, transport()).terms == kept.terms
    assert editing.list_from(document_of(together)).terms == together.terms
