"""Columns beside figures that say a sex or an age, and columns of figures for each group."""

from __future__ import annotations

import pytest

from corridor.core.imports.bands import are_whole, is_band, span_in
from corridor.core.imports.describing import Because
from corridor.core.imports.language import mapping_from
from corridor.core.imports.records import Row
from corridor.core.imports.written import description_from, document_from
from tests.core.imports import scoring
from tests.core.imports.make import codes, outcomes, registry, schemes
from tests.core.imports.test_proposing import named


def counted(text: str, name: str = "arrivals.csv") -> tuple[list[str], list[str]]:
    """Return the counts that the proposal for a table reads, and why its other rows are refused."""
    described = named(scoring.proposal(text.encode(), name).description)
    mapping = mapping_from(document_from(described, registry()), registry(), schemes())
    found = [one.result for one in outcomes(text.encode(), mapping, name=name)]
    counts = [value for row in found if isinstance(row, Row) for prop, value, _ in row.claims if prop == "people"]
    return counts, [code for row in found for code in codes(row)]


LONG = "month,{},age group,arrivals\n2021-01,{},0-17,5\n2021-01,{},18-34,6\n2021-01,{},Total,11\n2021-01,{},35+,<5\n"


@pytest.mark.parametrize(
    ("header", "male", "female", "total"),
    [
        ("sex", "Male", "Female", "Total"),
        ("Sexe", "Hommes", "Femmes", "Ensemble"),
        ("sexo", "H", "F", "Ambos sexos"),
        ("الجنس", "ذكور", "إناث", "المجموع"),
    ],
)
def test_a_sex_and_an_age_beside_figures_say_whom_they_count(header: str, male: str, female: str, total: str) -> None:
    counts, refused = counted(LONG.format(header, male, female, total, female))

    assert counts == ["5|male|child", "6|female|adult", "11", "1..4|female|adult"]
    assert not refused


def test_one_column_may_say_both_sex_and_age() -> None:
    text = "month,who,n\n2021-01,women,5\n2021-01,men,6\n2021-01,girls,7\n2021-01,boys,8\n2021-01,total,26\n"

    assert counted(text)[0] == ["5|female|adult", "6|male|adult", "7|female|child", "8|male|child", "26"]


def test_a_text_that_says_no_known_group_refuses_its_row() -> None:
    text = "month,sex,n\n2021-01,Male,5\n2021-01,Female,6\n2021-01,Category 3,7\n"

    assert counted(text) == (["5|male", "6|female"], ["code-unknown"])


def test_bands_that_are_neither_of_children_nor_of_adults_keep_their_text_and_name_no_group() -> None:
    text = b"month,age,n\n2021-01,0-14,5\n2021-01,15-24,6\n2021-01,25+,1\n"

    described = scoring.proposal(text, "arrivals.csv").description
    plan = described.columns[1]
    assert (plan.breaks, plan.prop) == ("age", "category")
    assert dict(plan.codes) == {"0-14": "child", "15-24": "all", "25+": "adult"}


def test_columns_of_bands_are_added_up_where_they_make_a_whole_group() -> None:
    header = "year,country,f_0_4,f_5_11,f_12_17,f_18_59,f_60,m_0_17,m_18_plus,total"
    text = f"{header}\n2021,IT,1,2,3,4,5,6,7,28\n2022,IT,1,1,1,1,1,1,1,7\n"

    found = counted(text.replace("m_18_plus", "m 18+"))[0][:5]

    assert set(found) == {"28", "6|female|child", "9|female|adult", "6|male|child", "7|male|adult"}


def test_bands_that_leave_some_years_out_are_no_group() -> None:
    described = scoring.proposal(b"year,total,5-11,12-17\n2021,9,1,2\n2022,19,4,5\n", "arrivals.csv").description

    assert [(plan.prop, plan.because) for plan in described.columns[2:]] == [("", Because.REPEATED)] * 2


def test_of_two_columns_of_the_same_group_none_is_taken_for_all_of_it() -> None:
    text = b"year,total,accompanied children,unaccompanied children\n2021,9,1,2\n2022,19,4,5\n"

    described = scoring.proposal(text, "arrivals.csv").description

    assert [plan.prop for plan in described.columns[2:]] == ["", ""]


def test_a_group_of_something_unknown_is_not_taken_for_the_group() -> None:
    described = scoring.proposal(b"year,total,assisted return of children\n2021,9,1\n2022,9,3\n", "a.csv").description

    assert described.columns[2].prop == ""


@pytest.mark.parametrize(
    "text", [LONG.format("sex", "Male", "Female", "Total", "Female"), "month,who,n\n2021,women,5\n2021,boys,8\n"]
)
def test_such_a_layout_is_the_same_after_it_was_written_as_a_mapping(text: str) -> None:
    described = named(scoring.proposal(text.encode(), "arrivals.csv").description)
    written = document_from(described, registry())

    again = description_from(written, [plan.header for plan in described.columns], registry())

    assert again is not None
    assert document_from(again, registry()) == written
    assert [plan.breaks for plan in again.columns] == [plan.breaks for plan in described.columns]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        *(("0-17", "child"), ("0 - 4", "child"), ("under 18", "child"), ("<18", "child"), ("moins de 18 ans", "child")),
        *(("menores de 18 años", "child"), ("12 to 17", "child"), ("أقل من 18 سنة", "child"), ("Y_LT14", "child")),
        *(("18+", "adult"), ("18-59", "adult"), ("60 or more", "adult"), ("65 ans et plus", "adult"), ("≥18", "adult")),
        *(
            ("15-24", ""),
            ("under 20", ""),
            ("<=18", ""),
            (">17", "adult"),
            ("16+", ""),
            ("over 17", "adult"),
            ("2019", ""),
        ),
    ],
)
def test_bands_of_years(text: str, age: str) -> None:
    span = span_in(text)

    assert (span.age if span else "") == age


def test_bands_make_a_whole_only_without_a_gap() -> None:
    assert are_whole(map(span_in, ("0-4", "5-11", "12-17")))
    assert are_whole(map(span_in, ("18-59", "60+")))
    assert are_whole(map(span_in, ("18 to 29", "30 to 69", "70 and over")))
    assert are_whole(map(span_in, ("17 and under",)))
    assert not are_whole(map(span_in, ("0-4", "12-17")))
    assert not are_whole(map(span_in, ("18-59",)))
    assert not are_whole([])
    assert is_band("60 years or more")
    assert not is_band("12 boats")
