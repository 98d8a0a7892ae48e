"""The commands for releases do what the pages do."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from typing import Any

import pytest
from django.conf import settings

from corridor import cli
from corridor.web.desk.exchange.models import Release
from tests import cast
from tests.exchanging import XB, Pair, at, settle
from tests.web.desk.exchange import out

pytestmark = pytest.mark.store


def run(member: cast.Member, *arguments: str) -> dict[str, Any]:
    """Run one command at the node one stands at and return what it tells."""
    cast.officer(member)
    said = io.StringIO()
    with redirect_stdout(said):
        cli.main(["--home", str(settings.HOME), "--as", f"{member.handle}:{member.function}", *arguments, "--json"])
    told: dict[str, Any] = json.loads(said.getvalue())
    return told


def test_a_report_is_looked_at_released_listed_and_recalled_from_the_command_line(pair: Pair) -> None:
    load = out.filed()
    asked = ("release", load, "--to", XB, "--purpose", out.PURPOSE)

    looked = run(cast.ANALYST_XA, *asked, "--look")
    assert [(part["node"], len(part["things"])) for part in looked["goes"]] == [(XB, 1)]
    assert not Release.objects.exists()
    made = run(cast.ANALYST_XA, *asked)
    settle(pair)
    with at(pair.xb):
        (came,) = run(cast.ANALYST_XB, "received")["received"]
        assert (came["release"], came["from"], came["state"]) == (made["release"], "XA-POL", "shown")
    recalled = run(cast.ANALYST_XA, "recall", made["release"], "--reason", "sent-in-error")

    assert recalled["unconfirmed"] == [XB]
    assert run(cast.ANALYST_XA, *asked, "--until", "soon")["error"]["code"] == "exchange.E08"
    assert run(cast.FIELD_OFFICER_XA, *asked)["error"]["code"] == "kernel.E02"
