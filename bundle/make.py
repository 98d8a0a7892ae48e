"""Makes one archive from which Corridor is installed without a network: `make bundle`.

It holds the wheels of Corridor (with the built front end inside) and of everything it needs, PostgreSQL's driver too,
for this version of Python and this kind of machine; `install.sh`; a list of contents with licences; checksums.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import zipfile
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LICENCE_CLASSIFIER = "License :: OSI Approved :: "
LONGEST_LICENCE = 60
TOOLS = ("vite", "axe-core")
"""Packages that build or test the front end and leave nothing in it."""


def main() -> int:
    """Make the bundle; print where it lies."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=str(ROOT / "dist"), metavar="DIR", help="where the archive is put")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="corridor-bundle-") as work:
        made = bundle(Path(work), Path(chosen.out))
    sys.stdout.write(f"{made} ({made.stat().st_size / 1e6:.1f} MB)\n")
    return 0


def bundle(work: Path, out: Path) -> Path:
    """Collect the wheels, describe them, and pack everything; return the archive."""
    wheels = work / "wheels"
    collect(wheels)
    (ours,) = wheels.glob("corridor-*.whl")
    version = ours.name.split("-")[1]
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    name = f"corridor-{version}-py{python}-{sysconfig.get_platform()}"
    folder = work / name
    folder.mkdir()
    wheels.rename(folder / "wheels")
    for mark, text in (("VERSION", version), ("PYTHON", python), ("PLATFORM", sysconfig.get_platform())):
        (folder / mark).write_text(text + "\n", encoding="ascii")
    shutil.copy(ROOT / "bundle" / "install.sh", folder)
    shutil.copy(ROOT / "docs" / "howto" / "run-a-node.md", folder / "README.md")
    for licence in ("LICENSE", "NOTICE"):
        shutil.copy(ROOT / licence, folder)
    described = contents(folder / "wheels", ROOT / "frontend" / "package-lock.json")
    (folder / "CONTENTS.json").write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "SHA256SUMS").write_text(checksums(folder), encoding="utf-8")
    out.mkdir(parents=True, exist_ok=True)
    made = out / f"{name}.tar.gz"
    with tarfile.open(made, "w:gz") as archive:
        archive.add(folder, name, filter=_of_nobody)
    made.with_suffix(".gz.sha256").write_text(f"{digest(made)}  {made.name}\n", encoding="ascii")
    return made


def collect(wheels: Path) -> None:
    """Build or fetch the wheel of Corridor and of everything it needs to run."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", f"--wheel-dir={wheels}"]
    subprocess.run([*command, f"{ROOT}[pg]"], check=True)  # noqa: S603  # fixed words


def contents(wheels: Path, lock: Path) -> dict[str, Any]:
    """Return what is in the bundle: each package with version, licence and checksum; the front end's packages too."""
    locked = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    frontend = [
        {"name": name, "version": locked[place]["version"], "licence": locked[place].get("license", "")}
        for name in sorted(_built_in(locked))
        if (place := f"node_modules/{name}") in locked
    ]
    return {
        "python_packages": [_described(path) for path in sorted(wheels.glob("*.whl"))],
        "front_end_packages": frontend,
    }


def _built_in(locked: dict[str, Any]) -> set[str]:
    """Return the packages that the built front end holds parts of: what it names, and what that needs."""
    root = locked[""]
    waiting = [*root.get("dependencies", {}), *root.get("devDependencies", {})]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found and name not in TOOLS:
            found.add(name)
            waiting += locked.get(f"node_modules/{name}", {}).get("dependencies", {})
    return found


def _described(wheel: Path) -> dict[str, str]:
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        told = HeaderParser().parsestr(packed.read(name).decode("utf-8"))
    classified = [
        one.removeprefix(LICENCE_CLASSIFIER)
        for one in told.get_all("Classifier", [])
        if one.startswith(LICENCE_CLASSIFIER)
    ]
    written = (told.get("License") or "").strip().splitlines()
    is_short = bool(written) and len(written[0]) <= LONGEST_LICENCE and not written[0].startswith("Copyright")
    short = written[0] if is_short else ""
    return {
        "name": told["Name"],
        "version": told["Version"],
        "licence": told.get("License-Expression") or short or ", ".join(classified) or "see the licence file in it",
        "file": wheel.name,
        "sha256": digest(wheel),
    }


def checksums(folder: Path) -> str:
    """Return the checksum of every file, as `sha256sum --check` reads them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(f"{digest(path)}  {path.relative_to(folder)}\n" for path in files)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _of_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mode = 0o755 if entry.isdir() or entry.name.endswith(".sh") else 0o644
    return entry


if __name__ == "__main__":
    sys.exit(main())
