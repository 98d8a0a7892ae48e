"""The bundle installs a node without a network, says what is in it, and refuses when it was changed."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from tests.web.running.homes import clean_environment, unpack

ROOT = Path(__file__).parents[3]
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "https_proxy": "http://127.0.0.1:9"}
"""No index, and a way out that leads nowhere, also where the network itself cannot be cut off."""


def bundling() -> ModuleType:
    """Return the module that makes the bundle."""
    spec = importlib.util.spec_from_file_location("bundle", ROOT / "bundle" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unpacked(folder: Path, *, python: str = "", platform: str = "") -> Path:
    """Return the folder of a bundle that holds no wheels, with its checksums."""
    place = folder / "bundle"
    (place / "wheels").mkdir(parents=True)
    (place / "VERSION").write_text("0.0.0\n")
    (place / "PYTHON").write_text((python or f"{sys.version_info.major}.{sys.version_info.minor}") + "\n")
    (place / "PLATFORM").write_text((platform or sysconfig.get_platform()) + "\n")
    shutil.copy(ROOT / "bundle" / "install.sh", place)
    (place / "SHA256SUMS").write_text(bundling().checksums(place))
    return place


def install(place: Path, *arguments: str, cut_off: bool = False) -> subprocess.CompletedProcess[str]:
    """Run the installer as an administrator would."""
    command = [str(place / "install.sh"), *arguments]
    if cut_off and can_cut_off():
        command = ["unshare", "--net", *command]
    given = {**clean_environment(), **OFFLINE}
    return subprocess.run(command, env=given, capture_output=True, text=True, timeout=600, check=False)


def can_cut_off() -> bool:
    """Return whether a process can be started without any network."""
    program = shutil.which("unshare")
    return program is not None and subprocess.run([program, "--net", "true"], check=False).returncode == 0


def test_the_installer_refuses_what_does_not_fit_before_it_makes_anything(tmp_path: Path) -> None:
    target = tmp_path / "venv"
    there = tmp_path / "there"
    there.mkdir()
    refusals = [
        install(unpacked(tmp_path / "a"), sys.executable),
        install(unpacked(tmp_path / "b"), str(there), sys.executable),
        install(unpacked(tmp_path / "c", python="2.7"), str(target), sys.executable),
        install(unpacked(tmp_path / "d", platform="vax-vms"), str(target), sys.executable),
    ]

    assert [one.returncode for one in refusals] == [1, 1, 1, 1]
    assert all("install.sh: " in one.stderr for one in refusals)
    assert not target.exists()


def test_a_bundle_that_was_changed_installs_nothing(tmp_path: Path) -> None:
    place = unpacked(tmp_path)
    (place / "VERSION").write_text("0.0.1\n")

    refused = install(place, str(tmp_path / "venv"), sys.executable)

    assert refused.returncode == 1
    assert "damaged or was changed" in refused.stderr
    assert not (tmp_path / "venv").exists()


def test_each_package_is_told_with_version_licence_and_checksum(tmp_path: Path) -> None:
    wheel = tmp_path / "wheels" / "thing-1.2-py3-none-any.whl"
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr("thing-1.2.dist-info/METADATA", "Name: thing\nVersion: 1.2\nLicense-Expression: MIT\n\nWords\n")
    lock = tmp_path / "lock.json"
    packages = {
        "": {"devDependencies": {"map": "1", "vite": "8"}},
        "node_modules/map": {"version": "1.0.0", "license": "ISC", "dependencies": {"earth": "2"}},
        "node_modules/earth": {"version": "2.0.0", "license": "BSD-3-Clause"},
        "node_modules/vite": {"version": "8.0.0", "license": "MIT", "dependencies": {"rolldown": "1"}},
        "node_modules/rolldown": {"version": "1.0.0", "license": "MIT"},
    }
    lock.write_text(json.dumps({"packages": packages}))

    told = bundling().contents(wheel.parent, lock)

    (package,) = told["python_packages"]
    assert (package["name"], package["version"], package["licence"]) == ("thing", "1.2", "MIT")
    assert len(package["sha256"]) == 64
    assert [one["name"] for one in told["front_end_packages"]] == ["earth", "map"]


@pytest.mark.deep
def test_a_node_is_installed_and_made_from_the_bundle_with_the_network_cut_off(tmp_path: Path) -> None:
    made = bundling().bundle(tmp_path, tmp_path / "dist")
    with tarfile.open(made) as packed:
        unpack(packed, tmp_path / "carried")
    (place,) = (tmp_path / "carried").iterdir()
    venv = tmp_path / "venv"

    installed = install(place, str(venv), sys.executable, cut_off=True)
    program = str(venv / "bin" / "corridor")
    home = ["--home", str(tmp_path / "home")]
    node = ["--authority", "XA-POL", "--country", "XA", "--kind", "police", "--name", "Node"]
    founded = subprocess.run([program, *home, "init", *node], env=clean_environment(), check=False)
    checked = subprocess.run(
        [program, *home, "check", "--json"], env=clean_environment(), capture_output=True, text=True, check=False
    )
    assets = list(venv.glob("lib/python*/site-packages/corridor/web/design/static/built/app.css"))

    assert installed.returncode == 0, installed.stderr
    assert founded.returncode == 0
    assert checked.returncode == 0, checked.stdout
    assert assets
    described = json.loads((place / "CONTENTS.json").read_text())
    assert {"corridor", "Django", "psycopg"} <= {one["name"] for one in described["python_packages"]}
    assert all(one["licence"] for one in described["python_packages"])
    assert {"maplibre-gl", "htmx.org"} <= {one["name"] for one in described["front_end_packages"]}
