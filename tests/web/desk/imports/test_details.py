"""What is wrong in a mapping, said in every language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

import corridor
from corridor.web.desk.imports.wizard.details import TEMPLATES, detail

PACKAGE = Path(corridor.__file__).parent
SAID_IN = (
    *(PACKAGE / "core" / "imports" / f"{name}.py" for name in ("language", "fields", "layouts", "guarding")),
    PACKAGE / "web" / "desk" / "imports" / "wizard" / "actions.py",
)


def texts() -> Iterator[str]:
    """Yield every text that a mistake in a mapping may be told with, as it stands in the code."""
    for path in SAID_IN:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) >= 3:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in ("note", "MappingProblem"):
                    yield from (text for one in node.args[1:3] for text in told(one))


def told(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "%(what)s" for part in node.values)
    elif isinstance(node, ast.BoolOp):
        yield from (text for one in node.values for text in told(one))


def test_every_mistake_that_the_mapping_language_tells_has_its_words() -> None:
    found = set(texts())

    assert len(found) > 100
    assert found - set(TEMPLATES) == set()


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
def test_every_mistake_is_told_in_the_language_of_the_reader(language: str) -> None:
    with override(language):
        same = [text for text in TEMPLATES if detail(text.replace("%(what)s", "x")) == text.replace("%(what)s", "x")]

    assert same == []


def test_names_and_lists_in_a_mistake_stay_as_they_are() -> None:
    with override("fr"):
        assert detail("is not a property of Incident") == "n’est pas une propriété de Incident"
        assert detail("Use one of: reject, keep") == "Utilisez l’un de\u00a0: reject, keep"
        assert detail("something that nobody said before") == "something that nobody said before"
