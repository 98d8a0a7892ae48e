"""Takes a file in: looks what it is, has it cleaned in a cell, and gives it back; keeps nothing."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, Any, BinaryIO

from corridor.core.attachments import limits
from corridor.core.attachments.codes import Fault, Form, Kind, Taken
from corridor.core.attachments.errors import AttachmentRefused
from corridor.core.attachments.kinds import form_of
from corridor.core.attachments.naming import safe_name
from corridor.core.attachments.records import Clean

WAIT_SECONDS = 40
"""How long a cell may take by the clock: it may have to wait for others, and its own time is limited besides."""

AT_ONCE = 2
"""So many cells a process keeps at most: who sends many files waits, and leaves memory and time to others."""

_TOLD = 4096
_cells = threading.BoundedSemaphore(AT_ONCE)


def take_in(content: bytes | BinaryIO, *, name: str) -> Clean:
    """Return a file as it may be kept and handed out: its kind by its content, written anew, named safely.

    The file is taken apart in a process of its own that has no key, no network and no file. Nothing of it is kept here;
    where the result is kept, and sealed, is the matter of the caller.

    Args:
        name: The name that the file came with; no more than a proposal.
    Raises:
        AttachmentRefused: It cannot be made safe; `fault` says why.
    """
    before = content if isinstance(content, bytes) else content.read(limits.SIZE + 1)
    if len(before) > limits.SIZE:
        raise AttachmentRefused(fault=Fault.SIZE)
    form = form_of(before)
    if not _cells.acquire(timeout=WAIT_SECONDS):
        raise AttachmentRefused(fault=Fault.EFFORT)
    try:
        told, after = _in_a_cell(before, form)
    finally:
        _cells.release()
    kind, notes = Kind(told["kind"]), [Taken(note) for note in told["notes"]]
    safe = safe_name(name, kind)
    if safe != name:
        notes.append(Taken.NAME)
    return Clean(
        kind=str(kind),
        content=after,
        name=safe,
        size=len(after),
        sha256=hashlib.sha256(after).hexdigest(),
        sha256_before=hashlib.sha256(before).hexdigest(),
        notes=tuple(map(str, notes)),
    )


def _in_a_cell(content: bytes, form: Form) -> tuple[dict[str, Any], bytes]:
    """Have a file cleaned; a cell that dies, or answers what it should not, has met something that it could not do."""
    command = [sys.executable, "-I", "-B", "-m", "corridor.web.base.attachments.cell", str(form)]
    process = subprocess.Popen(  # noqa: S603  # this module's neighbour, one code as its argument
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, close_fds=True
    )
    assert process.stdin is not None and process.stdout is not None
    sending = threading.Thread(target=_send, args=(process.stdin, content), daemon=True)
    timer = threading.Timer(WAIT_SECONDS, process.kill)
    try:
        timer.start()
        sending.start()
        line = process.stdout.readline(_TOLD)
        after = process.stdout.read(limits.SIZE + 1)
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        sending.join()
        process.stdout.close()
    try:
        told: dict[str, Any] = json.loads(line)
    except ValueError:
        raise AttachmentRefused(fault=Fault.EFFORT) from None
    if "fault" in told:
        raise AttachmentRefused(fault=Fault(told["fault"]))
    if len(after) > limits.SIZE:
        raise AttachmentRefused(fault=Fault.SIZE)
    return told, after


def _send(stream: IO[bytes], content: bytes) -> None:
    # A cell may answer before it has read to the end.
    with suppress(OSError), stream:
        stream.write(content)
