"""The ground that tests stand on: a home with keys before Django starts, one node with the cast, and copies of it."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as examples

from corridor.web.home import lay_out

examples.register_profile("suite", deadline=None)  # A busy machine is no fault of what is tested.
examples.load_profile("suite")

_home = Path(tempfile.mkdtemp(prefix="corridor-test-")) / "home"
atexit.register(shutil.rmtree, _home.parent, ignore_errors=True)
os.environ["CORRIDOR_HOME"] = str(_home)
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # The browser's event loop runs in the thread of its tests.
ZONE = os.environ.setdefault("CORRIDOR_TEST_ZONE", "desk")
"""Which zone this run plays: a process has one, so the tests of protection are a run of their own."""
lay_out(_home, ZONE, demonstration=False)

RARELY = 20_000, 50, 100
"""So much is made before garbage is looked for; what a run needs of memory stays the same."""

_tests = Path(__file__).parent
_protection = ("web/protection",)
collect_ignore = [str(_tests / "web" / "protection")] if ZONE == "desk" else []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the long runs be asked for."""
    parser.addoption("--deep", action="store_true", help="run the tests marked deep, which take many minutes")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long runs unless they are asked for."""
    if not config.getoption("--deep"):
        left_out = [item for item in items if "deep" in item.keywords]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if "deep" not in item.keywords]


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what stays to the end: it looked through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)


def pytest_configure(config: pytest.Config) -> None:
    """Load the settings, now that there is a home; the plug-in then sets Django up."""
    config.addinivalue_line("markers", "store: holds on SQLite and on PostgreSQL, and is run on both")
    from django.conf import settings

    settings.configured or settings.INSTALLED_APPS  # noqa: B018  # the access loads them


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """Found the node of XA-POL and hire the cast, once; every test starts from there."""
    from django.db import connection

    from tests import cast

    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # the plug-in's type is private
        cast.found()
        connection.close()


@pytest.fixture
def node(django_db_setup: None, django_db_blocker: object, tmp_path: Path) -> Iterator[object]:
    """A node of its own with the cast, whose acts really commit: home, keys, heads and database are fresh copies."""
    from tests import nodes

    with django_db_blocker.unblock(), nodes.visiting(tmp_path) as there:  # type: ignore[attr-defined]  # as above
        yield there


@pytest.fixture
def _deep_on_postgresql(request: pytest.FixtureRequest) -> None:
    """Leave a long drill that SQLite has too to the deep runs on PostgreSQL."""
    from django.db import connection

    if connection.vendor != "sqlite" and not request.config.getoption("--deep"):
        pytest.skip("on PostgreSQL this drill is run with --deep")


@pytest.fixture(autouse=True)
def _environment_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in this process set the home in the environment; put it back after each test."""
    monkeypatch.setenv("CORRIDOR_HOME", os.environ["CORRIDOR_HOME"])
