"""One table as many publishers would give it: read as it is meant, or refused and asked about, never read wrongly."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable

import pytest

from corridor.core.imports.describing import Because
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.language import mapping_from
from corridor.core.imports.records import Row
from corridor.core.imports.written import document_from
from corridor.core.kernel.errors import CorridorError
from tests.core.imports import scoring
from tests.core.imports.make import outcomes, registry, schemes
from tests.core.imports.test_proposing import named

TABLE = [
    ["Month", "Nationality", "Arrivals"],
    *(["2021-01", "Mali", "1250"], ["2021-01", "Guinea", "4"], ["2021-02", "Mali", "0"], ["2021-02", "Sudan", "17000"]),
]
MEANT = Counter({("2021-01", "ML"): 1250, ("2021-01", "GN"): 4, ("2021-02", "ML"): 0, ("2021-02", "SD"): 17000})


def csv(rows: list[list[str]], separator: str = ",") -> str:
    return "".join(separator.join(row) + "\n" for row in rows)


def each(change: Callable[[str], str], rows: list[list[str]] = TABLE) -> list[list[str]]:
    return [rows[0], *([change(cell) for cell in row] for row in rows[1:])]


def grouped(mark: str) -> str:
    return csv(each(lambda cell: f"{cell[:-3]}{mark}{cell[-3:]}" if cell.isdigit() and len(cell) > 3 else cell), ";")


def read(content: bytes, name: str = "arrivals.csv") -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Return the figures that the proposal for a file reads, by period and nationality, and why others are refused."""
    described = named(scoring.proposal(content, name).description)
    mapping = mapping_from(document_from(described, registry()), registry(), schemes())
    figures: Counter[tuple[str, str]] = Counter()
    reasons: Counter[str] = Counter()
    for one in outcomes(content, mapping, name=name):
        if isinstance(one.result, Row):
            said = {prop: value for prop, value, _ in one.result.claims}
            figures[said["period"], said["nationality"]] += int(said.get("people", 0))
        else:
            reasons.update(problem.code for problem in one.result.problems)
    return figures, reasons


ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
SAME: dict[str, bytes] = {
    "reordered": csv([[row[2], row[0], row[1]] for row in TABLE]).encode(),
    "capitals": csv([[name.upper() for name in TABLE[0]], *TABLE[1:]]).encode(),
    "French headers": csv([["Mois", "Pays d’origine", "Arrivées"], *TABLE[1:]]).encode(),
    "Spanish headers": csv([["Mes", "País de origen", "Número de personas"], *TABLE[1:]]).encode("cp1252"),
    "Arabic headers": csv([["الشهر", "الجنسية", "عدد المهاجرين"], *TABLE[1:]]).encode(),
    "Arabic headers of Windows": csv([["الشهر", "الجنسية", "عدد المهاجرين"], *TABLE[1:]]).encode("cp1256"),
    "Arabic digits": csv(each(lambda cell: cell.translate(ARABIC))).encode(),
    "semicolons": csv(TABLE, ";").encode(),
    "a byte order mark": codecs.BOM_UTF8 + csv(TABLE).encode(),
    "UTF-16": csv(TABLE, "\t").encode("utf-16"),
    "notes above": b"Arrivals by month;;\nUpdated 3 May;;\n" + csv(TABLE, ";").encode(),
    "a total below": (csv(TABLE) + "Total,,18254\n").encode(),
    "notes below": (csv(TABLE, ";") + "* provisional;;\nSource: the ministry;;\n").encode(),
    "empty columns": csv([[row[0], "", row[1], row[2], ""] for row in TABLE]).encode(),
    "a share beside": csv([[*TABLE[0], "Share (%)"], *([*row, "25"] for row in TABLE[1:])]).encode(),
    "per head beside": csv([[*TABLE[0], "Arrivals per 100 000"], *([*row, "2"] for row in TABLE[1:])]).encode(),
    "a running sum beside": csv([[*TABLE[0], "Cumulative arrivals"], *([*row, "9"] for row in TABLE[1:])]).encode(),
    "months by name": csv(each(lambda cell: {"2021-01": "janv-21", "2021-02": "févr-21"}.get(cell, cell))).encode(),
    **{f"thousands by {mark!r}": grouped(mark).encode() for mark in (" ", "\u00a0", "\u202f", "'", "’", ".", ",", "٬")},
}


@pytest.mark.parametrize("variant", SAME)
def test_a_table_of_another_publisher_is_read_as_it_is_meant(variant: str) -> None:
    figures, refused = read(SAME[variant])

    assert figures == MEANT
    assert not refused


