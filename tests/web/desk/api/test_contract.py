"""The interface keeps to its own description, whatever is sent: schemathesis with every check it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS
from schemathesis.core.result import Ok

from corridor.web.desk.imports import files
from tests import make
from tests.web.desk.api.asking import made

EXAMPLES = 4


DECIDED = ["2xx", "401", "403", "404", "409", "422"]
"""What a well-formed report or file may be answered with: the safeguards and the file itself decide, not the form."""

ACTS = {
    "include-path": ["/api/v1/reports", "/api/v1/imports"],
    "include-method": "POST",
    "checks": {"positive_data_acceptance": {"expected-statuses": DECIDED}},
}
description = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json",
    get_wsgi_application(),
    config=schemathesis.Config.from_dict({"operations": [ACTS]}),
)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _connection_stays(db: None) -> Iterator[None]:
    """Let requests leave the test's transaction open, as Django's own test client does."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    before = set(files.folder().iterdir())
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)
    for brought in set(files.folder().iterdir()) - before:
        brought.unlink()


@description.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_description_promises(case: Any) -> None:
    make.mapping("landings")
    token = made(days=1)

    case.call_and_validate(headers={"Authorization": f"Bearer {token.secret}"}, checks=tuple(CHECKS.get_all()))


def test_every_check_is_on() -> None:
    names = {check.__name__ for check in CHECKS.get_all()}

    assert {"not_a_server_error", "ignored_auth", "response_schema_conformance", "unsupported_method"} <= names


def test_every_entrance_declares_how_it_refuses() -> None:
    found = list(description.get_all_operations())
    operations = [one.ok() for one in found if isinstance(one, Ok)]
    statuses = {one.label: set(map(str, one.definition.raw["responses"])) for one in operations}

    assert len(statuses) == len(operations) == len(found)
    assert [label for label, known in statuses.items() if not {"401", "403", "422"} <= known] == []
