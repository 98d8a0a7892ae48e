"""A folder of published files of its own for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from corridor.web.base.published import files


@pytest.fixture(autouse=True)
def _nothing_published() -> Iterator[None]:
    shutil.rmtree(files.folder(), ignore_errors=True)
    yield
    shutil.rmtree(files.folder(), ignore_errors=True)
