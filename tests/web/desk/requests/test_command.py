"""The command `request`: the same as the pages, acting for an officer."""

from __future__ import annotations

import json

import pytest

from corridor import cli
from corridor.web.desk.requests.models import AuthorityRequest
from tests import cast

pytestmark = pytest.mark.django_db

ASK = ("ask", "information", "--to", "XB-BRD", "--basis", "som-10", "--case", "17")
WORDS = ("--words", "What is known of this lorry?", "--identifier", "plate=XB 4411")


def told(member: cast.Member, *words: str) -> dict[str, object]:
    """Run the command for somebody and return what it answers."""
    cast.officer(member)
    chosen = cli._parser().parse_args(["request", *words, "--as", member.handle, "--json"])
    from corridor.core.kernel.errors import CorridorError
    from corridor.web.commands.request import request

    try:
        answer: dict[str, object] = request(chosen)
    except CorridorError as refused:
        answer = {"ok": False, "code": refused.code}
    return dict(json.loads(json.dumps(answer)))


def test_a_request_is_asked_listed_and_answered() -> None:
    uid = str(told(cast.INVESTIGATOR_XA, *ASK, *WORDS)["request"])

    assert uid in str(told(cast.ANALYST_XB, "list")["to_answer"])
    answered = told(cast.ANALYST_XB, "answer", uid, "--words", "It was stopped twice this spring.")

    assert answered["ok"]
    shown = told(cast.INVESTIGATOR_XA, "show", uid)
    assert (shown["stage"], "stopped twice" in str(shown["text"])) == ("answered", True)


@pytest.mark.parametrize(
    ("member", "words", "code"),
    [
        (cast.INVESTIGATOR_XA, ASK, "requests.E01"),
        (cast.INVESTIGATOR_XA, ("ask", "nationality"), "requests.E01"),
        (cast.INVESTIGATOR_XA, ("answer", "f" * 32, "--turn", "nonsense"), "requests.E02"),
        (cast.INVESTIGATOR_XA, ("show", "f" * 32), "kernel.E01"),
        (cast.STATISTICIAN_XA, ("list",), "kernel.E02"),
        (cast.STATISTICIAN_XA, (*ASK, *WORDS), "kernel.E02"),
    ],
)
def test_what_the_pages_refuse_the_command_refuses(member: cast.Member, words: tuple[str, ...], code: str) -> None:
    assert told(member, *words)["code"] == code
    assert not AuthorityRequest.objects.exists()
