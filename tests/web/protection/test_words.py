"""That every refusal of the zone of protection is translated, with what to do; other texts are looked at elsewhere."""

from __future__ import annotations

import pytest

from tests.web.design import test_words as words


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_refusal_of_protection_is_translated_with_what_to_do(language: str) -> None:
    assert words.untranslated(words.of_refusals(), language) == set()
