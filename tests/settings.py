"""The settings of a zone as tests need them: a database file of their own, no waiting for disks, a cheap hash."""

from __future__ import annotations

import os
from typing import Any

if os.environ.get("CORRIDOR_TEST_ZONE") == "protection":
    from corridor.web.settings.protection import *  # noqa: F403  # settings are built this way
    from corridor.web.settings.protection import DATABASES, HOME, ZONE
else:
    from corridor.web.settings.desk import *  # noqa: F403  # as above
    from corridor.web.settings.desk import DATABASES, HOME, ZONE

_database: dict[str, Any] = DATABASES["default"]
_database["CONN_MAX_AGE"] = 0
if _database["ENGINE"].endswith("sqlite3"):
    _database["TEST"] = {"NAME": HOME / "test.sqlite3"}
    _database["OPTIONS"]["init_command"] = _database["OPTIONS"]["init_command"].replace("=FULL", "=OFF")
else:
    # Runs that go on at once share a server, never a database.
    _database["TEST"] = {"NAME": f"test_{ZONE}_{os.getpid()}"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
"""Every client of a test begins without looking through all files."""
RATES = {}
"""Tests ask more often than people; those about limits set their own."""
