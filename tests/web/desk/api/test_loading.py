"""The programming interface is loaded with the first request to it, and its addresses are those that are declared."""

from __future__ import annotations

import os
import subprocess
import sys

from corridor.web.desk.api import interface, urls

HEAVY = "ninja", "pydantic", "joserfc", "duckdb", "PIL", "pikepdf", "django.contrib.admin"
"""What only rare requests need; each takes megabytes in every process that loads it."""

LOADED = """
import sys, django
django.setup()
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
get_wsgi_application()
assert get_resolver().reverse_dict
print(*sorted(sys.modules))
"""


def test_every_address_leads_to_its_entrance() -> None:
    assert {address: one.name for address, one in interface.ENTRANCES.items()} == urls.ADDRESSES


def test_a_process_that_was_asked_nothing_carries_nothing_that_only_rare_requests_need() -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "corridor.web.settings.desk"}
    asked = [sys.executable, "-c", LOADED]

    told = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True).stdout.split()

    assert "corridor.web.desk.api.urls" in told
    assert [name for name in HEAVY if name in told] == []
