"""The zone of protection as a whole: who gets in, and what is nowhere near it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.apps import apps
from django.conf import settings

from corridor import shelf
from corridor.core.access.codes import Zone
from tests import cast

EVERYTHING = """
import sys
import corridor.web.protection.wsgi
import corridor.web.commands.protection
import corridor.web.commands.shared
from django.urls import get_resolver
get_resolver().url_patterns
print([name for name in sys.modules if name.startswith("corridor.web.desk")])
"""


def test_a_process_of_protection_knows_nothing_of_the_desk() -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "corridor.web.settings.protection"}
    told = subprocess.run(
        [sys.executable, "-c", EVERYTHING], env=environment, capture_output=True, text=True, check=True
    )

    assert settings.ZONE == "protection"
    assert not apps.is_installed("corridor.web.desk")
    assert told.stdout.strip() == "[]"


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
