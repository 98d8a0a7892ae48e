"""The zone of protection as a whole: who gets in, and what is nowhere near it."""

from __future__ import annotations

import sys

import pytest
from django.apps import apps
from django.conf import settings

from corridor import shelf
from corridor.core.access.codes import Zone
from tests import cast


def test_the_desk_is_not_in_this_process() -> None:
    assert settings.ZONE == "protection"
    assert not apps.is_installed("corridor.web.desk")
    assert not [name for name in sys.modules if name.startswith("corridor.web.desk")]


def test_the_database_secret_and_cookies_are_its_own() -> None:
    assert settings.SESSION_COOKIE_NAME == "corridor_protection_session"
    assert settings.CSRF_COOKIE_NAME == "corridor_protection_csrf"
    assert not (settings.HOME / "keys" / "desk.secret").exists()


@pytest.mark.django_db
def test_somebody_signed_in_comes_to_the_first_page_of_their_function() -> None:
    page = cast.client(cast.OVERSEER_MPA).get("/")

    assert page.status_code == 302
    assert page["Location"] == "/disclosures/overseen/"


def test_no_function_of_protection_shares_a_purpose_with_one_of_the_desk() -> None:
    purposes: dict[Zone, set[str]] = {zone: set() for zone in Zone}
    for function in shelf.functions().values():
        purposes[function.zone].update(function.purposes)

    assert not purposes[Zone.DESK] & purposes[Zone.PROTECTION]
