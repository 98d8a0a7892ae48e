"""A message in Arabic is pasted on a telephone, and what is confirmed of its proposals begins a draft."""

from __future__ import annotations

import re
from typing import Any

from tests.browser.test_pages import AXE, TELEPHONE

MESSAGE = (
    "غرق قارب مطاطي انطلق من زوارة إلى لامبيدوزا أمس وعلى متنه نحو ٨٠ شخصا. "
    "انتشلت 12 جثة وتم إنقاذ 30 شخصا. دفعوا 1500 دولار للشخص. قال محمد أحمد إن القارب كان مكتظا."
)


def test_a_message_in_arabic_becomes_a_draft_on_a_telephone_with_what_was_confirmed_and_no_name(visit: Any) -> None:
    visitor = visit("xb.hask", locale="ar", **TELEPHONE)
    page = visitor.goes("/reports/new/paste/")
    page.fill("#text", MESSAGE)
    page.fill("#on", "2026-03-10")
    page.get_by_role("button", name="اقرأ النص").click()
    page.wait_for_selector(".paste")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["viewport"]["width"]

    page.check("input[value='occurred_on=2026-03-09']")
    page.check("input[value^='counts.'][value*='dead']")
    page.get_by_role("button", name="انقل هذه إلى التقرير").click()

    page.wait_for_url(re.compile(r"/reports/[0-9a-f]{32}/edit/"))
    assert page.input_value("[name=occurred_on]") == "2026-03-09"
    assert page.input_value("[name='counts.0.range']") == "12"
    assert page.input_value("[name=place_text]") == ""
    assert "محمد" not in page.content()
