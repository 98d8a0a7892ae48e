"""What is proposed for a table that no mapping knows, in four languages, and what is never proposed."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.imports.describing import Because, ColumnPlan, Confidence, Description, fillable, loadable_kinds
from corridor.core.imports.guarding import unsafe_parts
from corridor.core.imports.language import mapping_from
from corridor.core.imports.proposing import Proposal, propose
from corridor.core.imports.records import Row
from corridor.core.imports.written import description_from, document_from
from tests.core.imports import scoring
from tests.core.imports.make import CORE, SHARED, document, outcomes, registry, schemes

FRENCH = """Réf.;Date de l'incident;Lieu;Position;Morts;Disparus;Femmes;Enfants;Pays d'origine;Moyen de transport
A1;14/03/2025;Cap Ashmar;-35,2; -26,1;2;1;1;0;XA;Camion
A2;29/03/2025;Port;-35,3; -26,2;0;0;;;XB;camion
""".replace("-35,2; -26,1", '"-35.2, -26.1"').replace("-35,3; -26,2", '"-35.3, -26.2"')
SPANISH = """Mes,Nacionalidad,Total
2024-01,XA,10
2024-02,XB,12
2024-01,XB,7
"""
ARABIC = """رقم الحادث,تاريخ الحادث,مكان الحادث,عدد الوفيات,عدد الناجين,خط العرض,خط الطول
1,14-03-2025,الميناء,3,12,-35.2,-26.1
2,29-03-2025,الساحل,1,4,-35.3,-26.2
5,30-03-2025,الساحل,1,4,-35.4,-26.3
"""


def proposal(text: str, name: str = "table.csv") -> Proposal:
    return scoring.proposal(text.encode(), name)


def said(found: Proposal) -> dict[str, tuple[str, ...]]:
    """Return what each column that is read was proposed to be, without what is empty."""
    return {
        plan.header: tuple(filter(None, (plan.prop, plan.part, plan.sex, plan.age)))
        for plan in found.description.columns
        if plan.prop
    }


def named(described: Description) -> Description:
    """Return a description with the names that a person gives it."""
    constants = {"series": "arrivals"} if described.kind == "SeriesObservation" else {}
    return replace(
        described,
        name="made",
        title="made",
        source="made",
        edition="made",
        credit="made",
        licence="made",
        marking="public",
        constants={**constants, **described.constants},
    )


# ---------------------------------------------------------------------------------------------- in four languages


def test_french_headers_are_understood_with_their_dates_points_and_groups() -> None:
    found = proposal(FRENCH)

    assert said(found) == {
        "Réf.": ("identifier",),
        "Date de l'incident": ("occurred_on",),
        "Lieu": ("place_text",),
        "Position": ("point",),
        "Morts": ("dead",),
        "Disparus": ("missing",),
        "Femmes": ("dead", "female"),
        "Enfants": ("dead", "child"),
        "Pays d'origine": ("nationality",),
        "Moyen de transport": ("transport",),
    }
    assert found.description.kind == "Incident"
    assert found.description.key == ("Réf.",)
    assert found.description.constants == {"incident_kind": "death-or-disappearance"}
    assert found.description.columns[1].styles == ("29/10/2019",)


def test_spanish_headers_of_a_series_are_understood() -> None:
    found = proposal(SPANISH, "llegadas-2024.csv")

    assert said(found) == {"Mes": ("period",), "Nacionalidad": ("nationality",), "Total": ("people",)}
    assert found.description.kind == "SeriesObservation"
    assert found.description.constants == {"series": "arrivals"}
    assert (found.description.key, found.description.repeats) == (("Mes", "Nacionalidad"), "forbid")


def test_arabic_headers_are_understood() -> None:
    assert said(proposal(ARABIC)) == {
        "رقم الحادث": ("identifier",),
        "تاريخ الحادث": ("occurred_on",),
        "مكان الحادث": ("place_text",),
        "عدد الوفيات": ("dead",),
        "عدد الناجين": ("survivors",),
        "خط العرض": ("point", "lat"),
        "خط الطول": ("point", "lon"),
    }


@pytest.mark.parametrize(("text", "name"), [(FRENCH, "a.csv"), (SPANISH, "llegadas.csv"), (ARABIC, "c.csv")])
def test_a_proposal_reads_every_row_of_its_own_table(text: str, name: str) -> None:
    described = named(proposal(text, name).description)
    mapping = mapping_from(document_from(described, registry()), registry(), schemes())

    results = [one.result for one in outcomes(text.encode(), mapping)]

    assert all(isinstance(result, Row) for result in results), results


def test_a_date_that_may_be_either_way_round_is_asked_and_not_chosen() -> None:
    clear, unclear = (proposal(f"ref,date,dead\na,{day}/03/2025,1\nb,{day}/04/2025,2\n") for day in ("29", "05"))

    assert clear.description.columns[1].confidence == Confidence.SURE
    asked = unclear.description.columns[1]
    assert (asked.prop, asked.styles, asked.confidence) == ("occurred_on", (), Confidence.GUESS)
    assert asked.because == Because.EITHER


def test_a_code_in_words_is_translated_and_an_unknown_one_is_left_to_a_person() -> None:
    known = proposal("ref,date,dead,cause of death\na,2025-03-01,1,Drowning\nb,2025-03-02,1,Noyade\n")
    unknown = proposal("ref,date,dead,border\na,2025-03-01,1,Q\nb,2025-03-02,1,W\n")

    assert known.description.columns[3].codes == {"Drowning": "drowning", "Noyade": "drowning"}
    assert unknown.description.columns[3].prop == ""
    assert unknown.description.columns[3].because == Because.CODES


def test_what_is_missing_is_found_out() -> None:
    found = proposal("ref,date,dead\na,2025-03-01,n/a\nb,2025-03-02,3\nc,2025-03-03,-\n")

    assert found.description.columns[2].missing == ("-", "n/a")
    assert found.description.columns[2].confidence == Confidence.SURE


# ---------------------------------------------------------------------------------------------- people (R-01)

PEOPLE = [
    *("Surname", "First name", "full_name", "VictimName", "Passport No", "Phone number", "E-mail", "Date of birth"),
    *("Nom de famille", "Prénom", "N° de téléphone", "Numéro de passeport", "Date de naissance"),
    *("Apellidos", "Nombre completo", "Teléfono", "Pasaporte", "Fecha de nacimiento"),
    *("الاسم الكامل", "اللقب", "رقم الهاتف", "رقم جواز السفر", "تاريخ الميلاد"),
    *("skipper phone", "Home address", "Religion", "EURODAC number", "IBAN", "contact person"),
]


@pytest.mark.parametrize("header", PEOPLE)
def test_a_column_about_one_person_is_left_out_with_its_reason(header: str) -> None:
    found = proposal(f'ref,date,dead,"{header}"\na,2025-03-01,1,Ash\nb,2025-03-02,3,Fern\n')
    plan = found.description.columns[3]

    assert (plan.prop, plan.because) == ("", Because.PEOPLE)
    assert header not in found.description.key


@pytest.mark.parametrize("header", PEOPLE)
def test_a_mapping_that_reads_such_a_column_is_not_kept_under_any_name(header: str) -> None:
    for changes in (
        {"fields": {**document()["fields"], "place_text": header}},
        {"fields": {**document()["fields"], "place_text": "harbour"}, "columns": {"harbour": [header]}},
        {"key": [header]},
    ):
        written = document(**changes)
        mapping = mapping_from(written, registry(), schemes())

        assert any(
            "one person" in problem.wrong for problem in unsafe_parts(written, mapping, scoring.ground().wording)
        )


@pytest.mark.parametrize("cell", ["+33 6 12 34 56 78", "ash@example.org", "t.me/ashfern", "P<XAAASH<<FERN<<<<<<"])
def test_cells_that_identify_somebody_are_left_out_under_any_header(cell: str) -> None:
    found = proposal(f'ref,date,dead,place\na,2025-03-01,1,"{cell}"\nb,2025-03-02,3,"{cell}"\n')

    assert (found.description.columns[3].prop, found.description.columns[3].because) == ("", Because.CONTACT)


@pytest.mark.parametrize(
    "text",
    [
        "surname,first_name,nationality\nAsh,Fern,XA\nReed,Iris,XB\n",
        "ref,sex,age,nationality,date\n1,F,23,XA,2025-03-01\n2,M,31,XB,2025-03-02\n",
        "id,gender,majorityStatus,country\n1,Female,Adult,XA\n2,Male,Minor,XB\n",
    ],
)
def test_a_table_that_lists_people_gets_no_proposal(text: str) -> None:
    found = proposal(text)

    assert found.lists_people
    assert not said(found)
    assert not found.description.kind


def test_sex_and_age_beside_figures_break_them_down_and_are_no_people() -> None:
    found = proposal("month,sex,age,n\n2025-01,male,18+,5\n2025-01,female,18+,3\n2025-02,male,0-17,4\n", "arrivals.csv")

    assert not found.lists_people
    assert set(found.description.key) == {"month", "sex", "age"}


def test_free_text_is_left_out() -> None:
    found = proposal("ref,date,dead,Remarks\na,2025-03-01,1,calm\nb,2025-03-02,3,windy\n")

    assert found.description.columns[3].because == Because.FREE_TEXT


# ---------------------------------------------------------------------------------------------- what always holds

CELLS = st.text(alphabet=st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["", "1", "2025-03-14", "14/03/2025", "-35.2", "XA", "Drowning", "n/a", "10-14", "1,250", "+33 6 12 34 56 78"]
)
HEADERS = st.text(max_size=15) | st.sampled_from(
    ["date", "dead", "lat", "lon", "nom", "women", "n", "sex", "id", *PEOPLE]
)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_any_table_gets_a_proposal_that_brings_in_nobody(data: st.DataObject) -> None:
    header = data.draw(st.lists(HEADERS, min_size=1, max_size=6))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(header), max_size=len(header)), max_size=6))

    found = propose(header, rows, data.draw(st.text(max_size=10)), scoring.ground())

    described = found.description
    assert described.kind in ("", *loadable_kinds(registry()))
    assert {plan.prop for plan in described.columns} <= {"", *fillable(described.kind, registry())}
    wording = scoring.ground().wording
    assert not [plan.header for plan in described.columns if plan.prop and wording.is_about_people(plan.header)]
    assert not found.lists_people or not said(found)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_what_a_form_can_say_is_the_same_after_it_was_written_as_a_mapping(data: st.DataObject) -> None:
    plans = (
        ColumnPlan("ref", "identifier"),
        ColumnPlan(
            "day",
            "occurred_on",
            styles=data.draw(st.sampled_from([(), ("29/10/2019",), ("iso", "29-Oct-19")])),
            missing=data.draw(st.sampled_from([(), ("-", "n/a")])),
        ),
        ColumnPlan("y", "point", "lat"),
        ColumnPlan("x", "point", "lon"),
        ColumnPlan(
            "women",
            "people",
            sex=data.draw(st.sampled_from(["", "female"])),
            age=data.draw(st.sampled_from(["", "child"])),
            thousands=data.draw(st.sampled_from(["", ",", "."])),
            between=data.draw(st.sampled_from(["", "-"])),
        ),
        ColumnPlan("cause", "cause", codes={"Noyade": "drowning"}, otherwise="text:cause_text"),
        ColumnPlan("note"),
    )
    described = named(
        Description(plans, "Incident", ("ref",), constants={"incident_kind": "landing"}, whole=data.draw(st.booleans()))
    )

    written = document_from(described, registry())
    mapping_from(written, registry(), schemes())

    assert description_from(written, [plan.header for plan in plans], registry()) == described


def test_a_mapping_that_says_more_than_a_form_is_not_shown_in_one() -> None:
    header = ["ref", "day", "people", "country", "position", "note", "link"]
    more = (
        {"checks": [{"total": "people", "at_least": ["note"]}]},
        {"columns": {"ref": ["Reference"]}},
        {"fields": {**document()["fields"], "cause": {"column": "note", "codes": {"drowning": ["*drown*"]}}}},
    )

    assert description_from(document(), header, registry()) is not None
    assert not any(description_from(document(**changes), header, registry()) for changes in more)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        (
            {"fields": {**document()["fields"], "cause": {"column": "note", "codes": {"drowning": ["*a*b*c*"]}}}},
            "fields",
        ),
        ({"title": "Land\u202eings"}, "title"),
        ({"source": "a" * 65}, "source"),
        ({"licence": "x" * 200}, "licence"),
    ],
)
def test_what_would_be_costly_hidden_or_too_long_is_not_kept(changes: dict[str, object], key: str) -> None:
    written = document(**changes)
    mapping = mapping_from(written, registry(), schemes())

    problems = unsafe_parts(written, mapping, scoring.ground().wording)

    assert [problem.key.split(".")[0] for problem in problems] == [key]


# ---------------------------------------------------------------------------------------------- the list of words


def test_every_synonym_leads_to_something_that_the_schemata_have() -> None:
    words = yaml.safe_load((CORE / "imports" / "synonyms.yaml").read_text("utf-8"))
    series, kinds = (registry().vocabularies[name].terms for name in ("series", "incident-kinds"))

    assert set(words["properties"]) <= set(registry().properties)
    assert set(words["series"]) <= set(series)
    assert set(words["figure_of"]) <= set(series)
    assert set(words["figure_of"].values()) <= set(registry().properties)
    assert set(words["incident_kinds"]) <= set(kinds)
    assert not [prop for prop in words["properties"] if registry().properties[prop].personal]


def test_no_word_means_a_property_and_a_person() -> None:
    words = yaml.safe_load((CORE / "imports" / "synonyms.yaml").read_text("utf-8"))
    phrases = [str(phrase) for lists in words["properties"].values() for listed in lists for phrase in listed]

    assert [phrase for phrase in phrases if scoring.ground().wording.is_about_people(phrase)] == []


# ---------------------------------------------------------------------------------------------- real tables


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the public data is not here")
def test_proposals_for_real_tables_agree_with_the_mappings_that_people_wrote_for_them() -> None:
    scores = scoring.all_scores()

    both = sum(score.both for score in scores)
    precision = both / sum(score.proposed for score in scores)
    recall = both / sum(score.ready for score in scores)

    assert len(scores) >= 20
    assert precision >= 0.85, [(score.name, score.precision) for score in scores]
    assert recall >= 0.7, [(score.name, score.recall) for score in scores]
    assert sum(score.same_kind for score in scores) >= 0.85 * len(scores)
    assert sum(score.same_key for score in scores) >= 0.5 * len(scores)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the public data is not here")
@pytest.mark.parametrize(
    "name",
    [
        *(
            "names/febrl-dataset1.csv",
            "names/invented-people-multiscript-400.csv",
            "names/un-list-names-perturbed-120.csv",
        ),
        "trafficking/ctdc-victim-perpetrator-synthetic.csv",
    ],
)
def test_real_tables_of_people_get_no_proposal(name: str) -> None:
    path = SHARED / name

    assert scoring.proposal(path.read_bytes(), path.name).lists_people
