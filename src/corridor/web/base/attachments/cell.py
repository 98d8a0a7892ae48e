"""The process in which a hostile file is taken apart and written anew; nothing else does.

It is started for one file, shuts itself in, reads the file from its standard input, and writes what came of it to its
standard output: a line of codes, then the bytes. It knows no settings, no key and no database.
"""

from __future__ import annotations

import gc
import json
import os
import sys

from corridor.core.attachments.codes import Fault, Form, Kind, Taken
from corridor.core.attachments.errors import AttachmentRefused
from corridor.core.attachments.plain import plain
from corridor.web.base.attachments.confinement import limit, shut_in

PICTURES = frozenset((Form.JPEG, Form.PNG, Form.WEBP, Form.GIF))


def cleaned(content: bytes, form: Form) -> tuple[Kind, bytes, tuple[Taken, ...]]:
    """Return the kind of a file, its bytes as they were written anew, and what was taken out of it.

    Raises:
        AttachmentRefused: It cannot be made safe.
    """
    if form is Form.TEXT:
        text, notes = plain(content)
        return Kind.TEXT, text, notes
    if form in PICTURES:
        from corridor.web.base.attachments import pictures

        return pictures.painted(content, form)
    if form is Form.PDF:
        from corridor.web.base.attachments import papers

        return papers.rewritten(content)
    from corridor.web.base.attachments import packages

    return packages.rewritten(content)


def prepare(form: Form) -> None:
    """Load everything that the form of the file will need, while files can still be opened."""
    if form in PICTURES:
        from corridor.web.base.attachments import pictures

        pictures.prepare()
    elif form is Form.PDF:
        from corridor.web.base.attachments import papers

        papers.prepare()
    elif form is Form.PACKAGE:
        from corridor.web.base.attachments import packages

        packages.prepare()
    else:
        # An encoding is loaded when it is first used.
        for sample in (b"a", b"\xff\xfea\x00", b"\xfeur"):
            plain(sample)


def main() -> None:
    """Clean the file on the standard input."""
    form = Form(sys.argv[1])
    prepare(form)
    gc.disable()
    limit()
    is_shut_in = shut_in()
    told: dict[str, object] = {"shut_in": is_shut_in}
    content = b""
    try:
        kind, content, notes = cleaned(sys.stdin.buffer.read(), form)
        told |= {"kind": str(kind), "notes": list(dict.fromkeys(map(str, notes)))}
    except AttachmentRefused as refused:
        told["fault"] = refused.params["fault"]
    except MemoryError:
        told["fault"] = str(Fault.EFFORT)
    except RecursionError:
        told["fault"] = str(Fault.BOMB)
    out = sys.stdout.buffer
    out.write(json.dumps(told).encode() + b"\n" + content)
    out.flush()
    os._exit(0)  # Libraries would want to put things away with calls that are given up.


if __name__ == "__main__":
    main()
