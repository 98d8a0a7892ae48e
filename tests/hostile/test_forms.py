"""Every page and form of the desk, visited by hostile people of several functions."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from corridor.web.base.tokens.actions import make_token
from corridor.web.desk.imports import files
from tests import cast, make
from tests.hostile.visiting import TIMES, Visitor, tell

pytestmark = pytest.mark.django_db

VISITORS = {
    "analyst": (cast.ANALYST_XA, ""),
    "investigator": (cast.INVESTIGATOR_XA, ""),
    "administrator": (cast.ADMINISTRATOR_XA, ""),
    "overseer": (cast.OVERSEER_XA, ""),
}


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Keep the log free of thousands of refusals that are meant, and the home free of what they brought."""
    before = set(files.folder().iterdir())
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
    for brought in set(files.folder().iterdir()) - before:
        brought.unlink()


def references() -> list[str]:
    """Make a thing, an import and a layout, and return what somebody who knows the node could name."""
    analyst = cast.officer(cast.ANALYST_XA)
    make.mapping("landings")
    thing = make.file(analyst)
    load = make.load(analyst, make.table([make.row("R1")]), mapping="landings")
    return [thing, str(getattr(load, "uid", load)), "landings", "transport", cast.ANALYST_XB.handle, "XB-BRD", "1"]


@pytest.mark.parametrize("who", VISITORS)
def test_whatever_is_sent_is_answered_or_refused_in_words(who: str) -> None:
    member, function = VISITORS[who]
    visitor = Visitor(lambda: cast.client(member, function=function), references(), seed=len(who))

    visitor.look_around()
    visitor.visit(TIMES)

    tell(visitor)
    assert not visitor.finds, "\n".join(f"{sent}: {verdict.fault}" for sent, verdict in visitor.finds)


def test_whatever_a_program_sends_is_answered_or_refused_in_words() -> None:
    officer = cast.officer(cast.ANALYST_XA)
    token = make_token(by=officer, name="hostile", days=9, now=timezone.now())

    def sign_in() -> Any:
        browser = cast.client(cast.ANALYST_XA)
        browser.defaults["HTTP_AUTHORIZATION"] = f"Bearer {token.secret}"
        return browser

    visitor = Visitor(sign_in, references(), seed=9)
    visitor._patterns = [(pattern, name) for pattern, name in visitor._patterns if pattern.startswith("/api/")]

    visitor.visit(TIMES)

    tell(visitor)
    assert not visitor.finds, "\n".join(f"{sent}: {verdict.fault}" for sent, verdict in visitor.finds)
