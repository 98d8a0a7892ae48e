"""What stands between two texts of a page is set as in the language of the page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import corridor

TEMPLATES: Final = Path(corridor.__file__).parent
SENTENCE: Final = re.compile(r"(\{% blocktrans(?:late)?\b.*?%\}).*?(\{% endblocktrans(?:late)? %\})", re.DOTALL)
PLAIN_COLON: Final = re.compile(r"(?:\}\}|%\}):(?=[\s<{])")
IN_ITS_OWN_LANGUAGE: Final = "{{ one.title }}: {{ one.kind }}"
"""The receipt of a claim says each line in a language of its own, which need not be the language of the page."""


def plain_colons(template: str) -> int:
    return len(PLAIN_COLON.findall(SENTENCE.sub(r"\1\2", template.replace(IN_ITS_OWN_LANGUAGE, ""))))


def test_no_template_writes_a_plain_colon_after_a_text() -> None:
    assert plain_colons('{% translate "Source" %}: {{ source }}') == 1
    assert plain_colons("{% blocktranslate %}{{ name }}: none{% endblocktranslate %}") == 0
    told = {path.name for path in TEMPLATES.rglob("templates/**/*.html") if plain_colons(path.read_text("utf-8"))}
    assert not told, f"write {{% colon %}} of the tag library corridor instead: {sorted(told)}"
