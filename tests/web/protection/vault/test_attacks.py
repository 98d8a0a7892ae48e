"""Attacks on the vault: a stolen database, rows exchanged, taken out or brought back, keys that are missing."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.casework.errors import FileBroken
from corridor.core.kernel.errors import CorridorError
from corridor.web import home as home_of
from corridor.web.base import keys
from corridor.web.base.sealing import SealBroken
from corridor.web.protection.vault import actions, keyring, queries, sharing
from corridor.web.protection.vault.keyring import KeyForgotten
from corridor.web.protection.vault.models import Case, CaseEntry, CasePaper, DataKey
from tests import cast
from tests.nodes import Node
from tests.web.protection.vault import make

MARKS = (make.NAME, make.WORDS, "Tigrinya", "zinzindel", "medical-care", "disputed", "stateless", "Haven-account")


def _everything(folder: Path) -> bytes:
    """Return what a thief finds in a home without its keys: database, write-ahead log, heads, and all the rest."""
    connection.close()
    found = [path for path in folder.rglob("*") if path.is_file() and "keys" not in path.parts]
    return b"".join(path.read_bytes() for path in found)


@pytest.mark.skipif("CORRIDOR_DATABASE" in os.environ, reason="a file is stolen; a server's is read below")
def test_a_stolen_home_without_its_keys_tells_nothing_of_anybody(node: Node) -> None:
    make.body()
    ref = make.case(nationality="stateless", age="disputed", account="Haven-account", contact=make.WORDS)
    make.need(ref)
    uid = make.consent(ref, fields=frozenset({"name", "needs", "documents"}))
    officer = cast.client(cast.PROTECTION_OFFICER)
    papers = SimpleUploadedFile(f"{make.WORDS}.txt", make.WORDS.encode() * 40)
    assert officer.post(f"/cases/{ref}/documents/", {"file": papers}).status_code == 302
    assert officer.post("/cases/", {"words": make.NAME}).status_code == 200
    assert officer.get(f"/cases/{ref}/").status_code == 200
    officer.post("/cases/emergency/", {"ref": make.NAME, "reason": make.WORDS})
    officer.post(f"/cases/{ref}/write/need/", {"kind": make.NAME, "words": make.WORDS})
    sharing.withdraw_consent(by=make.officer(), ref=ref, uid=uid, why=make.WORDS, now=timezone.now())

    stolen = _everything(node.home)

    assert ref.encode() in stolen
    assert not [mark for mark in MARKS for form in _forms(mark) if form in stolen]


def _forms(mark: str) -> tuple[bytes, ...]:
    return mark.encode(), mark.lower().encode(), mark.encode("utf-16-le"), mark.encode().hex().encode()


@pytest.mark.django_db
@pytest.mark.store
def test_no_row_of_any_table_tells_anything_of_anybody() -> None:
    make.body()
    ref = make.case(nationality="stateless", account="Haven-account")
    make.need(ref)
    make.consent(ref)
    actions.read_case(by=make.officer(), ref=ref, now=timezone.now())

    told = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                told += b"|".join(
                    bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode() for one in row
                )

    assert not [mark for mark in MARKS for form in _forms(mark) if form in told]


@pytest.mark.django_db
@pytest.mark.store
@given(st.text(max_size=60), st.text(max_size=60))
def test_entries_of_different_words_have_one_size(one: str, other: str) -> None:
    from corridor.core.casework.codes import Item
    from corridor.core.casework.exchange import entry_bytes
    from corridor.core.casework.records import Entry
    from corridor.web.base.sealing import padded

    now = timezone.now()
    sizes = {len(padded(entry_bytes(Entry(now, "a", Item.NOTE, "", {"words": words})))) for words in (one, other)}

    assert sizes == {1024}


def _sealed(ref: str) -> list[CaseEntry]:
    return list(CaseEntry.objects.filter(case__ref=ref).order_by("n"))


def _refused(ref: str) -> None:
    for attempt in (
        lambda: queries.case_for(make.officer(), ref, now=timezone.now()),
        lambda: make.need(ref),
    ):
        with pytest.raises((SealBroken, FileBroken, KeyForgotten)):
            attempt()
    listed = {one.ref: one for one in queries.cases_for(make.officer(), now=timezone.now())}
    assert not listed[ref].is_whole and listed[ref].file is None
    assert all(one.file is not None for one in listed.values() if one.is_whole), "the others stay to be seen"


@pytest.mark.django_db
@pytest.mark.store
def test_entries_exchanged_between_cases_or_places_open_nothing() -> None:
    ref, other = make.case(), make.case()
    first, second = _sealed(ref)[1], _sealed(other)[1]
    CaseEntry.objects.filter(pk=first.pk).update(sealed=second.sealed)

    _refused(ref)

    CaseEntry.objects.filter(pk=first.pk).update(sealed=_sealed(ref)[0].sealed)
    _refused(ref)


@pytest.mark.django_db
@pytest.mark.store
def test_a_data_key_of_another_case_opens_nothing() -> None:
    ref, other = make.case(), make.case()
    uid, other_uid = (Case.objects.get(ref=one).uid for one in (ref, other))
    DataKey.objects.filter(of=uid).update(wrapped=DataKey.objects.get(of=other_uid).wrapped)

    _refused(ref)


@pytest.mark.django_db
@pytest.mark.store
def test_an_entry_taken_off_the_end_or_out_of_the_middle_is_missed() -> None:
    ref = make.case()
    make.need(ref)
    CaseEntry.objects.filter(pk=_sealed(ref)[-1].pk).delete()

    _refused(ref)

    other = make.case()
    CaseEntry.objects.filter(pk=_sealed(other)[1].pk).delete()
    _refused(other)


@pytest.mark.django_db
@pytest.mark.store
def test_an_older_head_does_not_fit_the_entries_that_came_since() -> None:
    ref = make.case()
    before = bytes(Case.objects.get(ref=ref).head)
    uid = make.consent(ref)
    sharing.withdraw_consent(by=make.officer(), ref=ref, uid=uid, why="", now=timezone.now())

    Case.objects.filter(ref=ref).update(head=before)

    _refused(ref)


@pytest.mark.django_db
@pytest.mark.store
def test_a_case_rolled_back_as_a_whole_is_found_by_what_the_ledger_says() -> None:
    from corridor.web.protection.vault.checking import rolled_back

    ref, other = make.case(), make.case()
    head = bytes(Case.objects.get(ref=ref).head)
    uid = make.consent(ref)
    sharing.withdraw_consent(by=make.officer(), ref=ref, uid=uid, why="", now=timezone.now())
    assert rolled_back() == ()

    Case.objects.filter(ref=ref).update(head=head)
    CaseEntry.objects.filter(pk__in=[row.pk for row in _sealed(ref)[-2:]]).delete()

    assert queries.case_for(make.officer(), ref, now=timezone.now()).file.consents == ()
    assert rolled_back() == (ref,)
    assert other != ref


@pytest.mark.django_db
@pytest.mark.store
def test_a_paper_put_into_another_case_or_under_another_name_does_not_open() -> None:
    officer = cast.client(cast.PROTECTION_OFFICER)
    refs = make.case(), make.case()
    for ref in refs:
        officer.post(f"/cases/{ref}/documents/", {"file": SimpleUploadedFile("a.txt", ref.encode() * 9)})
    one, other = CasePaper.objects.order_by("pk")
    CasePaper.objects.filter(pk=one.pk).update(sealed=other.sealed)

    with pytest.raises(SealBroken):
        queries.document_for(make.officer(), refs[0], one.uid, now=timezone.now())


@pytest.mark.django_db
@pytest.mark.store
def test_a_case_moved_to_another_body_by_hand_opens_for_nobody() -> None:
    ref = make.case()
    cast.grant(cast.ASYLUM_OFFICER, "protection-officer", "protection")
    thief = cast.officer(cast.ASYLUM_OFFICER, function="protection-officer")
    Case.objects.filter(ref=ref).update(authority="XB-ASY")
    Case.objects.get(ref=ref).members.update(handle=thief.handle)

    with pytest.raises(SealBroken):
        queries.case_for(thief, ref, now=timezone.now())


@pytest.mark.django_db
@pytest.mark.store
def test_what_was_erased_by_its_key_opens_no_more() -> None:
    ref = make.case()

    keyring.forget(Case.objects.get(ref=ref).uid)

    _refused(ref)


def test_a_key_sealed_under_a_passphrase_opens_with_it_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = tmp_path / "passphrase"
    words.write_text("seven crooked lanterns\n")
    monkeypatch.setenv("CORRIDOR_VAULT_PASSPHRASE_FILE", str(words))
    written = home_of.key_file("protection.vault-1", b"k" * 32)

    assert b"k" * 8 not in written
    assert home_of.key_in("protection.vault-1", written) == b"k" * 32
    assert home_of.key_in("protection.vault-2", written) is None
    words.write_text("six crooked lanterns\n")
    assert home_of.key_in("protection.vault-1", written) is None
    monkeypatch.delenv("CORRIDOR_VAULT_PASSPHRASE_FILE")
    assert home_of.key_in("protection.vault-1", written) is None


def test_without_the_passphrase_the_vault_says_so_and_opens_nothing(
    node: Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = make.case()
    place = settings.HOME / "keys" / "protection.vault-1"
    words = tmp_path / "passphrase"
    words.write_text("seven crooked lanterns")
    monkeypatch.setenv("CORRIDOR_VAULT_PASSPHRASE_FILE", str(words))
    place.write_bytes(home_of.key_file(place.name, place.read_bytes()))
    keys._read.cache_clear()
    keys._opened.cache_clear()
    assert queries.case_for(make.officer(), ref, now=timezone.now())

    monkeypatch.delenv("CORRIDOR_VAULT_PASSPHRASE_FILE")
    keys._opened.cache_clear()

    with pytest.raises(keys.KeyLocked):
        queries.case_for(make.officer(), ref, now=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize("words", [make.NAME, "C-AAAA-AAAA'; DROP TABLE x", "../../keys", "C-Zinzindel"])
def test_a_name_typed_where_a_reference_belongs_reaches_no_ledger(words: str) -> None:
    from corridor.web.base.ledger.models import LedgerEntry

    officer = cast.client(cast.PROTECTION_OFFICER)

    answers = officer.get(f"/cases/{words}/"), officer.post("/cases/emergency/", {"ref": words, "reason": "curiosity"})

    assert [answer.status_code for answer in answers] in ([404, 422], [404, 404])
    assert not LedgerEntry.objects.filter(about__contains=words[:8]).exists()


@pytest.mark.django_db
def test_a_member_whose_emergency_is_over_is_out_at_once_on_every_path() -> None:
    ref = make.case()
    second = cast.officer(cast.SECOND_PROTECTION_OFFICER)
    actions.open_in_emergency(by=second, ref=ref, reason="danger-to-life", now=timezone.now() - timedelta(hours=25))

    for attempt in (
        lambda: queries.case_for(second, ref, now=timezone.now()),
        lambda: make.need(ref, by=second),
        lambda: make.consent(ref, by=second),
        lambda: actions.close_case(by=second, ref=ref, reason="needs-met", now=timezone.now()),
    ):
        with pytest.raises(CorridorError):
            attempt()
    assert queries.cases_for(second, now=timezone.now()) == ()
