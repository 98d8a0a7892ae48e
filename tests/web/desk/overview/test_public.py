"""What is public of commitments: laid by a focal point, read by anybody, and never more than two officers approved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from corridor.core.access.codes import Event
from corridor.core.kernel.errors import NotPermitted
from corridor.core.progress.codes import Found, Level, Status
from corridor.core.progress.publication import PublicFileUnreadable, public_from
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.published import commitments as published
from corridor.web.base.published import files
from corridor.web.desk.overview import actions
from corridor.web.desk.overview.errors import NothingPublic
from corridor.web.desk.progress.models import ProgressEntry
from tests import cast
from tests.web.desk.overview import worlds
from tests.web.desk.overview.worlds import LIKE, NOW, OTHER, Laid

pytestmark = pytest.mark.django_db

LIST, XB = "/public/en/commitments/", "/public/en/commitments/XB/"
FILE = "/public/files/commitments/XB.jws"
SHOWN = ((Level.PUBLIC, Found.THERE),)
LANGUAGES = ("en", "fr", "es", "ar")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(files, "folder", lambda: tmp_path / "public")
    yield


def publish() -> None:
    """Publish what stands; the worker lays the file, as after a crash between the commit and the file."""
    actions.publish(by=cast.officer(cast.FOCAL_XB), now=NOW)
    actions.look_after(NOW)


def withdraw() -> None:
    actions.withdraw(by=cast.officer(cast.FOCAL_XB), now=NOW)
    actions.look_after(NOW)


def public(address: str = XB) -> str:
    return Client().get(address).content.decode()


def test_anybody_reads_what_a_focal_point_published_and_nobody_what_was_not() -> None:
    worlds.lay(Laid(evidence=SHOWN, due=date(2026, 2, 1)))
    worlds.lay(Laid(item=OTHER, status=Status.PLANNED))
    assert Client().get(XB).status_code == 404

    publish()

    told = public()
    assert "evidenced · under way" in told and "claimed · planned" in told
    assert "overdue since 1 February 2026" in told and "Gazette 0" in told
    assert XB in public(LIST) and "of 2 commitments" in public(LIST)
    assert all(Client().get(f"/public/{code}/commitments/XB/").status_code == 200 for code in LANGUAGES)
    events = LedgerEntry.objects.filter(event=Event.PROGRESS_PUBLISHED)
    assert [(one.about, "bill" in one.detail) for one in events] == [("XB", False)]


def test_nothing_of_a_forum_or_of_the_own_authority_reaches_the_public_file() -> None:
    forum = worlds.forum()
    planted = ["zephyrown", "zephyrforum", "zephyrdraft", "zephyrhidden", "zephyrforeign"]
    worlds.lay(Laid(level=Level.OWN, words=planted[0], evidence=((Level.OWN, Found.THERE),)))
    worlds.lay(Laid(item=OTHER, level=Level.FORUM, words=planted[1], evidence=((Level.FORUM, Found.THERE),)), [forum])
    draft = worlds.lay(Laid(item=LIKE, words=planted[2], evidence=SHOWN))
    ProgressEntry.objects.filter(pk=draft.pk).update(state="submitted")
    worlds.lay(
        Laid(
            item="g7-2024-pre-02",
            words=planted[3],
            evidence=((Level.OWN, Found.THERE), (Level.FORUM, Found.THERE), (Level.PUBLIC, Found.MISSING)),
            due=date(2026, 2, 1),
        ),
        [forum],
    )
    foreign = worlds.lay(Laid(item="g7-2024-pre-03", words=planted[4], evidence=SHOWN))
    ProgressEntry.objects.filter(pk=foreign.pk).update(node="XC-POL")

    publish()

    content = published.content_in(Client().get(FILE).content)
    assert [one.item for one in public_from(content).items] == ["g7-2024-pre-02"]
    assert public_from(content).items[0].evidence == ()
    for word in (*planted, "Ministry", "xb.", forum):
        assert word.encode() not in content and word not in public() + public(LIST)


def test_the_first_day_of_a_hidden_version_is_not_told_in_public() -> None:
    first = worlds.lay(Laid(level=Level.OWN, due=date(2025, 1, 15)))
    ProgressEntry.objects.filter(pk=first.pk).update(state="superseded")
    worlds.lay(Laid(due=date(2026, 9, 1), about=first.about, version=2))

    publish()

    assert b"2025-01-15" not in published.content_in(Client().get(FILE).content)
    assert "overdue since 1 September 2026" in public()


def test_what_was_withdrawn_says_so_and_its_file_is_no_longer_given() -> None:
    worlds.lay(Laid(evidence=SHOWN))
    publish()
    withdraw()

    assert "was taken back" in public() and "Gazette 0" not in public()
    assert Client().get(FILE).status_code == 410
    with pytest.raises(NothingPublic):
        withdraw()


def test_publishing_again_takes_the_place_of_what_was_public() -> None:
    first = worlds.lay(Laid())
    publish()
    worlds.lay(Laid(half="2026-H2", status=Status.DONE))
    publish()

    assert "version 2" in public() and "claimed · done" in public() and first.period not in public()


def test_a_file_that_somebody_changed_or_renamed_is_not_shown() -> None:
    worlds.lay(Laid())
    publish()
    place = published.folder() / "XB.1.jws"
    kept = place.read_bytes()
    (published.folder() / "XC.1.jws").write_bytes(kept)
    assert Client().get("/public/en/commitments/XC/").status_code == 404

    place.write_bytes(kept[:-4] + b"AAAA")

    assert Client().get(XB).status_code == 404


def test_only_who_approves_publishes_and_only_what_was_approved_for_everybody() -> None:
    with pytest.raises(NotPermitted):
        actions.publish(by=cast.officer(cast.RAPPORTEUR_XB), now=NOW)
    with pytest.raises(NothingPublic):
        publish()
    assert not published.folder().exists()


def test_a_focal_point_publishes_and_withdraws_in_the_browser() -> None:
    worlds.lay(Laid(evidence=SHOWN))
    client = cast.client(cast.FOCAL_XB)
    assert b"Publish what stands today" in client.get("/commitments/public/").content

    assert client.post("/commitments/public/publish/").status_code == 302
    assert b"Take it back" in client.get("/commitments/public/").content
    assert client.post("/commitments/public/withdraw/").status_code == 302
    assert client.post("/commitments/public/withdraw/").status_code == 409
    assert client.get("/commitments/public/publish/").status_code == 405
    assert b"Publish" not in cast.client(cast.RAPPORTEUR_XB).get("/commitments/public/").content.split(b"<main")[1]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"form":"corridor-table","version":1}',
        b'{"form":"corridor-commitments","version":1,"subject":"XB","number":0,"authority":"XB-BRD","on":"2026-11-02",'
        b'"withdrawn":true,"items":[]}',
        b'{"form":"corridor-commitments","version":1,"subject":"XB","number":1,"authority":"XB-BRD","on":"2026-11-02",'
        b'"withdrawn":false,"items":[{"item":"a","period":"2026","status":"done","due":"","evidence":[]}]}',
        b"[" * 100_000,
    ],
)
def test_a_public_file_that_is_not_of_the_form_is_refused(content: bytes) -> None:
    with pytest.raises(PublicFileUnreadable):
        public_from(content)


@pytest.mark.parametrize("damage", [b"not signed by anybody", b""])
def test_a_damaged_withdrawal_does_not_bring_back_what_was_withdrawn(damage: bytes) -> None:
    worlds.lay(Laid(evidence=SHOWN))
    publish()
    withdraw()

    (published.folder() / published.name_of("XB", 2)).write_bytes(damage)

    assert "Gazette 0" not in public() + public(LIST)
    assert Client().get(FILE).status_code == 404
