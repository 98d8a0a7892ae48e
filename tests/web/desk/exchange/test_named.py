"""A report can be marked for an authority of a partner's node, by name, where it is filed."""

from __future__ import annotations

import pytest

from corridor.web.base.accounts.models import Authority
from corridor.web.base.ledger import turn
from corridor.web.desk.lines.models import AuthorityKey
from corridor.web.desk.lines.queries import authorities_named
from tests.exchanging import XB, Pair, at

pytestmark = pytest.mark.store


def test_a_marking_can_name_authorities_for_which_partners_speak_until_their_key_is_revoked(pair: Pair) -> None:
    with at(pair.xa):
        with turn.write():
            Authority.objects.filter(code=XB).update(code="XZ-NONE")
        assert XB in dict(authorities_named())
        with turn.write():
            AuthorityKey.objects.filter(authority=XB).update(is_revoked=True)
        assert XB not in dict(authorities_named())
