"""The watcher of writes (`shim.c`): built where there is a compiler, and told what to do through a file it shares."""

from __future__ import annotations

import functools
import mmap
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

GOOD, FULL, READ_ONLY = 0, 1, 2
_NUMBERS = ("calls", "kill_at", "disk", "noting", "links", "fail_at", "fail_as")
_TEXTS = ("folder", "journal", "aside")
_TEXT = 1024
_SIZE = 8 * len(_NUMBERS) + _TEXT * len(_TEXTS)


@functools.cache
def built() -> Path | None:
    """Return the library, built once a process; nothing where there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    library = Path(tempfile.mkdtemp(prefix="corridor-shim-")) / "shim.so"
    source = Path(__file__).with_suffix(".c")
    command = [compiler, "-O1", "-shared", "-fPIC", "-D_LARGEFILE64_SOURCE", "-o", str(library), str(source), "-ldl"]
    done = subprocess.run(command, capture_output=True, check=False)
    return library if done.returncode == 0 else None


class Control:
    """The file by which the watcher is told what to do, also while it watches."""

    def __init__(self, path: Path, *, new: bool = True) -> None:
        self.path = path
        if new:
            path.write_bytes(bytes(_SIZE))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), _SIZE)

    def __getitem__(self, name: str) -> int:
        at = 8 * _NUMBERS.index(name)
        return int(struct.unpack_from("<q", self._shared, at)[0])

    def __setitem__(self, name: str, value: int) -> None:
        struct.pack_into("<q", self._shared, 8 * _NUMBERS.index(name), value)

    def watch(self, folder: Path, *, notes: Path | None = None) -> None:
        """Watch a folder from now on; with notes, what is written can be taken back."""
        self.rest()
        for number in _NUMBERS:
            self[number] = 0
        aside = notes.with_suffix(".aside") if notes else None
        if notes and aside:
            notes.write_bytes(b"")
            aside.mkdir(exist_ok=True)
        for name, value in zip(_TEXTS[::-1], (aside or "", notes or "", folder), strict=True):
            self._say(name, str(value))
        self["noting"] = int(notes is not None)

    def rest(self) -> None:
        """Watch nothing."""
        self._say("folder", "")

    def _say(self, name: str, value: str) -> None:
        at = 8 * len(_NUMBERS) + _TEXT * _TEXTS.index(name)
        self._shared[at : at + _TEXT] = value.encode().ljust(_TEXT, b"\0")
