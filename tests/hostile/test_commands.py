"""Hostile arguments: every command does what was asked, or refuses it with a code, a reason and what to do."""

from __future__ import annotations

import argparse
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from django.conf import settings

from tests import cast, make
from tests.hostile.values import NASTY
from tests.web.noninterference.asking import _run
from tests.web.noninterference.entrances import commands

pytestmark = pytest.mark.django_db

TIMES = int(os.environ.get("CORRIDOR_HOSTILE_COMMANDS", "30"))
TOLD = os.environ.get("CORRIDOR_HOSTILE_TOLD", "")
LEFT_OUT = frozenset(("serve", "demo", "init", "upgrade", "backup", "restore", "unit", "certificate", "recovery"))
"""These make a home, serve it or rewrite it; whom they obey may do all that anyway."""


_GIVEN = {"--help", "--home", "--as", "--json"}


def _can_be_given(text: str) -> bool:
    """Return whether the system hands such an argument to a program at all."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def hostile(parser: argparse.ArgumentParser, chance: Random, given: tuple[str, ...]) -> list[str]:
    """Return arguments that a parser may take, with what nobody would write."""
    said: list[str] = []
    for action in parser._actions:
        if _GIVEN & set(action.option_strings) or (action.option_strings and chance.random() < 0.5):
            continue
        values = [*filter(_can_be_given, NASTY), "\udcff", *given, *given, *given]
        if action.choices and chance.random() < 0.7:
            values = list(map(str, action.choices))
        said += action.option_strings[:1]
        if action.nargs != 0:
            said += [chance.choice(values) for _ in range(chance.choice((1, 2)) if action.nargs in ("*", "+") else 1)]
    return said


@pytest.mark.parametrize("name", sorted(commands().keys() - LEFT_OUT))
def test_a_command_does_what_is_asked_or_refuses_it_in_words(name: str, tmp_path: Path) -> None:
    chance = Random(name)
    analyst = cast.officer(cast.ANALYST_XA)
    make.mapping("landings")
    table = tmp_path / "table.csv"
    table.write_bytes(make.table([make.row("R1")]))
    given = (make.file(analyst), str(table), str(tmp_path / "out"), "landings", "public", "picture", "csv")
    finds = []
    for number in range(max(3, TIMES // 10)):
        member = (cast.ANALYST_XA, cast.INVESTIGATOR_XA, cast.OVERSEER_XA)[number % 3]
        actor = (
            ["--as", f"{member.handle}:{member.function}"] if chance.random() < 0.9 else ["--as", chance.choice(given)]
        )
        arguments = hostile(commands()[name], chance, given)

        told = _run(["--home", str(settings.HOME), "--json", *actor, name, *arguments])

        if (fault := unanswered(told)) is not None:
            finds.append(f"{name} {[argument[:40] for argument in arguments]}: {fault}")
    if TOLD:
        count = {"inputs": max(3, TIMES // 10), "crashes": len(finds), "unexplained": 0}
        with Path(TOLD).open("a", encoding="utf-8") as kept:
            kept.write(json.dumps(count) + "\n")
    assert not finds, "\n".join(finds)


def unanswered(told: str) -> str | None:
    """Return what is wrong with what a command said, or nothing."""
    code, _, rest = told.partition("\n")
    if code == "2":
        return None if "usage:" in rest else "no usage"
    if code not in ("0", "1"):
        return told[:300]
    try:
        answer = json.loads(rest[: rest.rindex("}") + 1])
    except ValueError:
        return f"not one object: {rest[:200]}"
    wrong = answer.get("error")
    if code == "1" and wrong is not None and not (wrong.get("code") and wrong.get("message")):
        return f"refused without a reason: {wrong}"
    return None
