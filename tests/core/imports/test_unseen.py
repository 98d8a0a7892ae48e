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
