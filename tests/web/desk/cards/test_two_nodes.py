"""Two nodes that know each other: cards go over the line, keys change under way, and nothing on its way is lost."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from corridor.core.exchange.codes import Kind
from corridor.web.base.doors import keyring
from corridor.web.base.doors import queries as known
from corridor.web.base.zone import zone
from corridor.web.desk.cards import actions, telling
from corridor.web.desk.cards.models import OwnKey, PartnerCard
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.models import AuthorityKey, Came
from tests import cast, exchanging
from tests.exchanging import XA, XB, at


def test_keys_are_renewed_while_letters_are_under_way(
    django_db_setup: None, django_db_blocker: object, tmp_path: Path
) -> None:
    with django_db_blocker.unblock(), exchanging.two_nodes(tmp_path) as pair:  # type: ignore[attr-defined]  # private
        administrator = cast.officer(cast.ADMINISTRATOR_XA)
        telling.tell(now=timezone.now())
        exchanging.settle(pair)
        with at(pair.xb):
            assert PartnerCard.objects.filter(node=XA).count() == 2
            before = bytes(known.door_known(XA, "desk").signing_key)
            on_its_way = lines.written(XA, (), now=timezone.now())

        actions.rotate_node(by=administrator, is_lost=False, now=timezone.now())
        actions.rotate_authority(by=administrator, authority=XA, is_lost=False, now=timezone.now())
        lines.take_letter(on_its_way, taking=zone().taking, now=timezone.now())
        exchanging.settle(pair)
        telling.follow_answers(now=timezone.now())
        exchanging.settle(pair)

        newest = keyring.pair(keyring.newest()).signing_public
        assert known.door_known(XB, "desk").knows == keyring.newest() == 2
        own = bytes(OwnKey.objects.get(authority=XA, ended_at=None).public)
        with at(pair.xb):
            assert bytes(known.door_known(XA, "desk").signing_key) == newest != before
            key = AuthorityKey.objects.get(authority=XA, ended_at=None)
            assert bytes(key.public) == own
            assert not Came.objects.filter(kind=Kind.CARD.value, outcome="kept-aside").exists()


def test_a_card_is_told_once_however_often_the_worker_looks(
    django_db_setup: None, django_db_blocker: object, tmp_path: Path
) -> None:
    with django_db_blocker.unblock(), exchanging.two_nodes(tmp_path) as pair:  # type: ignore[attr-defined]  # private
        told = [telling.tell(now=timezone.now()) for _ in range(3)]
        exchanging.settle(pair)

        assert told == [2, 0, 0]
        with at(pair.xb):
            assert Came.objects.filter(partner=XA, kind=Kind.CARD.value).count() == 2
