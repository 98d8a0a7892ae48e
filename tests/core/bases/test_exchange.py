"""A depositary's list is read as it is written; what is not understood is said, by its line."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from corridor import shelf
from corridor.core.bases.codes import Consent, Measure, Why
from corridor.core.bases.errors import TableUnreadable
from corridor.core.bases.exchange import LONGEST_TABLE, MOST_ROWS, status_from, status_written, table_read
from corridor.core.bases.records import Reservation, Sheet, Status
from corridor.core.bases.rules import bases_between
from tests.words import SHARED

COUNTRIES = shelf.countries()
HEAD = 'Participant,Signature,"Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"\n'


def read(*rows: str) -> dict[str, Status]:
    return {one.state: one for one in table_read(HEAD + "\n".join(rows), COUNTRIES).statuses}


def test_each_kind_of_consent_is_read_from_what_stands_behind_its_day() -> None:
    found = read(
        "Albania,12 Dec 2000,21 Aug 2002",
        "Bahrain,,7 Jun 2004 a",
        "Japan,9 Dec 2002,11 Jul 2017 A",
        "Portugal,12 Dec 2000,10 May 2004 AA",
        "Botswana,,6 Jan 1969 d",
        "Barbados,26 Sep 2001,",
    )

    assert {state: one.by for state, one in found.items() if one.consented_on} == {
        "AL": Consent.RATIFICATION,
        "BH": Consent.ACCESSION,
        "JP": Consent.ACCEPTANCE,
        "PT": Consent.APPROVAL,
        "BW": Consent.SUCCESSION,
    }
    assert (found["AL"].signed_on, found["AL"].consented_on) == (date(2000, 12, 12), date(2002, 8, 21))
    assert (found["BB"].signed_on, found["BB"].consented_on) == (date(2001, 9, 26), None)


@pytest.mark.parametrize(
    "written",
    [
        "Participant\tAccession(a), Ratification\nAlbania\t18 Aug 1992 a\n",
        'Participant,"Definitive signature(s), Accession(a)",Signature\nAlbania,18 Aug 1992 a,\n',
        "\ufeffParticipant,Signature,Ratification,Accession(a)\nAlbania,,,18 Aug 1992 a\n\n",
        "Participant [1],Signature,Accession(a)\nAlbania 2,,18 August 1992 a\n",
    ],
)
def test_lists_are_read_whatever_the_order_and_titles_of_their_columns(written: str) -> None:
    assert table_read(written, COUNTRIES).statuses == (
        Status("AL", consented_on=date(1992, 8, 18), by=Consent.ACCESSION),
    )


def test_two_consents_of_one_state_are_refused_and_not_chosen_between() -> None:
    with pytest.raises(TableUnreadable, match="two-consents"):
        table_read("Participant,Ratification,Accession(a)\nAlbania,1 Jan 2000,2 Jan 2000 a\n", COUNTRIES)


def test_names_that_are_not_recognised_and_days_out_of_order_are_told_by_their_lines() -> None:
    found = table_read(HEAD + "Atlantis,,1 Jan 2001\nAlbania,12 Dec 2000,21 Aug 1999\n", COUNTRIES)

    assert (found.not_recognised, found.out_of_order) == ((2,), (3,))


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "columns-not-known"),
        ("State,Day\nAlbania,2002", "columns-not-known"),
        (HEAD + "Albania,,31 Feb 2002", "day-not-read"),
        (HEAD + "Albania,,sometime", "day-not-read"),
        (HEAD + "Albania,,1 Jan 2002\nAlbania,,2 Jan 2002", "twice"),
        (HEAD + "Albania,,\n" * (MOST_ROWS + 1), "too-long"),
        (HEAD + "x" * LONGEST_TABLE, "too-long"),
    ],
)
def test_what_is_no_list_of_a_depositary_is_refused_and_none_of_its_words_repeated(written: str, why: str) -> None:
    with pytest.raises(TableUnreadable) as refused:
        table_read(written, COUNTRIES)

    assert refused.value.params["why"] == why
    assert "Albania" not in refused.value.message


def test_a_status_that_was_kept_is_read_as_it_was() -> None:
    held = Reservation("16(5)", frozenset((Measure.EXTRADITION,)), date(2004, 1, 1))
    status = Status(
        "XA", date(2000, 12, 12), date(2002, 8, 21), Consent.ACCESSION, None, None, (held,), "Office", ("en",)
    )

    assert status_from(status_written(status)) == status


@pytest.mark.shared
@pytest.mark.parametrize("name", ["18-12", "18-12-b", "5-2"])
def test_the_public_lists_are_read_whole(name: str) -> None:
    text = (SHARED / "treaties" / f"un-treaty-status-{name}.csv").read_text("utf-8")
    rows = list(csv.reader(text.splitlines()))[1:]

    found = table_read(text, COUNTRIES)

    lines = [rows[line - 2][0] for line in found.not_recognised]
    assert len(found.statuses) + len(lines) == len(rows)
    assert set(lines) <= {"European Union", "Holy See"}
    assert sum(one.consented_on is not None for one in found.statuses) > 100


@pytest.mark.shared
@pytest.mark.parametrize(
    ("other", "expected"),
    [("DZ", None), ("BO", Why.SIGNED_ONLY), ("CN", Why.NOT_PARTY)],
)
def test_the_public_lists_tell_who_is_party_who_only_signed_and_who_is_not(other: str, expected: Why | None) -> None:
    known = {code: shelf.instruments()[code] for code in ("untoc", "smuggling-protocol")}
    names = {"untoc": "18-12", "smuggling-protocol": "18-12-b"}
    sheets = {}
    for code, name in names.items():
        text = (SHARED / "treaties" / f"un-treaty-status-{name}.csv").read_text("utf-8")
        read = table_read(text, COUNTRIES)
        sheets[code] = [Sheet(code, date(2015, 3, 1), "public list", read.statuses, is_complete=True)]

    found = bases_between(
        "FR", other, on=date(2015, 3, 1), measure=Measure.VESSEL_MEASURES, instruments=known, sheets=sheets
    )

    assert bool(found.bases) is (expected is None)
    assert {(one.why, one.state) for each in found.others for one in each.reasons} == (
        {(expected, other)} if expected else set()
    )
