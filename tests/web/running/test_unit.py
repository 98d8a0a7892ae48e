"""The service for systemd is one that systemd reads, and lets the node write to its home alone."""

from __future__ import annotations

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest

from corridor import cli
from corridor.web.running import unit

HARD = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "UMask": "0077",
    "RestrictSUIDSGID": "yes",
    "CapabilityBoundingSet": "",
}


def service(text: str) -> configparser.SectionProxy:
    """Return the section of the service."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their capitals
    parser.read_string(text)
    return parser["Service"]


def written(home: str = "/srv/corridor/home", port: int = 8000) -> str:
    """Return the text of a service."""
    program = Path("/srv/corridor/venv/bin/corridor")
    return unit.written(home=Path(home), user="corridor", program=program, arguments=("--port", str(port)), port=port)


def test_the_service_may_write_to_the_home_alone() -> None:
    told = service(written())

    assert told["ReadWritePaths"] == "/srv/corridor/home"
    assert {name: told[name] for name in HARD} == HARD
    assert told["ExecStart"] == "/srv/corridor/venv/bin/corridor serve --port 8000"


def test_a_port_of_the_system_needs_one_capability_and_no_other_port_does() -> None:
    assert service(written(port=443))["CapabilityBoundingSet"] == "CAP_NET_BIND_SERVICE"
    assert service(written(port=8443))["AmbientCapabilities"] == ""


def test_a_home_below_the_homes_of_people_stays_readable() -> None:
    assert service(written("/home/x/corridor"))["ProtectHome"] == "read-only"
    assert service(written())["ProtectHome"] == "yes"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze here")
def test_systemd_finds_no_fault_in_it(tmp_path: Path) -> None:
    program = tmp_path / "corridor"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    place = tmp_path / "corridor.service"
    place.write_text(unit.written(home=tmp_path, user="root", program=program, arguments=("--port", "443"), port=443))

    found = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(place)], capture_output=True, text=True, check=False
    )

    assert [line for line in found.stderr.splitlines() if "corridor.service" in line] == []


def test_the_command_prints_it_before_there_is_a_node(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = cli.main(["--home", str(tmp_path / "none"), "unit", "--user", "corridor", "--port", "8443"])

    told = service(capsys.readouterr().out)
    assert status == 0
    assert told["User"] == "corridor"
    assert "--port 8443" in told["ExecStart"]
