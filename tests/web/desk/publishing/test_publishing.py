"""A table by sex and age from the draft to the signed file: two officers, and an attack on exactly these bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.disclosure.attacking import attack
from corridor.core.publishing.codes import By, Kind
from corridor.core.publishing.errors import KeptIn, NotNow, Recovered, SameHand
from corridor.core.publishing.exchange import content_from, digest_of, publication_from
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.marks.terms import end_of_all
from corridor.web.base.published import files
from corridor.web.desk.publishing import actions, queries
from corridor.web.desk.publishing.models import PublicTable
from tests import cast, make
from tests.web.desk.publishing import told

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def deaths() -> None:
    told.deaths()


def test_a_statistician_makes_a_table_in_the_browser_and_an_analyst_publishes_it(deaths: None) -> None:
    statistician, analyst = cast.client(cast.STATISTICIAN_XA), cast.client(cast.ANALYST_XA)

    made = statistician.post("/tables/new/", told.FORM)
    row = PublicTable.objects.get()
    assert made.status_code == 302, made.content.decode()
    draft = statistician.get(made["Location"]).content.decode()
    assert "Unprotected" in draft
    told.attacked(row, is_apart=True)
    attacked = statistician.get(made["Location"]).content.decode()
    assert "worked none of them out" in attacked
    assert statistician.post(f"{made['Location']}propose/").status_code == 302
    assert analyst.post(f"{made['Location']}publish/").status_code == 302

    row.refresh_from_db()
    assert row.state == PublicTable.State.PUBLISHED
    assert row.counts is None
    payload, signer = files.payload_in(bytes(row.signed or b""))
    assert signer == ""
    publication = publication_from(payload)
    assert publication.tables[0].cells[("_T", "_T")].value == sum(int(one[2]) for one in told.FIGURES)
    hidden = {key for key, one in publication.tables[0].cells.items() if one.value is None}
    assert {("2020", "unknown"), ("2021", "unknown")} & hidden
    assert ("2020", "_T") not in hidden


@pytest.mark.store
def test_the_attack_that_is_kept_is_of_exactly_the_published_bytes_and_finds_nothing(deaths: None) -> None:
    row = told.published()
    payload, _ = files.payload_in((files.folder() / files.name_of(row.uid, 1)).read_bytes())
    document = json.loads(payload)

    assert document["attack"]["of"] == digest_of(bytes(row.content or b"")) == row.digest
    again = attack(publication_from(payload).tables)
    assert not again.found
    assert sum(one.hidden for one in publication_from(payload).tables) > 0
    entry = LedgerEntry.objects.get(event=Event.TABLE_PUBLISHED)
    assert row.digest in entry.detail


def test_who_made_a_table_does_not_publish_it(deaths: None) -> None:
    row = told.proposed()

    with pytest.raises(SameHand):
        actions.publish(by=cast.officer(cast.STATISTICIAN_XA), uid=row.uid, number=1, now=NOW())
    assert told.post(cast.INVESTIGATOR_XA, row, "publish") == 403


def test_nothing_is_proposed_that_was_not_attacked(deaths: None) -> None:
    row = told.drafted()

    with pytest.raises(Recovered):
        actions.propose(by=cast.officer(cast.STATISTICIAN_XA), uid=row.uid, number=1, now=NOW())


def test_nothing_is_published_whose_attack_is_of_other_bytes_or_found_something(deaths: None) -> None:
    row = told.proposed()
    kept = PublicTable.objects.filter(pk=row.pk)
    sound = kept.values("attack", "content", "over").get()

    found = {**row.attack, "found": 1}
    changes: tuple[dict[str, object], ...] = ({"attack": {}}, {"attack": found}, {"content": b"{}"}, {"over": "x"})
    for changed in changes:
        kept.update(**{**sound, **changed})
        with pytest.raises(Recovered):
            actions.publish(by=cast.officer(cast.ANALYST_XA), uid=row.uid, number=1, now=NOW())
    assert not files.folder().exists()


def test_a_table_that_was_attacked_before_another_was_published_is_attacked_again(deaths: None) -> None:
    first = told.proposed()
    told.published(replace(told.BY_SEX, axes=(By.SEX,)))

    with pytest.raises(Recovered):
        actions.publish(by=cast.officer(cast.ANALYST_XA), uid=first.uid, number=1, now=NOW())


def test_figures_that_another_authority_shared_are_not_ours_to_publish() -> None:
    told.deaths("partners", "XB-BRD", cast.ANALYST_XB)

    with pytest.raises(KeptIn) as refused:
        told.drafted(by=cast.ANALYST_XA)

    assert refused.value.params["authorities"] == "XB-BRD"


def test_a_draft_is_seen_only_by_who_may_read_all_that_it_rests_on(deaths: None) -> None:
    row = told.drafted()
    address = f"/tables/{row.uid}/1/"

    assert cast.client(cast.ANALYST_XA).get(address).status_code == 200
    assert cast.client(cast.ANALYST_XB).get(address).status_code == 404
    assert row.uid not in cast.client(cast.ANALYST_XB).get("/tables/").content.decode()
    assert cast.client(cast.OVERSEER_XA).get("/tables/").status_code == 403


@pytest.mark.store
def test_a_hidden_figure_changes_nothing_of_what_is_counted() -> None:
    told.deaths()
    before = queries.counted_for(cast.officer(cast.ANALYST_XB), told.BY_SEX)
    told.deaths("own-authority")

    assert queries.counted_for(cast.officer(cast.ANALYST_XB), told.BY_SEX) == before


def test_a_correction_is_a_new_version_and_the_old_one_stays(deaths: None) -> None:
    row = told.published()
    by = cast.officer(cast.STATISTICIAN_XA)

    with pytest.raises(NotNow):
        actions.give_up(by=by, uid=row.uid, number=1, now=NOW())
    answer = cast.client(cast.STATISTICIAN_XA).post(f"/tables/{row.uid}/correct/", {"why": "counted-wrongly"})
    assert answer.status_code == 302
    second = PublicTable.objects.get(uid=row.uid, number=2)
    told.attacked(second)
    actions.propose(by=by, uid=row.uid, number=2, now=NOW())
    second.refresh_from_db()
    told.released(second)

    release = content_from(bytes(second.content or b"")).release
    assert (release.number, release.supersedes, release.why) == (2, 1, "counted-wrongly")
    assert {path.name for path in files.folder().iterdir()} == {files.name_of(row.uid, n) for n in (1, 2)}


def test_a_withdrawal_takes_two_as_well_and_carries_no_figure(deaths: None) -> None:
    row = told.published()
    answer = cast.client(cast.STATISTICIAN_XA).post(f"/tables/{row.uid}/withdraw/", {"why": "source-corrected"})
    assert answer.status_code == 302
    last = PublicTable.objects.get(uid=row.uid, number=2)

    with pytest.raises(SameHand):
        actions.publish(by=cast.officer(cast.STATISTICIAN_XA), uid=row.uid, number=2, now=NOW())
    told.released(last)

    found = content_from(bytes(last.content or b""))
    assert (found.kind, found.tables) == (Kind.WITHDRAWN, ())


def test_a_table_of_which_too_little_is_left_is_refused() -> None:
    told.deaths()
    row = told.drafted(replace(told.BY_SEX, since="2020-07", until="2020-07", axes=(By.SEX, By.AGE), threshold=60))
    told.attacked(row)

    page = cast.client(cast.STATISTICIAN_XA).get(f"/tables/{row.uid}/1/").content.decode()

    assert "cannot be protected" in page
    assert "propose/" not in page
    with pytest.raises(Recovered):
        actions.propose(by=cast.officer(cast.STATISTICIAN_XA), uid=row.uid, number=1, now=NOW())


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"axes": []}, "axes"),
        ({"since": "2021"}, "since"),
        ({"threshold": "2"}, "threshold"),
        ({"counted": "x"}, "counted"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_at_its_field(changed: dict[str, object], field: str) -> None:
    answer = cast.client(cast.STATISTICIAN_XA).post("/tables/new/", {**told.FORM, **changed})

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.content.decode()
    assert not PublicTable.objects.exists()


def test_the_ledger_tells_codes_and_no_figure(deaths: None) -> None:
    told.published()

    entries = LedgerEntry.objects.filter(event__startswith="table:")

    assert {entry.event for entry in entries} == {Event.TABLE_MADE, Event.TABLE_PROPOSED, Event.TABLE_PUBLISHED}
    without_digest = [{**json.loads(entry.detail), "digest": ""} for entry in entries]  # It may hold any three digits.
    assert not any("271" in json.dumps(one) for one in without_digest)


def test_a_draft_is_seen_no_more_when_its_term_is_over_and_what_was_counted_goes(deaths: None) -> None:
    row = told.proposed(told.BY_SEX)
    rule = next(code for code, one in shelf.schemes().retentions.items() if one.days is not None)
    short = make.mark(replace(make.marking("own-authority"), retention=rule))
    with turn.write():
        PublicTable.objects.filter(pk=row.pk).update(marks=[short])
    row.refresh_from_db()
    ends = end_of_all(row.marks, row.made_at)
    assert ends is not None
    late = datetime.combine(ends, time.min, UTC)
    assert not queries.is_over(row, late - timedelta(days=1))
    assert queries.is_over(row, late)

    actions.look_after(late)

    row.refresh_from_db()
    assert (row.state, row.counts, row.content) == (PublicTable.State.GIVEN_UP, None, None)


def test_a_file_that_was_lost_is_laid_again_byte_for_byte(deaths: None) -> None:
    row = told.published()
    place = files.folder() / files.name_of(row.uid, 1)
    before = place.read_bytes()
    place.unlink()

    actions.look_after(NOW())

    assert place.read_bytes() == before
