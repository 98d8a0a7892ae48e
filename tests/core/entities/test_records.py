from __future__ import annotations

from corridor.core.entities.records import Claim, Draft, Problem
from tests.core.entities.make import INCIDENT


def test_the_kind_is_the_first_statement_and_said_once() -> None:
    draft = Draft(INCIDENT, "Incident", (Claim("dead", "2"), Claim("kind", "Incident")))

    assert list(draft.all_claims()) == [Claim("kind", "Incident"), Claim("dead", "2")]


def test_a_problem_names_the_property_and_never_the_value() -> None:
    problem = Problem("schema.value", INCIDENT, "fee", "{prop} is not a {type}", {"type": "money"})

    assert problem.message == "fee is not a money"
