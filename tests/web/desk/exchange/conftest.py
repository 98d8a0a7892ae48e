"""Two nodes that know each other, for every test of this folder that asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.exchanging import Pair


@pytest.fixture
def pair(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[Pair]:
    from tests.exchanging import two_nodes

    with django_db_blocker.unblock(), two_nodes(tmp_path) as nodes:
        yield nodes
