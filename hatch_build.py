"""Builds what is not kept in version control before the package is: the front end, and the compiled catalogues.

Runs by itself whenever the package is built or installed (hatchling loads `AssetsHook`), and by hand:
`python hatch_build.py`. Needs Node 20 or later with npm; nothing is built that is newer than its sources.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, where the build system is not installed
    BuildHookInterface = object

FRONTEND = Path("frontend")
BUILT = Path("src/corridor/web/design/static/built")
LOCALES = Path("src/corridor/web/locale")


class AssetsHook(BuildHookInterface):
    """Makes the front end and the catalogues before the files of the package are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # the interface's signature
        """Build what is missing or older than its sources."""
        make(Path(self.root))


def make(root: Path) -> None:
    """Build the front end and compile the catalogues of a checkout, each only when its sources are newer."""
    if is_stale(root / BUILT / "manifest.json", frontend_sources(root / FRONTEND)):
        build_frontend(root / FRONTEND)
    for catalogue in sorted((root / LOCALES).glob("*/LC_MESSAGES/*.po")):
        if is_stale(catalogue.with_suffix(".mo"), [catalogue]):
            compile_catalogue(catalogue)


def frontend_sources(frontend: Path) -> Iterator[Path]:
    """Return every file that the built front end depends on."""
    yield from frontend.glob("*.js*")
    yield from (path for path in (frontend / "src").rglob("*") if path.is_file())


def is_stale(output: Path, sources: Iterable[Path]) -> bool:
    """Whether an output is missing or older than one of its sources."""
    if not output.exists():
        return True
    made = output.stat().st_mtime
    return any(source.stat().st_mtime > made for source in sources)


def build_frontend(frontend: Path) -> None:
    """Install the locked packages, without running their scripts, and build.

    Raises:
        SystemExit: npm is missing or one of the two steps failed; its words are repeated.
    """
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("corridor: npm was not found; install Node 20 or later, then try again")
    for step in (["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "build"]):
        done = subprocess.run([npm, *step], cwd=frontend, capture_output=True, text=True)  # noqa: S603  # fixed words
        if done.returncode:
            sys.exit(f"corridor: npm {step[0]} failed in {frontend}\n{done.stdout}\n{done.stderr}")


def compile_catalogue(catalogue: Path) -> None:
    """Write the compiled form of one catalogue beside it; uncertain translations stay out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with catalogue.open("rb") as source:
        messages = read_po(source, locale=catalogue.parts[-3])
    with catalogue.with_suffix(".mo").open("wb") as target:
        write_mo(target, messages)


if __name__ == "__main__":
    make(Path(__file__).resolve().parent)