def claimed(content: str, name: str, *props: str) -> list[tuple[str, ...]]:
    """Return what the proposal for a table reads of some properties in each row; "" where it reads nothing."""
    described = named(scoring.proposal(content.encode("utf-8"), name).description)
    mapping = mapping_from(document_from(described, registry()), registry(), schemes())
    found = []
    for one in outcomes(content.encode("utf-8"), mapping, name=name):
        assert isinstance(one.result, Row), one
        said = {prop: value for prop, value, _ in one.result.claims}
        found.append(tuple(said.get(prop, "") for prop in props))
    return found


def test_a_year_and_a_sex_in_one_header_are_taken_apart() -> None:
    header = "Country;2019 Men;2019 Women;2019 Total;2020 Men;2020 Women;2020 Total\n"
    text = f"{header}Spain;10;5;15;20;7;27\nItaly;40;;40;3;1;4\n"

    assert claimed(text, "arrivals.csv", "country", "period", "people") == [
        ("ES", "2019", "10|male"),
        ("ES", "2019", "5|female"),
        ("ES", "2020", "20|male"),
        ("ES", "2020", "7|female"),
        ("IT", "2019", "40|male"),
        ("IT", "2020", "3|male"),
        ("IT", "2020", "1|female"),
    ]


def test_months_as_columns_take_the_one_year_of_the_name_and_only_files_of_that_year_are_read_so() -> None:
    text = "País de nacionalidad;Ene.;Feb.;Mar.;Total\nHonduras;1;2;3;6\nTotal general;1;2;3;6\n"

    described = scoring.proposal(text.encode(), "irregulares_2022.csv").description

    assert described.file_names == ("*2022*",)
    assert claimed(text, "irregulares_2022.csv", "nationality", "period") == [
        ("HN", "2022-01"),
        ("HN", "2022-02"),
        ("HN", "2022-03"),
    ]


def test_months_of_no_known_year_are_asked_about_and_their_sum_is_no_incident() -> None:
    text = "Nationality;Jan;Feb;Mar;Total\nHonduras;1;2;3;6\n"

    described = scoring.proposal(text.encode(), "arrivals 2021-2022.csv").description

    assert described.kind == "SeriesObservation"
    assert [plan.because for plan in described.columns[1:4]] == [Because.MONTH] * 3
    with pytest.raises(CorridorError):
        claimed(text, "arrivals 2021-2022.csv")


def test_years_as_columns_and_months_as_rows_make_months() -> None:
    text = "Mois;2019;2020\nJanvier;100;200\nFévrier;110;210\nMars;1;2\nTotal;211;412\n"

    assert sorted(claimed(text, "arrivées.csv", "period", "people"))[:3] == [
        ("2019-01", "100"),
        ("2019-02", "110"),
        ("2019-03", "1"),
    ]


def test_figures_of_something_that_no_word_names_keep_what_their_header_says() -> None:
    text = "Year;Nationality;Number of visas annulled\n2021;Albania;120\n2022;Albania;140\n"

    described = scoring.proposal(text.encode(), "visas.csv").description

    assert [plan.prop for plan in described.columns] == ["period", "nationality", "figure"]
    assert described.constants["indicator"] == "Number of visas annulled"


def test_a_column_that_is_known_but_no_part_of_a_series_is_said_to_be_so() -> None:
    text = (
        "التاريخ;المحافظة;عدد القوارب;عدد الناجين\n15/03/2022;صفاقس;3;85\n22/03/2022;مدنين;1;20\n30/04/2022;نابل;2;41\n"
    )

    columns = scoring.proposal(text.encode("cp1256"), "table.csv").description.columns

    assert [plan.prop for plan in columns] == ["period", "region", "boats", ""]
    assert columns[3].because == Because.KIND


def test_a_number_with_a_mark_between_thousands_is_no_point() -> None:
    text = "Année;Wilaya;Réseaux;Opérations\n2019;Nord;12 000;1 200\n2020;Sud;8 000;900\n2021;Est;5 000;400\n"

    described = scoring.proposal(text.encode(), "table.csv").description

    assert "point" not in {plan.prop for plan in described.columns}


def test_a_total_beside_months_of_no_known_year_is_no_figure_of_its_own() -> None:
    text = "Nacionalidad;Ene;Feb;Mar;Total 2023\nVenezuela;1;2;3;6\nHaití;5;6;7;18\n"

    described = scoring.proposal(text.encode(), "darien.csv").description

    assert (described.kind, described.columns[4].prop) == ("SeriesObservation", "")


def test_figures_by_sex_of_something_that_no_word_names_are_no_list_of_people() -> None:
    text = "Année;Nationalité;Sexe;Nombre de procès-verbaux\n2021;Mali;Hommes;120\n2021;Mali;Femmes;14\n"

    assert not scoring.proposal(text.encode(), "table.csv").lists_people


