"""Things are found by words in any script, in an order that rests on what the reader may see alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.core.kernel.search import Rank, is_alike
from corridor.core.kernel.text import fold
from corridor.web.desk.search.queries import MOST, PAGE, found_for
from corridor.web.desk.statements import search_index, search_store
from tests import cast, make, nodes

pytestmark = pytest.mark.store

NAMES = (
    "Müller Straße",
    "أحمد بن محمد",
    "İstanbul",
    "مزار شریف",
    "Ёлкин Алексей",
    "ሠላም ዓለም",
    "\uff21\uff22-\uff12\uff10\uff12\uff11",
    "Łódź Øresund",
    "Τρίπολη της Λιβύης",
    "北京市朝阳区建国门",
    "दिल्ली दरवाज़ा",
    "O'Brien-Nuñez",
)


def names(officer: Officer, words: str, *, kind: str = "", first: int = 0, count: int = PAGE) -> list[str]:
    """Return the names of what is found, in its order."""
    found = found_for(officer, words, kind=kind, first=first, count=count).found
    return [next(value for prop, value in one.said if prop in ("name", "place_text", "identifier")) for one in found]


def vessels(by: Officer, *called: str, preset: str = "public") -> None:
    """Report vessels of these names, one report each."""
    for name in called:
        make.file(by, make.draft(None, "Vessel", name=name), marked=make.marking(preset, by.reader.authority))


def test_names_of_any_script_are_found_in_every_way(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    vessels(by, *NAMES)

    for name in NAMES:
        folded = fold(name)
        ways: Sequence[str] = [name, folded, folded[:2], folded[: len(folded) // 2 + 1], folded[-3:], folded[1:5]]
        for way in ways:
            assert name in names(by, way), (name, way)


def test_a_typing_error_is_forgiven_in_words_of_any_script(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    vessels(by, "Lampedusa", "Τρίπολη", "Алексей", "محمدية", "Zuwarah Star")

    found = [names(by, words) for words in ("Lampdusa", "Τριπλοη", "Алекссей", "محمديه", "zuwaroh", "Stra Zuwarah")]

    assert found == [["Lampedusa"], ["Τρίπολη"], ["Алексей"], ["محمدية"], ["Zuwarah Star"], ["Zuwarah Star"]]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text("abcde", min_size=3, max_size=10), min_size=1, max_size=12), st.text("abcde", min_size=3))
@pytest.mark.django_db
def test_the_lexicon_proposes_every_word_that_is_meant(words: list[str], asked: str) -> None:
    asked = asked[:10]
    search_store.add_words(words)
    lexicon = search_store.lexicon()

    assert {word for word in words if word.startswith(asked)} <= set(lexicon.beginning(asked))
    assert {word for word in words if asked in word} <= set(lexicon.containing(asked))
    assert {word for word in words if word.endswith(asked)} <= set(lexicon.ending(asked))
    for errors in (1, 2):
        assert {word for word in words if is_alike(asked, word, errors)} <= set(lexicon.near(asked))


def test_what_answers_best_comes_first(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    vessels(by, "Ashmer", "Newashmar", "Star of Ashmar", "Ashmar Star", "Ashmar")

    answer = found_for(by, "ashmar")

    assert [one.rank for one in answer.found] == [Rank.EXACT, Rank.BEGINS, Rank.WORDS, Rank.INSIDE, Rank.CLOSE]
    assert names(by, "ashmar") == ["Ashmar", "Ashmar Star", "Star of Ashmar", "Newashmar", "Ashmer"]


def test_words_may_be_spread_over_what_one_record_says(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, make.draft(None, "Vessel", name="Tern", summary="Seen near Old Harbour"))
    make.file(by, make.draft(None, "Vessel", name="Tern", summary="Seen near the delta"))

    assert [one.said for one in found_for(by, "harbour tern").found if one.rank is Rank.WORDS] == [
        (("name", "Tern"), ("summary", "Seen near Old Harbour"))
    ]


def test_an_identifier_is_found_without_its_separators(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, make.draft(None, "Vessel", name="Tern", identifier="XA-123 45"))

    for words in ("xa12345", "XA 123-45", "12345", "xa123"):
        assert len(found_for(by, words).found) == 1, words
    assert not found_for(by, "xa12346").found


def test_hidden_things_are_not_found_and_do_not_stand_before_others(node: nodes.Node) -> None:
    stranger = cast.officer(cast.ANALYST_XB)
    owner = cast.officer(cast.ANALYST_XA)
    rows = [make.row(f"H-{n}", place="Ashmar Point") for n in range(700)]
    make.mapping("landings")
    make.load(owner, make.table(rows), mapping="landings", preset="own-authority")
    vessels(owner, "Ashmar Point", "Ashmar Pier")

    for words in ("ashmar", "ashmar point", "shmar", "asmhar", "ash", "point ashmar", "mar po"):
        assert names(stranger, words)[:1] == ["Ashmar Point"], words
        assert len(found_for(stranger, words).found) <= 2
    assert len(names(owner, "ashmar", count=100)) == 100
    assert not found_for(stranger, "H-12").found


def test_a_reader_of_many_marks_finds_the_same(node: nodes.Node, monkeypatch: pytest.MonkeyPatch) -> None:
    by, stranger = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    for n, preset in enumerate(("public", "own-authority", "partners") * 5):
        vessels(by, f"Ashmar {n}", preset=preset)
    few = [names(reader, "ashmar") for reader in (by, stranger)]

    monkeypatch.setattr(search_store, "MANY_MARKS", 0)
    monkeypatch.setattr(search_store, "STEPS", (2, 3))
    monkeypatch.setattr(search_store, "WALKED", 2)
    monkeypatch.setattr(search_store, "FEW", -1)

    assert [names(reader, "ashmar") for reader in (by, stranger)] == few
    assert len(few[0]) == 15 and 0 < len(few[1]) < 15


def test_what_no_longer_stands_is_not_found_until_it_stands_again(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping("landings")
    load = make.load(by, make.table([make.row("A-1", place="Zephyr Rock")]), mapping="landings")
    before = names(by, "zephyr")

    make.undo(by, load)
    undone = names(by, "zephyr")
    make.redo(by, load)

    assert (before, undone, names(by, "zephyr")) == (["Zephyr Rock"], [], ["Zephyr Rock"])


def test_only_the_latest_of_several_releases_answers(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping("landings")
    make.load(by, make.table([make.row("A-1", place="Zephyr Rock")]), mapping="landings", released="2022-01-01")
    make.load(by, make.table([make.row("A-1", place="Tern Bay")]), mapping="landings", released="2022-02-01")

    assert names(by, "zephyr") == []
    assert names(by, "tern") == ["Tern Bay"]


def test_a_kind_narrows_what_is_found(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    vessels(by, "Ashmar Star")
    make.file(by, make.draft(None, "Group", name="Ashmar Brothers"))

    assert names(by, "ashmar", kind="Group") == ["Ashmar Brothers"]
    assert names(by, "ashmar", kind="Vessel") == ["Ashmar Star"]
    assert len(names(by, "ashmar", kind="Nonsense")) == 2


def test_pages_follow_each_other_without_gap_or_repetition(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    vessels(by, *(f"Ashmar {n}" for n in range(PAGE * 2 + 3)))

    pages = [found_for(by, "ashmar", first=n * PAGE) for n in range(4)]

    found = [one.entity for page in pages for one in page.found]
    assert [len(page.found) for page in pages] == [PAGE, PAGE, 3, 0]
    assert [page.has_more for page in pages] == [True, True, False, False]
    assert len(set(found)) == len(found)
    assert not found_for(by, "ashmar", first=MOST).found


def test_things_known_to_be_the_same_stand_once(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    one = make.file(by, make.draft("a", "Vessel", name="Ashmar Star"))
    other = make.file(by, make.draft("b", "Vessel", name="Ashmar Star"))
    apart = len(found_for(by, "ashmar").found)

    make.same(one, other, make.marking("public", "XA-POL"))

    assert (apart, len(found_for(by, "ashmar").found)) == (2, 1)


def test_what_a_node_held_before_is_found_after_its_tables_were_made_anew(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    vessels(by, *NAMES)
    make.mapping("landings")
    make.load(by, make.table([make.row("A-1", place="Zephyr Rock")]), mapping="landings", preset="own-authority")
    asked = [fold(name)[:4] for name in (*NAMES, "Zephyr Rock")]
    before = [(names(by, words), names(by, words, kind="Vessel")) for words in asked]
    with connection.cursor() as cursor:
        for table in ("name_key", "lexicon", "lexicon_part"):
            cursor.execute(f"DELETE FROM {table}")
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO name_word (name_word) VALUES ('delete-all')")
    lost = [names(by, words) for words in asked]

    search_index.fill()

    assert lost == [[]] * len(asked)
    assert [(names(by, words), names(by, words, kind="Vessel")) for words in asked] == before


def test_a_row_of_search_counts_only_with_its_statement(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    vessels(by, "Zephyr")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM statement WHERE value = 'Zephyr'")

    assert not found_for(by, "zephyr").found
    assert not list(search_store.hits(search_store.reader_for(by.reader_class, Use.READ), "zephyr", [1, 2, 3]))


def test_nothing_is_found_by_nothing(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    vessels(by, "Ashmar")

    for words in ("", " ", "…", '"', "*", "' OR 1=1 --", '") OR (name_word MATCH "a', ":*", "\\", "\x00", "💀"):
        assert not found_for(by, words).found, words


def test_a_query_may_be_as_long_and_strange_as_a_person_can_type(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    vessels(by, "Ashmar Star")

    for words in (
        "a " * 300,
        "ab" * 300,
        "1" * 400,
        "ا" * 400,
        "ashmar " * 60,
        "北" * 300,
        "ashmar star NOT AND OR NEAR",
    ):
        found_for(by, words)
    assert names(by, "ashmar star or") == ["Ashmar Star"]


def test_the_marks_of_a_reader_are_those_of_the_use(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XB)
    owner = cast.officer(cast.ANALYST_XA)
    make.file(
        owner,
        make.draft(None, "Vessel", name="Counted Only"),
        marked=make.marking("public", "XA-POL", uses=Use.COUNT),
    )

    assert not found_for(by, "counted only").found
