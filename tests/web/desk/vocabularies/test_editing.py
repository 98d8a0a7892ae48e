"""Lists that are edited, reviewed by a second officer and released: in force at once, nothing said before is lost."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.entities.records import Draft
from corridor.core.vocabularies.codes import Relation
from corridor.core.vocabularies.editing import Fault
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.vocabularies import drafts, editing, released
from corridor.web.desk.vocabularies.errors import DraftInvalid, DraftMoved, SecondEditorMissing
from corridor.web.desk.vocabularies.models import ListVersion
from tests import cast, make

pytestmark = pytest.mark.django_db

EDIT = "/vocabularies/transport/edit/"
SKIFF = {"en": "Skiff", "fr": "Esquif", "es": "Esquife", "ar": "زورق"}
MEANS = {"en": "A small boat.", "fr": "Une petite barque.", "es": "Un bote pequeño.", "ar": "قارب صغير."}
CODE = {"act": "code", "code": "skiff", **SKIFF, **{f"means-{language}": text for language, text in MEANS.items()}}


@pytest.fixture(autouse=True)
def _lists_as_shipped() -> Iterator[None]:
    """What a test releases is rolled back with its rows; this process must forget it too."""
    yield
    shelf.lay_over("", {})


def first() -> Client:
    return cast.client(cast.ANALYST_XA)


def second() -> Client:
    return cast.client(cast.STATISTICIAN_XA)


def revision(name: str = "transport") -> int:
    edited = drafts.edited_for(cast.officer(cast.ANALYST_XA), name)
    assert edited is not None
    return edited.draft.revision


def post(client: Client, **fields: Any) -> Any:
    """Send one form of the page as it stands now."""
    return client.post(EDIT, {"revision": str(revision()), **fields})


def begun() -> Client:
    client = first()
    client.post(EDIT, {"act": "begin"})
    return client


def said(response: Any) -> str:
    return html.unescape(response.content.decode())


def release(*changes: dict[str, Any]) -> None:
    """Make changes, send them, and let the second officer release them."""
    client = begun()
    for change in changes:
        assert post(client, **change).status_code == 302
    assert post(client, act="send").status_code == 302
    assert post(second(), act="release").status_code == 302


@pytest.mark.store
def test_a_version_is_prepared_by_one_released_by_another_and_in_force_at_once() -> None:
    release(CODE, {"act": "end", "code": "car", "by": ["skiff"], "relation": "broader"})

    listed = shelf.registry().vocabularies["transport"]
    assert listed.version == shelf.lists_shipped()["transport"].version + 1
    assert listed.terms["skiff"].labels == SKIFF
    assert "car" not in {term.code for term in listed.current()}
    assert shelf.registry().normalise("transport", "skiff").value == "skiff"
    assert "زورق" in said(first().get("/vocabularies/transport/", headers={"accept-language": "ar"}))
    versions = said(first().get("/vocabularies/transport/versions/"))
    assert "Skiff" in versions
    assert cast.STATISTICIAN_XA.handle in versions


@pytest.mark.store
def test_another_process_reads_the_released_version_when_somebody_begins_to_act_there() -> None:
    release(CODE)
    shelf.lay_over("", {})

    cast.officer(cast.FIELD_OFFICER_XA)

    assert "skiff" in shelf.registry().vocabularies["transport"].terms


def test_what_was_recorded_with_a_superseded_code_stays_and_is_found_under_the_new_one() -> None:
    by = cast.officer(cast.ANALYST_XA)
    draft = make.incident("a", transport="car", occurred_on="2021-03-14", country="XA", dead="2")
    uid = make.file(by, draft)

    release(CODE, {"act": "end", "code": "car", "by": ["skiff"], "relation": "exact"})

    assert thing_for(by, uid).laid.values("transport") == ("car",)
    assert make.picture(by, transport="skiff", measure="incidents").things == 1
    assert make.picture(by, transport="lorry", measure="incidents").things == 0


def test_a_parked_text_gets_a_code_of_its_own_and_is_settled_when_that_is_released() -> None:
    by = cast.officer(cast.ANALYST_XA)
    draft = make.incident("a")
    uid = make.file(by, Draft(draft.uid, draft.kind, (*draft.claims, shelf.registry().park("transport", "Skiffe"))))

    filled = said(first().post(EDIT, {"act": "begin", "given": "skiffe"}))
    release({**CODE, "given": "skiffe"})

    assert 'value="skiffe"' in filled
    assert thing_for(by, uid).laid.values("transport") == ("skiff",)
    first().post("/vocabularies/parked/undo/", {"list": "transport", "given": "skiffe"})
    assert thing_for(by, uid).laid.values("transport") == ("parked",)


def test_a_text_that_is_refused_stays_as_recorded_and_waits_no_more() -> None:
    by = cast.officer(cast.ANALYST_XA)
    draft = make.incident("a")
    uid = make.file(by, Draft(draft.uid, draft.kind, (*draft.claims, shelf.registry().park("transport", "On foot?"))))

    first().post("/vocabularies/parked/decide/", {"list": "transport", "given": "on foot", "code": "refused"})

    assert thing_for(by, uid).laid.values("transport") == ("parked",)
    assert "Refused: no value of this list" in said(first().get("/vocabularies/parked/"))


def test_every_field_that_is_wrong_is_named_and_what_was_typed_stays() -> None:
    answer = post(begun(), **{**CODE, "fr": "", "ar": "Skiff", "es": "<b>Esquife</b>"})

    assert answer.status_code == 422
    assert "Write this in Arabic letters." in said(answer)
    assert b"<b>Esquife" not in answer.content
    assert "Une petite barque." in said(answer)
    assert drafts.edited_for(cast.officer(cast.ANALYST_XA), "transport").changes.is_nothing  # type: ignore[union-attr]  # begun


def test_who_edited_does_not_release_and_who_reviews_may_send_back() -> None:
    client = begun()
    post(client, **CODE)
    post(client, act="send")

    with pytest.raises(SecondEditorMissing):
        editing.release(by=cast.officer(cast.ANALYST_XA), name="transport", revision=revision(), now=timezone.now())
    assert "Waits for your review" in said(second().get("/vocabularies/"))
    post(second(), act="return", note="Say <i>which</i> boat")
    assert "Say <i>which</i> boat" in said(client.get(EDIT))
    assert b"<i>which" not in client.get(EDIT).content
    assert not ListVersion.objects.exists()


def test_of_two_editors_the_second_does_not_write_over_the_first() -> None:
    client = begun()
    shown = revision()
    post(client, **CODE)

    answer = second().post(EDIT, {**CODE, "code": "dinghy", "revision": str(shown)})

    assert answer.status_code == 409
    with pytest.raises(DraftMoved):
        editing.send(by=cast.officer(cast.ANALYST_XA), name="transport", revision=shown, now=timezone.now())


def test_what_was_reviewed_is_what_is_released() -> None:
    client = begun()
    post(client, **CODE)
    post(client, act="send")
    shown = revision()
    post(second(), act="return", note="")
    post(client, act="end", code="car", by=[], relation="exact")
    post(client, act="send")

    assert second().post(EDIT, {"act": "release", "revision": str(shown)}).status_code == 409
    assert not ListVersion.objects.exists()


def test_a_code_of_another_list_a_circle_and_a_lost_code_are_refused() -> None:
    by, client = cast.officer(cast.ANALYST_XA), begun()
    post(client, act="end", code="car", by=["van"], relation="exact")

    def ending(code: str, *successors: str) -> dict[str, Fault]:
        with pytest.raises(DraftInvalid) as refused:
            editing.end_code(
                by=by, name="transport", revision=revision(), code=code,
                successors=successors, relation=Relation.EXACT, now=timezone.now(),
            )  # fmt: skip
        return refused.value.faults

    assert ending("van", "car") == {"code": Fault.CIRCLE}
    assert ending("lorry", "visa-misuse") == {"by": Fault.UNKNOWN}
    assert ending("visa-misuse", "lorry") == {"code": Fault.UNKNOWN}
    assert post(client, act="drop", kind="codes", code="lorry").status_code == 422
    assert "lorry" in shelf.registry().vocabularies["transport"].terms


def test_a_list_on_which_a_safeguard_rests_takes_no_code_and_no_other_word() -> None:
    client = first()
    client.post("/vocabularies/roles/edit/", {"act": "begin"})

    answer = client.post("/vocabularies/roles/edit/", {**CODE, "code": "passenger", "revision": str(revision("roles"))})

    assert answer.status_code == 422
    assert "A safeguard rests on this list" in said(answer)


def test_a_partners_list_is_confirmed_value_by_value() -> None:
    client = begun()
    file = SimpleUploadedFile("list.csv", b"code,label\nCAM,Camion\nZEP,Zeppelin\n<x>,Van\n")

    proposed = post(client, act="propose", partner="xb-list", source="List of XB", file=file)

    page = said(proposed)
    assert "Zeppelin" in page
    assert page.count("Proposed by its words") == 2
    values = {"value-0": "CAM", "code-0": "lorry", "value-1": "ZEP", "code-1": "", "value-2": "<x>", "code-2": "van"}
    told = {"act": "map", "partner": "xb-list", "source": "List of XB"}
    assert post(client, **told, **values).status_code == 422
    assert post(client, **told, **{**values, "code-2": ""}, **{"relation-0": "broader"}).status_code == 302
    post(client, act="send")
    post(second(), act="release")
    (pair,) = shelf.registry().vocabularies["transport"].partners["xb-list"].pairs
    assert pair == ("CAM", "lorry", Relation.BROADER)


@pytest.mark.parametrize("member", [cast.ANALYST_XB, cast.FIELD_OFFICER_XA, cast.OVERSEER_XA])
def test_guests_and_functions_that_do_not_edit_see_and_change_no_edit(member: cast.Member) -> None:
    begun()

    assert cast.client(member).get(EDIT).status_code == 403
    assert cast.client(member).post(EDIT, {**CODE, "revision": "0"}).status_code == 403
    assert "The edit under way" not in said(cast.client(member).get("/vocabularies/transport/"))


def test_the_ledger_names_lists_and_codes_and_never_a_word() -> None:
    client = begun()
    post(client, **{**CODE, "given": "Skiffe of Tarn Veldo"})
    post(client, act="drop", kind="partners", code="Tarn Veldo")
    post(client, act="send")
    post(second(), act="return", note="Ask Tarn Veldo")
    post(client, act="withdraw")

    entries = list(LedgerEntry.objects.order_by("position"))
    assert {Event.LIST_EDITED, Event.LIST_SENT, Event.LIST_RETURNED, Event.LIST_WITHDRAWN} <= {e.event for e in entries}
    assert not any(word in f"{entry.about} {entry.detail}" for entry in entries for word in ("Veldo", "Skiff", "زورق"))
    assert client.get(EDIT).status_code == 302


def test_an_earlier_state_of_the_node_is_read_again_when_its_rows_are_gone() -> None:
    release(CODE)
    ListVersion.objects.all().delete()

    released.come_up_to_date()

    assert "skiff" not in shelf.registry().vocabularies["transport"].terms
