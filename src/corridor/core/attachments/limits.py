"""How much an attachment may hold; each limit is looked at before what it limits is unpacked."""

from __future__ import annotations

MEGABYTE = 1 << 20

SIZE = 25 * MEGABYTE
"""The bytes of a file as it comes in, and as it is handed out."""

TEXT = 4 * MEGABYTE
"""The bytes of a plain text."""

PIXELS = 50_000_000
SIDE = 20_000
"""A picture of a telephone has up to 50 million pixels."""

PAGES = 2_000
OBJECTS = 200_000
"""Of one PDF."""

UNPACKED = 256 * MEGABYTE
"""What all streams of a PDF, or all parts of an office document, may come to."""

PARTS = 2_000
DEPTH = 200
"""The parts of an office document, and how deep the marks of one part may lie in each other."""

MEMORY = 1024 * MEGABYTE
SECONDS = 20
"""What cleaning one file may take; the process that does it ends when it takes more."""
