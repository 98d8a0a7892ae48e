"""Each zone has its own backups: of protection nothing is in the desk's, and its papers are other papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.running.backup import drill
from tests.web.running.homes import Home

FOUNDING = ("--country", "XB", "--kind", "protection", "--name", "Node")


@pytest.fixture
def zones(tmp_path: Path) -> dict[str, tuple[Path, list[str]]]:
    """A backup of each zone of one demonstration, one home inside the other, with its papers."""
    made = {}
    for zone, home in (("desk", Home(tmp_path / "home")), ("protection", Home(tmp_path / "home" / "protection"))):
        papers = home.run("init", "--zone", zone, "--authority", f"XB-{zone[:3].upper()}", *FOUNDING)[1]["papers"]
        made[zone] = papers
    return {
        zone: (Path(home.run("backup", "--to", str(tmp_path / f"{zone}.backup"))[1]["backup"]), made[zone])
        for zone, home in (("desk", Home(tmp_path / "home")), ("protection", Home(tmp_path / "home" / "protection")))
    }


def test_the_zone_of_protection_comes_back_as_itself_and_is_no_part_of_the_desk(
    zones: dict[str, tuple[Path, list[str]]], tmp_path: Path
) -> None:
    (desk, desk_papers), (protection, papers) = zones["desk"], zones["protection"]

    crossed = drill.tried(protection, desk_papers[:2], tmp_path / "crossed")
    told = drill.restored(protection, papers[:2], tmp_path / "protection")
    drill.restored(desk, desk_papers[:2], tmp_path / "desk")

    assert (crossed[0], crossed[1]["error"]["code"]) == (1, "node.E52")
    assert told["zone"] == "protection"
    assert Home(tmp_path / "protection").run("verify")[0] == 0
    assert not [path for path in (tmp_path / "desk").rglob("*") if "protection" in path.name]
    assert not [path for path in (tmp_path / "protection").rglob("*") if path.name.startswith("desk.")]
