"""Letters that a person carries: handed out in as many files as it takes, taken from files, and what the page says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from corridor import cli
from corridor.core.access.codes import Event
from corridor.core.exchange.codes import Kind, Outcome
from corridor.core.exchange.records import Receipt
from corridor.core.kernel.errors import NotPermitted
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.zone import zone
from corridor.web.desk.lines import actions, by_hand, queries
from corridor.web.desk.lines.models import Line, Posted
from corridor.web.desk.lines.records import Saying
from corridor.web.desk.partners.models import Suspension
from tests import cast, make
from tests.nodes import Node
from tests.web.desk.lines.far import US, Far

pytestmark = pytest.mark.usefixtures("node")
PAGE = "/exchange/letters/"


@pytest.fixture
def far(node: Node) -> Far:
    return Far().introduce()


def posted(far: Far, count: int, size: int = 5) -> None:
    with turn.write():
        for number in range(count):
            saying = Saying(Kind.RECALL, US, make.uid(f"ours {number}"), 1, {"reason": "w" * size})
            actions.post(to=far.code, saying=saying, now=timezone.now())


def brought(content: bytes, by: cast.Member = cast.ADMINISTRATOR_XA) -> Any:
    file = SimpleUploadedFile("a.letter", content)
    return cast.client(by).post(f"{PAGE}in/", {"letter": file})


def run(capsys: Any, *arguments: str) -> dict[str, Any]:
    cli.main(["--home", str(settings.HOME), *arguments, "--json"])
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_everything_that_waits_is_handed_out_in_as_many_letters_as_it_takes(far: Far) -> None:
    posted(far, 7, size=450_000)
    by, now = cast.officer(cast.ADMINISTRATOR_XA), timezone.now()

    begun = by_hand.letters_for(by, far.code)
    letters = [far.opened(by_hand.hand_out(by=by, partner=far.code, after=after, now=now)) for after in begun]

    assert len(letters) > 2
    assert [item.number for letter in letters for item in letter.items] == list(range(1, 8))
    assert LedgerEntry.objects.filter(event=Event.LETTER_HANDED_OUT).count() == len(letters)


def test_letters_by_hand_carry_receipts_for_all_that_came_before_in_several_letters(far: Far) -> None:
    by, now = cast.officer(cast.ADMINISTRATOR_XA), timezone.now()
    for number in range(3):
        far.releases(f"wreck {number}")
        content = far.sealed(far.letter(far.log.items[-1]))
        told = by_hand.bring(by=by, content=content, taking=zone().taking, now=now)
        assert (told.items, told.outcomes[Outcome.APPLIED]) == (1, 1)

    answer = far.opened(by_hand.hand_out(by=by, partner=far.code, after=0, now=now))

    assert (answer.have, [one.number for one in answer.receipts]) == (3, [1, 2, 3])


def test_a_letter_on_the_page_goes_out_comes_back_and_is_confirmed(far: Far) -> None:
    posted(far, 1)
    client = cast.client(cast.ADMINISTRATOR_XA)
    page = client.get(PAGE).content.decode()
    (after,) = re.findall(r'name="after" value="(\d+)"', page)

    out = client.post(f"{PAGE}{far.code}/out/", {"after": after})
    (item,) = far.opened(out.content).items
    receipt = Receipt(1, item.digest, Outcome.APPLIED)
    far.releases()
    back = brought(far.sealed(far.letter(receipts=(receipt,), have=1)))

    assert out["Content-Disposition"] == f'attachment; filename="{far.code}-1.letter"'
    assert "1 item was carried out." in back.content.decode()
    assert "1 receipt came." in back.content.decode()
    assert Line.objects.get(partner=far.code).confirmed == 1


def test_what_cannot_be_taken_is_told_beside_the_field_and_nothing_is_kept(far: Far) -> None:
    posted(far, 1)
    stranger = Far(code="XE-NAT")
    cases = {
        b"no letter": "no letter between nodes",
        b"": "no letter between nodes",
        b"A" * 9_000_000: "larger than any letter",
        stranger.sealed(stranger.empty()): "No partner of this node wrote this letter",
        far.sealed(far.empty(), to=far.pair[1]): "This letter is for another node",
    }

    for content, words in cases.items():
        answer = brought(content)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    assert Posted.objects.get().outcome == ""


def test_nothing_goes_to_a_suspended_partner_by_hand_either(far: Far) -> None:
    posted(far, 1)
    with turn.write():
        said = {"ground": "safeguards", "by": "two", "at": timezone.now()}
        Suspension.objects.create(uid="a" * 32, partner=far.code, **said)

    page = cast.client(cast.ADMINISTRATOR_XA).get(PAGE).content.decode()
    out = cast.client(cast.ADMINISTRATOR_XA).post(f"{PAGE}{far.code}/out/", {"after": "0"})

    assert "the partner is suspended" in page
    assert out.status_code >= 400
    assert "Disposition" not in str(out.headers)


def test_who_does_not_see_the_traffic_carries_no_letters(far: Far) -> None:
    by = cast.officer(cast.ANALYST_XA)

    for page in (f"{PAGE}", f"{PAGE}{far.code}/out/", f"{PAGE}in/"):
        answer = cast.client(cast.ANALYST_XA).post(page) if page != PAGE else cast.client(cast.ANALYST_XA).get(page)
        assert answer.status_code == 403
    with pytest.raises(NotPermitted):
        by_hand.letters_for(by, far.code)


def test_a_partner_that_is_not_there_has_no_letters_and_a_wrong_method_is_refused(far: Far) -> None:
    client = cast.client(cast.ADMINISTRATOR_XA)

    assert client.post(f"{PAGE}ZZ-NIX/out/", {"after": "x"}).status_code == 404
    assert client.get(f"{PAGE}{far.code}/out/").status_code == 405
    assert client.post(PAGE).status_code == 405


def test_the_page_is_there_before_any_partner_is_known(node: Node) -> None:
    assert "No other node is known yet." in cast.client(cast.ADMINISTRATOR_XA).get(PAGE).content.decode()


@pytest.mark.parametrize("after", ["-1", "9" * 30, "x", "²", ""])
def test_whatever_is_asked_for_a_letter_begins_where_the_partner_is(far: Far, after: str) -> None:
    posted(far, 2)

    out = cast.client(cast.ADMINISTRATOR_XA).post(f"{PAGE}{far.code}/out/", {"after": after})

    assert [item.number for item in far.opened(out.content).items] == [1, 2]


def test_parts_hold_everything_once_however_much_waits(far: Far) -> None:
    posted(far, 1200)
    line = Line.objects.get(partner=far.code)

    begun = queries.parts(line)
    held = [item.number for after in begun for item in queries.next_items(line, queries.MOST_ROOM, after)]

    assert sorted(set(held)) == list(range(1, 1201))
    assert len(begun) == 2


def test_the_commands_carry_letters_both_ways(far: Far, tmp_path: Path, capsys: Any) -> None:
    posted(far, 1)
    far.releases()
    (tmp_path / "in.letter").write_bytes(far.sealed(far.letter()))

    taken = run(capsys, "partner", "letter-in", str(tmp_path / "in.letter"), "--answer", str(tmp_path / "answer"))
    out = run(capsys, "partner", "letter-out", far.code, str(tmp_path / "out"))

    assert (taken["ok"], taken["applied"], taken["files"]) == (True, 1, [str(tmp_path / "answer")])
    answer = far.opened((tmp_path / "answer").read_bytes())
    assert ([one.outcome for one in answer.receipts], len(answer.items)) == ([Outcome.APPLIED], 1)
    assert out["files"] == [str(tmp_path / "out")]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("letter-in", "nowhere"), "exchange.E07"),
        (("letter-out", "XD-NAT"), "exchange.E07"),
        (("letter-out", "ZZ-NIX", "out"), "kernel.E01"),
    ],
)
def test_a_command_that_cannot_be_carried_out_says_so(
    far: Far, arguments: tuple[str, ...], code: str, capsys: Any
) -> None:
    answer = run(capsys, "partner", *arguments)

    assert (answer["ok"], answer["error"]["code"]) == (False, code)
