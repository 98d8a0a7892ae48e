"""The pages of partners and legal bases: who sees and does what, and what is said at which field."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from corridor.core.partners.codes import Ground
from corridor.web.desk.partners import actions, instruments, queries
from corridor.web.desk.partners.models import Assessment, Barred, Ceiling, OwnInstrument, StatusSheet, Suspension
from tests import cast
from tests.web.desk.partners.world import PARTNER, PURPOSE, ceiling, lawyer, opened

HERE = f"/partners/{PARTNER}/"
KEPT = "/bases/kept/"
LIST = """Participant,Signature,"Ratification, Accession(a)"
Albania,12 Dec 2000,21 Aug 2002
Algeria,,7 Oct 2002 a
Atlantis,,
"""


def of_lawyer() -> Client:
    return cast.client(cast.STATISTICIAN_XA, function="legal-officer")


def of_second() -> Client:
    return cast.client(cast.INVESTIGATOR_XA, function="legal-officer")


def signed(**changed: object) -> dict[str, object]:
    until = (timezone.now().date() + timedelta(days=50)).isoformat()
    return {
        "act": "sign",
        "contents": ["non-personal", "persons-in-a-role"],
        "purposes": [PURPOSE],
        "basis": "police-information|invented-agreement-xa-xb",
        "until": until,
        "reference": "LEG-8",
        **changed,
    }


def assessed(**changed: object) -> dict[str, object]:
    today = timezone.now().date()
    return {
        "act": "assess",
        "finding": "with-conditions",
        "made_on": today.isoformat(),
        "review_on": (today + timedelta(days=90)).isoformat(),
        "reference": "HR-9",
        **changed,
    }


def test_two_officers_open_a_partner_in_the_browser_and_everybody_reads_what_may_go() -> None:
    for typed in (signed(), assessed()):
        assert of_lawyer().post(HERE, typed).status_code == 302
    papers = {"confirm-ceiling": Ceiling.objects.get().uid, "confirm-assessment": Assessment.objects.get().uid}
    assert "Waits for a second person" in of_second().get(HERE).content.decode()

    for act, uid in papers.items():
        assert of_second().post(HERE, {"act": act, "uid": uid}).status_code == 302

    page = cast.client(cast.ANALYST_XB).get("/partners/").content.decode()
    assert PARTNER in page
    assert "Persons in a role in smuggling" in page
    assert "LEG-8" in cast.client(cast.ANALYST_XB).get(HERE).content.decode()


def test_who_signed_is_shown_to_those_who_answer_for_papers_alone() -> None:
    opened()

    assert cast.STATISTICIAN_XA.handle in of_second().get(HERE).content.decode()
    assert cast.STATISTICIAN_XA.handle not in cast.client(cast.ANALYST_XA).get(HERE).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (signed(purposes=[]), "purposes"),
        (signed(basis=""), "basis"),
        (signed(basis="extradition|untoc"), "basis"),
        (signed(until=""), "until"),
        (signed(reference=""), "reference"),
        (assessed(finding=""), "assessed-finding"),
        (assessed(review_on=""), "assessed-review_on"),
        (assessed(made_on="soon"), "assessed-made_on"),
        ({"act": "suspend"}, "ground"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_written(typed: dict[str, object], field: str) -> None:
    answer = of_lawyer().post(HERE, typed)

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.content.decode()
    assert not (Ceiling.objects.exists() or Assessment.objects.exists() or Suspension.objects.exists())


def test_what_was_typed_stays_in_the_form() -> None:
    page = of_lawyer().post(HERE, signed(purposes=[])).content.decode()

    assert 'value="LEG-8"' in page
    assert 'value="persons-in-a-role" checked' in page


@pytest.mark.parametrize("member", [cast.ANALYST_XA, cast.ANALYST_XB, cast.OUTSIDER])
def test_who_only_reads_sees_no_form_and_changes_nothing(member: cast.Member) -> None:
    browser = cast.client(member)

    page = browser.get(HERE).content.decode()

    assert 'value="sign"' not in page
    assert 'value="suspend"' not in page
    for typed in (signed(), assessed(), {"act": "suspend", "ground": "misuse"}, {"act": "resume"}):
        assert browser.post(HERE, typed).status_code == 403
    assert not (Ceiling.objects.exists() or Suspension.objects.exists())


def test_an_act_that_is_none_is_refused() -> None:
    assert of_lawyer().post(HERE, {"act": "nonsense"}).status_code == 405
    assert of_lawyer().post(KEPT, {"act": "nonsense"}).status_code == 405
    assert of_lawyer().put(HERE).status_code == 405


def test_who_does_not_read_partners_does_not_see_them() -> None:
    browser = cast.client(cast.CARRIER_XC)

    assert [browser.get(page).status_code for page in ("/partners/", HERE, "/bases/", KEPT, "/ill-treatment/")] == [
        403
    ] * 5


def test_a_node_that_is_no_partner_is_not_found() -> None:
    assert of_lawyer().get("/partners/XC-NONE/").status_code == 404
    assert of_lawyer().post("/partners/XC-NONE/", signed()).status_code == 404


def test_one_person_suspends_and_the_same_one_does_not_lift() -> None:
    browser = cast.client(cast.OVERSEER_XA)
    browser.post(HERE, {"act": "suspend", "ground": "ill-treatment"})
    of_lawyer().post(HERE, {"act": "ask-to-resume"})
    assert queries.is_suspended(PARTNER)
    assert of_lawyer().post(HERE, {"act": "resume"}).status_code == 409

    assert of_second().post(HERE, {"act": "resume"}).status_code == 302

    assert not queries.is_suspended(PARTNER)


def test_a_suspended_partner_is_shown_as_such_with_nothing_that_may_go() -> None:
    opened()
    actions.suspend(by=lawyer(), partner=PARTNER, ground=Ground.MISUSE, now=timezone.now())

    page = cast.client(cast.ANALYST_XA).get(HERE).content.decode()

    assert "The partner is suspended" in page
    assert "What was shared was misused" in page
    assert "Persons in a role in smuggling" not in page.split("Suspensions")[0]


def found(query: str, member: cast.Member = cast.PROSECUTOR_XC) -> str:
    answer = cast.client(member).get(f"/bases/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_prosecutor_finds_what_is_in_force_with_article_reservation_authority_and_languages() -> None:
    page = found("a=XA&b=XC&measure=mutual-assistance&on=2026-06-01")

    assert "Invented convention on the northern crossing" in page
    assert "article 7" in page
    assert "reservation about article 20" in page
    assert "Central Authority of XC (en es)" in page
    assert "As known on" in page


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("a=XA&b=XC&measure=extradition", "reservation about article 9(2)"),
        ("a=XB&b=XC&measure=police-information", "It ended on"),
        ("a=XA&b=XC&measure=return", "has withdrawn from it"),
        ("a=XA&b=XC&measure=vessel-measures", "has signed it"),
        ("a=FR&b=DE&measure=extradition", "It is not known whether"),
        ("a=XA&b=XC&measure=extradition", "Invented convention on refuge"),
    ],
)
def test_what_is_no_basis_is_named_with_its_reason(query: str, told: str) -> None:
    assert told in found(f"{query}&on=2026-06-01")


@pytest.mark.parametrize("query", ["a=FR&b=DE&measure=extradition", "a=XA&b=XC&measure=transfer-of-proceedings"])
def test_where_nothing_is_known_the_finder_says_so(query: str) -> None:
    page = found(f"{query}&on=2026-06-01")

    assert "No basis is known." in page


def test_the_day_changes_the_answer() -> None:
    between = "a=XB&b=XC&measure=police-information"

    assert "in force between them" in found(f"{between}&on=2019-06-01")
    assert "No basis is known." in found(f"{between}&on=2017-06-01")


def test_an_answer_is_printed() -> None:
    page = found("a=XA&b=XB&measure=police-information&on=2026-06-01&print=1", cast.ANALYST_XA)

    assert "Invented police agreement of XA and XB" in page
    assert "data-print" in page


def test_what_is_asked_wrongly_is_answered_with_the_empty_form() -> None:
    assert "No basis is known." not in found("a=QQ&b=&measure=nonsense&on=yesterday")


def agreed(**changed: object) -> dict[str, object]:
    return {
        "act": "instrument",
        "form": "agreement",
        "code": "police-xa-xc-2026",
        "title": "Police agreement",
        "parties": "xa, xc",
        "measures": ["police-information"],
        "article": "3",
        "in_force_on": "2026-01-01",
        "source": "Gazette 12",
        **changed,
    }


def test_an_agreement_by_hand_counts_once_a_second_officer_confirmed_it_and_until_it_is_ended() -> None:
    question = "a=XA&b=XC&measure=police-information&on=2026-06-01"
    assert of_lawyer().post(KEPT, agreed()).status_code == 302
    uid = OwnInstrument.objects.get().uid
    assert of_lawyer().post(KEPT, {"act": "confirm-instrument", "uid": uid}).status_code == 409
    assert "Police agreement" not in found(question)

    assert of_second().post(KEPT, {"act": "confirm-instrument", "uid": uid}).status_code == 302

    assert "Police agreement" in found(question)
    of_lawyer().post(KEPT, {"act": "end-instrument", "uid": uid, "on": "2026-05-01"})
    assert "It ended on" in found(question)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "untoc"}, "code"),
        ({"title": ""}, "title"),
        ({"parties": "XA"}, "parties"),
        ({"parties": "XA QQ"}, "parties"),
        ({"measures": []}, "measures"),
        ({"article": ""}, "articles"),
        ({"in_force_on": ""}, "in_force_on"),
        ({"ended_on": "2020-01-01"}, "ended_on"),
        ({"source": ""}, "source"),
    ],
)
def test_an_agreement_that_says_too_little_is_corrected_at_its_field(changed: dict[str, object], field: str) -> None:
    answer = of_lawyer().post(KEPT, agreed(**changed))

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.content.decode()


def listed(**changed: object) -> dict[str, object]:
    file = SimpleUploadedFile("list.csv", LIST.encode())
    return {
        "act": "list",
        "instrument": "untoc",
        "as_of": "2015-03-01",
        "source": "Depositary",
        "file": file,
        **changed,
    }


def test_a_depositarys_list_counts_once_confirmed_and_is_shown_with_its_day() -> None:
    question = "a=AL&b=DZ&measure=mutual-assistance&on=2026-06-01"
    assert of_lawyer().post(KEPT, listed()).status_code == 302
    assert "It is not known whether" in found(question)
    page = of_second().get(KEPT).content.decode()
    assert "Lines whose name was not recognised" in page

    of_second().post(KEPT, {"act": "confirm-sheet", "uid": StatusSheet.objects.get().uid})

    page = found(question)
    assert "in force between them" in page
    assert "As known on 1 March 2015." in page
    assert "This is old" in page
    assert "is not party to it" in found("a=AL&b=FR&measure=mutual-assistance&on=2026-06-01")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"file": SimpleUploadedFile("x.csv", b"\xff\xfe nonsense")}, "list-file"),
        ({"file": ""}, "list-file"),
        ({"instrument": "nothing"}, "list-instrument"),
        ({"as_of": ""}, "list-as_of"),
        ({"as_of": "2999-01-01"}, "list-as_of"),
        ({"source": ""}, "list-source"),
    ],
)
def test_a_list_that_cannot_be_read_in_is_refused_at_its_field(changed: dict[str, object], field: str) -> None:
    answer = of_lawyer().post(KEPT, listed(**changed))

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.content.decode()
    assert not StatusSheet.objects.exists()


def test_what_one_state_did_is_written_down_confirmed_and_changes_the_answer_and_the_partner() -> None:
    opened()
    today = timezone.now().date()
    typed = {
        "act": "status",
        "instrument": "invented-agreement-xa-xb",
        "state": "XB",
        "consented_on": "2025-01-01",
        "denounced_from": today.isoformat(),
        "as_of": today.isoformat(),
        "source": "Note 4",
    }
    assert of_lawyer().post(KEPT, typed).status_code == 302
    sheet = StatusSheet.objects.get().uid
    assert of_second().post(KEPT, {"act": "confirm-sheet", "uid": sheet}).status_code == 302

    with pytest.raises(Exception, match="basis-not-in-force"):
        queries.check_may_go(PARTNER, purpose=PURPOSE, is_personal=True, kind="release", today=today)


DECLARED = (
    "Declarations and Reservations\nAlbania\nReservation (invented): it is not bound by article 35, paragraph 2.\n"
)


def declared(written: str = DECLARED, **changed: object) -> dict[str, object]:
    file = SimpleUploadedFile("declared.txt", written.encode())
    return {**listed(), "act": "declared", "file": file, **changed}


def test_reservations_are_read_in_onto_the_list_of_their_day_and_never_taken_to_exclude_or_allow_anything() -> None:
    def refused(typed: dict[str, object]) -> str:
        answer = of_lawyer().post(KEPT, typed)
        assert answer.status_code == 422
        assert 'id="declared-file-problem"' in answer.content.decode()
        return answer.content.decode()

    assert "list of participants as of the same day first" in refused(declared())
    of_lawyer().post(KEPT, listed())
    of_second().post(KEPT, {"act": "confirm-sheet", "uid": StatusSheet.objects.get().uid})
    assert "Line 1: the list of participants of this day does not have" in refused(declared("Bahrain\nText.\n"))
    assert "list of participants as of the same day first" in refused(declared(as_of="2014-12-31"))

    assert of_lawyer().post(KEPT, declared()).status_code == 302
    assert "The same was read in" in refused(declared())
    assert "it is not bound by article 35, paragraph 2." in of_second().get(KEPT).content.decode()
    of_second().post(KEPT, {"act": "confirm-sheet", "uid": StatusSheet.objects.get(is_complete=False).uid})

    shown = cast.client(cast.RAPPORTEUR_XA).get("/commitments/treaties/states/AL/").content.decode()
    assert "Reservation (invented): it is not bound by article 35, paragraph 2." in shown
    asked = "/bases/?a=AL&b=DZ&measure=extradition&on=2020-01-01"
    assert (
        "Read it: it may exclude this."
        in cast.client(cast.STATISTICIAN_XA, function="legal-officer").get(asked).content.decode()
    )


def test_a_status_that_does_not_fit_is_corrected_at_its_field_and_one_that_waits_is_put_aside() -> None:
    typed = {"act": "status", "instrument": "untoc", "state": "FR", "as_of": "2026-01-01", "source": "Note"}
    answer = of_lawyer().post(KEPT, {**typed, "denounced_from": "2020-01-01"})
    assert 'id="status-denounced_from-problem"' in answer.content.decode()
    of_lawyer().post(KEPT, typed)
    uid = StatusSheet.objects.get().uid

    of_lawyer().post(KEPT, {"act": "withdraw-sheet", "uid": uid})

    assert of_second().post(KEPT, {"act": "confirm-sheet", "uid": uid}).status_code == 404
    assert instruments.sheets(["untoc"]) == {}


def test_who_only_reads_adds_no_basis() -> None:
    browser = cast.client(cast.ANALYST_XA)

    for typed in (agreed(), listed(), {"act": "status"}, {"act": "confirm-sheet", "uid": "0" * 32}):
        assert browser.post(KEPT, typed).status_code == 403
    assert not (OwnInstrument.objects.exists() or StatusSheet.objects.exists() or Barred.objects.exists())


def test_a_ceiling_on_an_agreement_by_hand_is_offered_and_signed() -> None:
    of_lawyer().post(KEPT, agreed(parties="XA XB", code="police-xa-xb-2026"))
    of_second().post(KEPT, {"act": "confirm-instrument", "uid": OwnInstrument.objects.get().uid})

    assert "police-information|police-xa-xb-2026" in of_lawyer().get(HERE).content.decode()
    one = ceiling(basis="police-xa-xb-2026")
    assert actions.sign_ceiling(by=lawyer(), partner=PARTNER, one=one, now=timezone.now())


@pytest.mark.parametrize(
    ("member", "card", "line"),
    [(cast.OVERSEER_XA, True, True), (cast.ANALYST_XA, False, True), (cast.FIELD_OFFICER_XA, False, False)],
)
def test_the_page_leads_to_the_card_and_to_the_line_those_who_look_at_them(
    member: cast.Member, card: bool, line: bool
) -> None:
    browser = cast.client(member)

    page = browser.get(HERE).content.decode()

    assert (f'href="/partners/cards/{PARTNER}/"' in page, 'href="/exchange/"' in page.split("<main")[1]) == (card, line)
