"""What a pasted text proposes: with its words, several where several are meant, as the report takes it."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.pasting.codes import Sureness
from tests import words

READ = shelf.pasting().proposals
ON = date(2026, 3, 10)


def values(text: str, *, on: date | None = ON) -> dict[str, str]:
    """Return the first value proposed for every path."""
    found: dict[str, str] = {}
    for one in READ(text, message_on=on):
        for path, value in one.values:
            found.setdefault(path, value)
    return found


def ranges(text: str) -> list[str]:
    """Return the figures of the counts."""
    return [value for one in READ(text, message_on=ON) for path, value in one.values if path.endswith(".range")]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("At least 40 people drowned.", "40+"),
        ("More than 40 people drowned.", "41+"),
        ("Up to 40 people drowned.", "<41"),
        ("Fewer than 40 people drowned.", "<40"),
        ("Between 20 and 25 people drowned.", "20-25"),
        ("20-25 people drowned.", "20-25"),
        ("About 80 people drowned.", "75-85"),
        ("1,200 people were rescued.", "1200"),
        ("Twenty-five people drowned.", "25"),
        ("Une trentaine de personnes se sont noyées.", "25-35"),
        ("Quatre-vingt-cinq personnes sont mortes.", "85"),
        ("Soixante-quinze migrants sont morts.", "75"),
        ("Murieron doscientas cincuenta personas.", "250"),
        ("غرق ٢٥ شخصا", "25"),
        ("غرق خمسة وعشرون شخصا", "25"),
        ("غرق ما لا يقل عن 40 شخصا", "40+"),
        ("مصرع طفلين", "2"),
    ],
)
def test_counts_are_read_as_ranges_in_words_and_digits_of_four_languages(text: str, typed: str) -> None:
    assert ranges(text) == [typed]


def test_ages_distances_prices_and_days_are_no_counts() -> None:
    text = "On 3 March a 27-year-old, aged between 30-40, was 40 miles off Zuwara and had paid 900 euros for 5 days."

    assert ranges(text) == []


def test_what_was_denied_is_not_proposed() -> None:
    assert "incident_kind" not in values("There was no shipwreck.")
    assert "trafficking" not in values("Nobody was forced to work.")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Yesterday a boat sank.", "2026-03-09"),
        ("Avant-hier, un bateau a coulé.", "2026-03-08"),
        ("El lunes se hundió un barco.", "2026-03-09"),
        ("غرق قارب أمس", "2026-03-09"),
        ("A boat sank on 12 December.", "2025-12-12"),
        ("A boat sank on December 12, 2024.", "2024-12-12"),
        ("Un bateau a coulé le 1er mars 2026.", "2026-03-01"),
        ("Un barco se hundió en mayo de 2025.", "2025-05"),
    ],
)
def test_days_are_read_by_the_day_of_the_message(text: str, day: str) -> None:
    assert values(text)["occurred_on"] == day


def test_without_the_day_of_the_message_yesterday_says_nothing() -> None:
    assert "occurred_on" not in values("Yesterday a boat sank.", on=None)


def test_several_places_of_one_name_are_all_proposed_and_none_is_sure() -> None:
    found = [one for one in READ("A boat sank off Tripoli.") if one.path == "place_text"]

    assert [one.values[0][1][:12] for one in found[:2]] == ["Tripoli (LY;", "Tripoli (LB;"]
    assert {one.sure for one in found} == {Sureness.OPEN}


def test_a_country_told_in_the_text_puts_its_place_first() -> None:
    found = [one for one in READ("A boat sank off Tripoli in Lebanon.") if one.path == "place_text"]

    assert found[0].values[0][1].startswith("Tripoli (LB")
    assert found[0].sure is Sureness.READ


def test_trafficking_and_coercion_are_never_more_than_one_reading() -> None:
    found = READ("They were sold to others and forced to work; the helmsman was forced to steer at gunpoint.")

    told = {one.path: one.sure for one in found if one.path in ("trafficking", "coercion")}
    assert told == {"trafficking": Sureness.OPEN, "coercion": Sureness.OPEN}


def test_no_name_number_or_address_is_ever_proposed() -> None:
    text = "Ahmed Ben Ali (passport P1234567, tel. +218 91 234 5678, a@example.org) left Zuwara with 30 people."

    told = " ".join(value for one in READ(text) for _, value in one.values)
    assert not [part for part in ("Ahmed", "Ali", "P1234567", "218", "example") if part in told]


@pytest.mark.parametrize("lang", ["en", "fr", "es", "ar"])
def test_everything_proposed_can_be_typed_into_the_report(lang: str) -> None:
    form = shelf.report_form()
    for part in words.PARTS:
        for item in words.vectors(f"pasting-{lang}")[part]:
            for one in READ(item["text"], lang=lang, message_on=ON):
                for path, value in one.values:
                    field = form.field(path)
                    assert field is not None, path
                    if field.vocabulary:
                        assert value in shelf.registry().vocabularies[field.vocabulary].terms
                    if field.choices:
                        assert value in field.choices


def test_every_code_of_the_word_list_is_in_its_vocabulary() -> None:
    form = shelf.report_form()
    document = shelf.document("corridor.core.pasting", "words.yaml")

    for path, codes in document["fields"].items():
        field = form.field(path)
        assert field is not None
        if field.vocabulary:
            assert set(codes) <= set(shelf.registry().vocabularies[field.vocabulary].terms), path


def test_the_labelled_texts_are_read_well_and_those_nobody_tuned_for_almost_as_well() -> None:
    tuned, held_out = (
        words.Score(*(sum(score[n] for score in words.pasting(part).values()) for n in range(3)))
        for part in words.PARTS
    )

    assert tuned.precision >= 0.95 and tuned.recall >= 0.95
    assert held_out.precision >= 0.9 and held_out.recall >= 0.85


def test_the_page_says_what_the_labelled_texts_give() -> None:
    assert words.labelled() in words.PAGE.read_text("utf-8"), "run `python -m tests.words`"


@pytest.mark.shared
def test_causes_in_real_records_agree_with_those_coded_by_iom() -> None:
    scores = words.causes()

    assert scores["Drowning"].recall > 0.95
    assert min(score.precision for score in scores.values()) > 0.9


@given(st.text(max_size=300))
def test_every_proposal_lies_in_the_text(text: str) -> None:
    for one in READ(text, message_on=ON):
        assert 0 <= one.start < one.end <= len(text)


HOSTILE = {
    "digits": "1 " * 50_000,
    "numbers in words": "hundred thousand " * 6_000,
    "places": "Tripoli Zuwara " * 7_000,
    "one clause": "from Zuwara to Lampedusa " * 4_000,
    "money": "paid 5 euro each " * 6_000,
    "counts": "5 dead, including 3 women and 2 children " * 2_500,
    "days": "3 March 2026 Monday " * 5_000,
    "arabic": "من زوارة إلى طرابلس " * 5_000,
    "no blanks": "a" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_of_100_kilobytes_holds_reading_up(text: str) -> None:
    start = time.process_time()

    READ(text, message_on=ON)

    assert time.process_time() - start < 5
