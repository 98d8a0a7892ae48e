"""The page of components forgets none, and draws each in both directions."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridor.web.design import showcase
from tests import cast

COMPONENTS = Path(showcase.__file__).parent / "templates" / "design" / "components"

pytestmark = pytest.mark.django_db


def test_every_component_is_shown_in_both_directions_to_whoever_is_signed_in() -> None:
    page = cast.client(cast.ADMINISTRATOR_XA).get("/design/").content.decode()

    files = {path.stem for path in COMPONENTS.glob("*.html")}

    assert len(files) > 20
    for name in files:
        sides = page.count(f'dir="ltr" data-component="{name}"'), page.count(f'dir="rtl" data-component="{name}"')
        assert sides[0] == sides[1] > 0, name


def test_no_identifier_stands_twice() -> None:
    import re

    page = cast.client(cast.ADMINISTRATOR_XA).get("/design/").content.decode()

    found = re.findall(r'\sid="([^"]+)"', page)

    assert sorted({one for one in found if found.count(one) > 1}) == []
