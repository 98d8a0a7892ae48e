"""Every page and form of the zone of protection, visited by hostile people of several functions."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from tests import cast
from tests.hostile.visiting import TIMES, Visitor, tell

pytestmark = pytest.mark.django_db

VISITORS = (cast.PROTECTION_OFFICER, cast.ASYLUM_OFFICER, cast.VOLUNTEER, cast.ADMINISTRATOR_MPA)
NAMED = ("f" * 32, cast.VOLUNTEER.handle, "XB-ASY", "1", "transport")


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("member", VISITORS, ids=[member.function for member in VISITORS])
def test_whatever_is_sent_is_answered_or_refused_in_words(member: cast.Member) -> None:
    visitor = Visitor(lambda: cast.client(member), NAMED, seed=len(member.function))

    visitor.look_around()
    visitor.visit(TIMES)

    tell(visitor)
    assert not visitor.finds, "\n".join(f"{sent}: {verdict.fault}" for sent, verdict in visitor.finds)
