from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corridor.core.entities.laying import Row, lay_together
from corridor.core.entities.registry import Registry


def row(prop: str, value: str, record: int = 1, original: str | None = None) -> Row:
    return (prop, value, original, None, None, record, "B2", 7)


def test_competing_values_stand_side_by_side_with_all_their_sayers(registry: Registry) -> None:
    laid = lay_together([row("dead", "12", 1), row("dead", "10..14", 2), row("dead", "12", 3, "a dozen")])

    (fact,) = laid.facts(registry)

    assert [said.value for said in fact.values] == ["12", "10..14"]
    assert [sayer.record for sayer in fact.values[0].sayers] == [1, 3]
    assert fact.values[0].sayers[1].original == "a dozen"
    assert fact.is_contested


def test_counts_of_different_sex_and_age_do_not_compete(registry: Registry) -> None:
    laid = lay_together([row("dead", "12"), row("dead", "2|female", 2), row("dead", "1||child", 3)])

    facts = laid.facts(registry)

    assert [(fact.part, fact.is_contested) for fact in facts] == [("", False), ("female", False), ("|child", False)]


def test_a_bar_in_a_text_is_no_sex(registry: Registry) -> None:
    laid = lay_together([row("summary", "a|female"), row("summary", "b|female", 2)])

    (fact,) = laid.facts(registry)

    assert fact.part == ""
    assert fact.is_contested


def test_two_values_from_one_record_are_no_disagreement(registry: Registry) -> None:
    laid = lay_together([row("nationality", "XA"), row("nationality", "stateless")])

    assert not laid.facts(registry)[0].is_contested


def test_conflicting_kinds_are_listed_and_no_error() -> None:
    laid = lay_together([row("kind", "Vessel"), row("kind", "Group", 2), row("kind", "Vessel", 3)])

    assert laid.kinds == ("Vessel", "Group")


def test_without_statements_there_is_no_thing(registry: Registry) -> None:
    laid = lay_together([])

    assert not laid
    assert laid.facts(registry) == ()


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(["kind", "dead", "summary", "country"]),
        st.sampled_from(["1", "2", "2|female", "x"]),
        st.integers(1, 4),
    ),
    max_size=12,
)


@given(ROWS)
def test_laying_together_neither_loses_nor_adds_a_statement(registry: Registry, rows: list[Row]) -> None:
    laid = lay_together(rows)

    said = sum(len(value.sayers) for fact in laid.facts(registry) for value in fact.values)

    assert said == len(rows)
    assert sorted(map(repr, (row for prop in laid.props for row in laid.rows(prop)))) == sorted(map(repr, rows))