@pytest.mark.parametrize(
    "text",
    [
        "Année;Nationalité;Sexe;Nombre de téléphones saisis\n2021;Mali;Hommes;2\n2021;Mali;Femmes;4\n",
        "Nom de famille;Nationalité;Sexe;Nombre de contrôles\nA B;Mali;Hommes;120\nC D;Mali;Femmes;140\n",
        "Date de naissance;Nationalité;Sexe;Nombre de contrôles\n1990-01-02;Mali;H;120\n1991-02-03;Mali;F;140\n",
    ],
)
def test_a_number_beside_each_person_makes_no_statistics_of_a_list(text: str) -> None:
    assert scoring.proposal(text.encode(), "table.csv").lists_people


@pytest.mark.parametrize("text", ["n/a", "..", "-", "n.d.", "…", "غير متوفر"])
def test_a_figure_that_is_not_known_is_left_out(text: str) -> None:
    figures, refused = read(csv(each(lambda cell: text if cell == "4" else cell)).encode())

    assert figures == MEANT - Counter({("2021-01", "GN"): 4}) + Counter({("2021-01", "GN"): 0})
    assert not refused


def test_days_that_may_be_either_way_round_are_asked_about_and_refused_until_then() -> None:
    text = csv(each(lambda cell: {"2021-01": "01/02/2021", "2021-02": "05/06/2021"}.get(cell, cell)))

    assert scoring.proposal(text.encode(), "arrivals.csv").description.columns[0].because == Because.EITHER
    assert read(text.encode()) == (Counter(), Counter({"date-form": 4}))


def test_days_written_in_both_ways_are_not_read_in_both() -> None:
    text = csv(
        [
            ["Date", "Nationality", "Arrivals"],
            ["13/01/2021", "ML", "1"],
            ["14/01/2021", "ML", "1"],
            ["01/20/2021", "ML", "1"],
        ]
    )

    figures, refused = read(text.encode())

    assert figures == {("2021-01-13", "ML"): 1, ("2021-01-14", "ML"): 1}
    assert refused == {"date-form": 1}


def test_a_thousand_with_a_point_is_never_read_as_one() -> None:
    figures, refused = read(csv([TABLE[0], ["2021-01", "ML", "7"], ["2021-02", "ML", "8"]]).encode())
    assert sum(figures.values()) == 15

    described = named(scoring.proposal(csv(TABLE).encode(), "arrivals.csv").description)
    mapping = mapping_from(document_from(described, registry()), registry(), schemes())
    (one,) = outcomes(csv([TABLE[0], ["2021-01", "ML", "1.000"]]).encode(), mapping)

    assert not refused
    assert not isinstance(one.result, Row)


@pytest.mark.parametrize("period", ["Q1 2021", "2021-W05", "2021/22", "2021-2022"])
def test_a_period_that_no_date_keeps_leaves_the_table_incomplete(period: str) -> None:
    text = csv([["Period", *TABLE[0][1:]], *([period, *row[1:]] for row in TABLE[1:])])

    described = scoring.proposal(text.encode(), "arrivals.csv").description

    assert described.columns[0].because == Because.SPAN
    with pytest.raises(CorridorError):
        read(text.encode())


def test_a_fiscal_year_is_not_taken_for_one_of_the_calendar() -> None:
    text = csv([["Fiscal year", *TABLE[0][1:]], *(["2021", *row[1:]] for row in TABLE[1:])])

    described = scoring.proposal(text.encode(), "arrivals.csv").description

    assert (described.columns[0].prop, described.columns[0].because) == ("", Because.FISCAL)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Дата;Страна;Число\n2021;Сирия;5\n", "cp1251"),
        ("Μήνας;Υπηκοότητα;Αφίξεις\n2021;Συρία;3\n", "cp1253"),
        ("السنة;الجنسية;عدد المهاجرين\n2021;سوريا;34\n", "cp1256"),
        ("Année;Nationalité;Entrées créées\n2021;Érythrée;3\n", "cp1252"),
    ],
)
def test_the_windows_page_of_a_text_is_found_out_by_its_letters(text: str, page: str) -> None:
    assert (
        scoring.proposal(text.encode(page)).description.columns == scoring.proposal(text.encode()).description.columns
    )


@pytest.mark.parametrize(
    ("text", "page"), [("日付,国\n2021,日本\n", "shift-jis"), ("国家,日期,人数\n叙利亚,1,2\n", "gb18030")]
)
def test_a_text_whose_encoding_cannot_be_told_is_refused_instead_of_garbled(text: str, page: str) -> None:
    with pytest.raises(FileRefused) as refused:
        scoring.proposal(text.encode(page))

    assert refused.value.params["fault"] == "encoding"
