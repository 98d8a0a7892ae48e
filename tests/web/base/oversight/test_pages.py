"""The overseer's desk: verification, heads and proofs, counts without names or content; and for nobody else."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from corridor.core.access.codes import Event
from corridor.core.access.ledger import proof_from
from corridor.web.base.ledger import checking, proofs
from corridor.web.base.ledger.actions import record
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.oversight import views
from tests import cast, make, nodes

pytestmark = pytest.mark.store

PAGES = ("/ledger/", "/ledger/heads/", "/ledger/acts/", "/ledger/readings/", "/ledger/staff/")
FILES = ("/ledger/head/", "/ledger/proof/")
ABOUT = "0123456789abcdef0123456789abcdef"
TIMES = re.compile(r'data-label="Times"><span class="num" dir="ltr">([0-9,]+)<')
WORDS = "lantern heron quiet estuary morning"


@pytest.fixture
def overseer(node: nodes.Node) -> Client:
    """The browser of the overseer of a node on which an analyst read pages."""
    by = cast.officer(cast.ANALYST_XA)
    for _ in range(12):
        record(Event.PAGE_READ, by=by, now=make.NOW, about=ABOUT)
    return cast.client(cast.OVERSEER_XA)


def text_of(answer: object) -> str:
    told: str = answer.content.decode()  # type: ignore[attr-defined]
    return told


def events() -> list[str]:
    return list(LedgerEntry.objects.order_by("-position").values_list("event", flat=True)[:3])


@pytest.mark.parametrize("where", PAGES)
def test_an_overseer_sees_each_page_and_neither_officers_nor_what_acts_were_about(overseer: Client, where: str) -> None:
    answer = overseer.get(where)

    assert answer.status_code == 200
    for hidden in (cast.ANALYST_XA.handle, cast.ANALYST_XA.name, ABOUT):
        assert hidden not in text_of(answer)


@pytest.mark.parametrize("where", [*PAGES, *FILES])
@pytest.mark.parametrize("member", [cast.ANALYST_XA, cast.PROSECUTOR_XC, cast.OUTSIDER], ids=lambda one: one.function)
def test_nobody_else_does(node: nodes.Node, member: cast.Member, where: str) -> None:
    assert cast.client(member).get(where).status_code == 403
    assert cast.client(member).post(where).status_code in (403, 405)


@pytest.mark.parametrize("where", ["/ledger/acts/", "/ledger/readings/", "/ledger/staff/"])
def test_an_administrator_verifies_and_counts_nothing(node: nodes.Node, where: str) -> None:
    administrator = cast.client(cast.ADMINISTRATOR_XA)

    assert administrator.get("/ledger/").status_code == 200
    assert where not in text_of(administrator.get("/ledger/"))
    assert administrator.get(where).status_code == 403
    assert administrator.post(where).status_code in (403, 405)


def test_verifying_tells_and_is_itself_an_act(overseer: Client) -> None:
    answer = overseer.post("/ledger/")

    assert "The ledger is whole." in text_of(answer)
    assert events()[0] == "ledger:verified"


def test_a_long_ledger_is_verified_part_by_part_without_script(
    overseer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PART", 5)

    answer, parts = overseer.post("/ledger/"), 1
    while going_on := re.search(r'name="verified" value="([^"]+)"', text_of(answer)):
        assert events()[0] != "ledger:verified"
        answer, parts = overseer.post("/ledger/", {"verified": going_on.group(1)}), parts + 1

    assert parts > 3
    assert "The ledger is whole." in text_of(answer)
    assert events().count("ledger:verified") == 1


def test_a_verification_that_somebody_else_wrote_begins_anew(overseer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PART", 5)

    answer = overseer.post("/ledger/", {"verified": "WzUwMCwiYWEiLCJiYiJd:1:forged"})

    assert re.search(r'id="verified"[^>]*>\D*<span[^>]*>5</span> of', text_of(answer))


def test_a_fault_is_told_with_its_position(overseer: Client) -> None:
    LedgerEntry.objects.filter(position=7).update(actor="somebody")

    answer = overseer.post("/ledger/")

    assert "The ledger is not whole. An entry was changed. The first fault stands at position 7." in text_of(answer)


def test_a_head_is_handed_out_kept_and_compared_later(overseer: Client) -> None:
    size = proofs.newest_head().head.size
    kept = text_of(overseer.get(f"/ledger/head/?size={size}"))
    overseer.post("/ledger/")

    answer = overseer.post("/ledger/heads/", {"head": kept})

    assert "The ledger continues the head of" in text_of(answer)
    assert events()[0] == "head:compared"
    proof = overseer.post("/ledger/heads/", {"head": kept, "act": "proof"})
    assert "attachment" in proof["Content-Disposition"]
    assert checking.check(text_of(proof), fingerprint=proofs.own_fingerprint()).doubts == ()


def test_a_head_that_made_way_for_a_newer_one_is_handed_out_as_that_one(overseer: Client) -> None:
    """Whoever reads the list writes an entry by reading: what was offered as the newest head is it no longer."""
    size = proofs.newest_head().head.size
    for _ in range(3):
        overseer.get("/ledger/heads/")

    handed_out = overseer.get(f"/ledger/head/?size={size}")

    assert handed_out.status_code == 200
    answer = overseer.post("/ledger/heads/", {"head": text_of(handed_out)})
    assert "The ledger continues the head of" in text_of(answer)
    assert overseer.get("/ledger/head/?size=999999").status_code == 422
    assert overseer.get("/ledger/head/?size=0").status_code == 422


@pytest.mark.parametrize("head", ["", "nonsense", "{}", '{"head": "x", "signature": "00"}'])
def test_what_is_no_head_is_refused_in_words(overseer: Client, head: str) -> None:
    answer = overseer.post("/ledger/heads/", {"head": head})

    assert answer.status_code == 422
    assert "This is not a signed head." in text_of(answer)


def test_a_head_of_another_key_is_refused_in_words(overseer: Client) -> None:
    size = proofs.newest_head().head.size
    fields = json.loads(text_of(overseer.get(f"/ledger/head/?size={size}")))

    answer = overseer.post("/ledger/heads/", {"head": json.dumps({**fields, "signature": "00" * 64})})

    assert answer.status_code == 422
    assert "This node did not sign that head" in text_of(answer)


def test_a_proof_of_an_entry_is_handed_out(overseer: Client) -> None:
    answer = overseer.get("/ledger/proof/?position=3")

    assert proof_from(text_of(answer)).head.head.size > 3
    assert checking.check(text_of(answer), fingerprint=proofs.own_fingerprint()).doubts == ()


@pytest.mark.parametrize("asked", ["position=-1", "position=99999", "position=x", "", "position=" + "9" * 30])
def test_no_proof_is_handed_out_of_an_entry_that_is_not_there(overseer: Client, asked: str) -> None:
    assert overseer.get(f"/ledger/proof/?{asked}").status_code == 422


# --- counts --------------------------------------------------------------------------------------------------------


def test_acts_are_counted_by_kind_authority_and_function(overseer: Client) -> None:
    month = make.NOW.strftime("%Y-%m")

    answer = text_of(overseer.get(f"/ledger/acts/?in={month}"))

    row = re.search(r"<tr[^>]*>(?:(?!</tr>).)*page:read(?:(?!</tr>).)*</tr>", answer, re.DOTALL)
    assert row
    assert "XA-POL" in row.group(0)
    assert "analyst" in row.group(0)
    assert TIMES.findall(row.group(0)) == ["12"]


@pytest.mark.parametrize(
    "asked", ["by=week", "by=month&in=2026-99", "in=nonsense", "by=week&in=0000-W01", "by=week&in=2026-W53", "by=x"]
)
def test_any_address_of_the_counts_answers(overseer: Client, asked: str) -> None:
    assert overseer.get(f"/ledger/acts/?{asked}").status_code == 200


def test_the_overseer_of_a_guest_sees_the_acts_of_the_own_authority_alone(overseer: Client) -> None:
    cast.grant(cast.ANALYST_XB, "overseer", "oversight")
    guest = cast.client(cast.ANALYST_XB, function="overseer", purpose="oversight")

    answer = text_of(guest.get(f"/ledger/acts/?in={make.NOW.strftime('%Y-%m')}"))

    assert "page:read" not in answer
    assert 'data-label="Authority"><bdi dir="ltr">XA-POL' not in answer


def test_counting_anew_comes_to_the_same_counts(overseer: Client) -> None:
    where = f"/ledger/acts/?in={make.NOW.strftime('%Y-%m')}"
    before = TIMES.findall(text_of(overseer.get(where)))

    assert overseer.post("/ledger/acts/").status_code == 302

    assert before
    assert TIMES.findall(text_of(overseer.get(where))) == before


# --- staff ---------------------------------------------------------------------------------------------------------


def test_staff_is_compared_by_files_that_name_nobody(overseer: Client, node: nodes.Node) -> None:
    mine = overseer.post("/ledger/staff/", {"words": WORDS})
    for member in cast.EVERYBODY:
        assert member.handle not in text_of(mine)
        assert member.name.split()[0] not in text_of(mine)
    assert events()[0] == "staff:digested"

    from django.core.files.uploadedfile import SimpleUploadedFile

    from corridor.core.access import staff

    key = staff.key_from(WORDS)
    other = [staff.Person("pb.someone", "VORN, Ilsá"), staff.Person("pb.other", "Nobody Here")]
    theirs = staff.file_document(staff.file_of(other, key=key, zone="protection", authority="XB-NGO"))
    answer = overseer.post(
        "/ledger/staff/",
        {"words": WORDS, "act": "compare", "file": SimpleUploadedFile("theirs.json", theirs.encode())},
    )

    assert "Somebody may stand in both files." in text_of(answer)
    assert cast.ANALYST_XA.handle in text_of(answer)
    assert "pb.other" not in text_of(answer)
    assert cast.ANALYST_XB.handle not in text_of(answer)
    assert events()[0] == "staff:compared"


@pytest.mark.parametrize("words", ["", "short", "one one one one one one one", "a b c d"])
def test_words_that_could_be_guessed_are_refused(overseer: Client, words: str) -> None:
    answer = overseer.post("/ledger/staff/", {"words": words})

    assert answer.status_code == 422
    assert "at least four different words" in text_of(answer)


def test_the_words_stand_in_no_answer_and_not_in_the_ledger(overseer: Client) -> None:
    answers = [overseer.post("/ledger/staff/", {"words": WORDS, **more}) for more in ({}, {"act": "compare"})]

    for answer in answers:
        assert "estuary" not in text_of(answer)
    for detail in LedgerEntry.objects.values_list("detail", flat=True):
        assert "estuary" not in detail
