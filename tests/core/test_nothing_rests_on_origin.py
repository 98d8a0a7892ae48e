"""No rule about anybody may read nationality, ethnicity or religion (R-24): every rule module is looked through."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import corridor.core as core
from corridor import shelf

CORE = Path(core.__path__[0])
ORIGIN = (
    "nationality",
    "nationalities",
    "citizenship",
    "ethnicity",
    "ethnic",
    "religion",
    "religious",
    "race",
    "tribe",
    "caste",
)
"""What no rule may ask for, as the name of a property, an attribute or a variable."""


def rule_modules() -> list[Path]:
    return sorted(path for path in CORE.rglob("*.py") if path.name == "rules.py" or "rules" in path.parent.parts[-1:])


def asked_in(source: str) -> set[str]:
    """Return the words of the list that a module names anywhere but in its own descriptions."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    named: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            named.add(node.value)
        elif isinstance(node, ast.Attribute):
            named.add(node.attr)
        elif isinstance(node, ast.Name):
            named.add(node.id)
        elif isinstance(node, ast.arg):
            named.add(node.arg)
    return {word for word in ORIGIN for name in named if word in name.casefold().replace("-", "_").split("_")}


@pytest.mark.parametrize("path", rule_modules(), ids=lambda path: path.relative_to(CORE).as_posix())
def test_no_rule_reads_what_somebody_is_or_believes(path: Path) -> None:
    assert asked_in(path.read_text("utf-8")) == set()


@pytest.mark.parametrize(
    "planted",
    [
        'def risk(draft):\n    return len(draft.values("nationality"))',
        "def risk(person):\n    return person.religion == 'x'",
        "def risk(ethnicity):\n    return 1",
        'WEIGHTS = {"ethnic-origin": 3}',
    ],
)
def test_the_search_sees_a_rule_that_does(planted: str) -> None:
    assert asked_in(planted)


def test_the_search_is_not_disturbed_by_what_a_rule_says_of_itself() -> None:
    assert not asked_in('def rule():\n    """No nationality, ethnicity or religion is read here."""')


def test_there_are_rules_to_look_through() -> None:
    assert len(rule_modules()) >= 8


def test_nothing_can_be_said_of_ethnicity_or_religion() -> None:
    named = {word for prop in shelf.registry().properties for word in prop.split("_")}

    assert named.isdisjoint({"ethnicity", "ethnic", "religion", "race", "tribe", "caste"})
