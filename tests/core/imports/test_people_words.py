from __future__ import annotations

import pytest

from corridor.core.imports.language import mapping_from
from corridor.core.imports.records import Row
from corridor.core.imports.written import document_from
from tests.core.imports.make import claims, outcomes, registry, schemes
from tests.core.imports.test_proposing import named, proposal


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("year,nationality,arrivals\n2023,Syrian,12\n2023,Moroccan,7\n2024,Syrian,3\n", ["SY", "MA", "SY"]),
        ("año;nacionalidad;personas\n2023;Marroquí;12\n2023;argelina;7\n", ["MA", "DZ"]),
        ("année;nationalité;personnes\n2023;Maliens;12\n2023;Guinéenne;7\n", ["ML", "GN"]),
        ("السنة,الجنسية,العدد\n2023,سوري,12\n2023,مغربية,7\n", ["SY", "MA"]),
        ("Year,Syrian,Afghans,Iraqi\n2023,4,5,6\n", ["SY", "AF", "IQ"]),
    ],
)
def test_words_for_people_are_proposed_and_read_as_their_nationality(text: str, codes: list[str]) -> None:
    described = named(proposal(text, "arrivals.csv").description)
    mapping = mapping_from(document_from(described, registry()), registry(), schemes())

    rows = [one.result for one in outcomes(text.encode(), mapping)]

    assert all(isinstance(row, Row) for row in rows), rows
    assert [value for row in rows if isinstance(row, Row) for value, _ in claims(row, "nationality")] == codes


def test_a_table_of_eurostat_is_read_with_what_its_letters_mean_and_lists_nobody() -> None:
    text = (
        "freq,citizen,sex,unit,age,geo\\TIME_PERIOD\t2022 \t2023 \n"
        "A,AF,F,PER,TOTAL,AT\t1230 \t45 p\nA,AF,M,PER,TOTAL,AT\t0 n\t: c\nA,SY,M,PER,TOTAL,DE\t: \t20 \n"
    )
    found = proposal(text, "estat_migr_eipre.tsv")
    mapping = mapping_from(document_from(named(found.description), registry()), registry(), schemes())

    rows = [one.result for one in outcomes(text.encode(), mapping)]

    assert not found.lists_people
    assert [
        [value for prop in ("country", "nationality", "period", "people", "summary") for value, _ in claims(row, prop)]
        for row in rows
        if isinstance(row, Row)
    ] == [
        ["AT", "AF", "2022", "1230|female"],
        ["AT", "AF", "2023", "45|female", "provisional"],
        ["AT", "AF", "2022", "0|male", "not significant"],
        ["AT", "AF", "2023", "confidential"],
        ["DE", "SY", "2023", "20|male"],
    ]
