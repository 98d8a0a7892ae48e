"""Cuts the fonts of the pages down to the letters of their languages, so that a page stays light on a poor line.

Run by hand when the packages of the fonts change; it needs `fonttools` and `brotli`, which nothing else here does:

    python -m venv /tmp/fonts && /tmp/fonts/bin/pip install fonttools brotli && /tmp/fonts/bin/python frontend/fonts.py

Each has a space, since what writes PDF looks for it in the font of the word before.

The weights 400 to 700 are kept. What is outside of these letters is drawn by a font of the device.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules" / "@fontsource-variable"
CUT = {
    "latin": (
        "noto-sans/files/noto-sans-latin-wght-normal.woff2",
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,"
        "U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    ),
    "latin-ext": (
        "noto-sans/files/noto-sans-latin-ext-wght-normal.woff2",
        "U+0020,U+00A0,U+0100-017F,U+018F,U+01A0-01B0,U+01CD-01DC,U+0218-021B,U+0259,U+02BC,U+02BE-02BF,U+1E0C-1E0D,U+1E24-1E25,"
        "U+1E62-1E63,U+1E6C-1E6D,U+1E92-1E93,U+1E9E",
    ),
    "arabic": (
        "noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2",
        "U+0020,U+00A0,U+060C,U+061B,U+061F,U+0621-063A,U+0640-0655,U+0660-066D,U+0670,U+200C-200F",
    ),
}


def main() -> int:
    """Write the fonts."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    for name, (package, letters) in CUT.items():
        narrowed = io.BytesIO()
        instancer.instantiateVariableFont(TTFont(PACKAGES / package), {"wght": (400, 700)}).save(narrowed)
        font = TTFont(narrowed)
        options = subset.Options(layout_features=["*"], flavor="woff2")
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=subset.parse_unicodes(letters))
        cutter.subset(font)
        font.flavor = "woff2"
        font.save(HERE / "fonts" / f"{name}.woff2")
        sys.stdout.write(f"{name}: {(HERE / 'fonts' / f'{name}.woff2').stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
