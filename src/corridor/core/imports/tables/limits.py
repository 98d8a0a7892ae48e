"""How much a file may hold. Each limit is looked at before what it limits is unpacked or kept."""

from __future__ import annotations

MEGABYTE = 1 << 20

CHUNK = 1 << 16
"""Bytes are read and unpacked in pieces of this size."""

UNPACKED = 2048 * MEGABYTE
"""What a packed text may come to."""

RATIO = 200
"""So many times its size a packed file may come to; DEFLATE ends at 1032."""

RATIO_FROM = 32 * MEGABYTE
"""Below this size the ratio is not looked at: a short table of equal rows is no attack."""

PARTS = 2000
DIRECTORY = 2 * MEGABYTE
"""Parts of a workbook, and the bytes of the list of them."""

PART = 1024 * MEGABYTE
"""What one part of a workbook, and all its parts together, may come to; parts are streamed, never held whole."""

SILENT = 128 * MEGABYTE
"""So much of a part may go by without one row, such as a blank end that was coloured in."""

TOKEN = 4 * MEGABYTE
"""What one mark of XML may take; real ones take a few hundred bytes."""

SHARED_TEXTS = 2_000_000
SHARED_CHARACTERS = 64 * MEGABYTE
"""The texts that the cells of a workbook share are the one thing that is kept while it is read."""

SHEETS = 200
ROWS = 1_048_576
"""The rows that a sheet can have."""
