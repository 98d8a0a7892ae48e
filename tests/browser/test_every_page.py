"""Every page of both zones holds: for who does not see it, in both directions, wide and narrow, light and dark.

Axe-core looks at each page once, at every second on the narrow dark screen in Arabic; with `--deep` at each on both.
"""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import walking
from tests.browser.conftest import READY_SECONDS, ROOT, Reception

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = "axe.run(document, {preload: false, resultTypes: ['violations']})"
NARROW: Any = {"viewport": {"width": 390, "height": 844}, "locale": "ar", "color_scheme": "dark"}
PRESSES = 5
HEAVIEST = 200_000
"""So many bytes a page may bring over the line on a first visit, without its map."""

OF_THE_MAP = re.compile(r"/built/(map|maplibre)|world\.json|\.geojson")
EXCUSED = {("base:design", "landmark-unique")}
"""The page of components draws each landmark twice."""

HANDLES = {
    "desk": (
        "int.sorrel",
        "",
        "xa.tirel",
        "xa.jorul",
        "xc.pell",
        "xc.vantry",
        "xa.quenna",
        "xa.wick",
        "xa.edda",
        "xa.ferrin",
        "xa.tarn",
        "int.ansa",
        "xb.tamsel",
        "xb.norva",
    ),
    "protection": ("mp.alune", "", "mp.sefa", "as.wyll", "rt.maroc", "om.iska", "om.thale", "mp.dorne", "mp.verra"),
}
"""One officer for each function, the one who sees most first; nobody is who has no account."""

OF_REPORTING = frozenset(
    f"desk:{page}" for page in ("forums", "forum", "reviews", "review", "capacity", "progress", "progress-entry")
)
AGAIN = {"int.ansa": OF_REPORTING, "xb.tamsel": OF_REPORTING, "xb.norva": OF_REPORTING}
"""Pages that lead those who report and approve to others that nobody else is led to."""

FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const style = getComputedStyle(one);
  const ringed = (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none";
  const inside = one.closest("label") ? getComputedStyle(one.closest("label")) : null;
  const seen = ringed || (inside && inside.outlineStyle !== "none");
  one.dataset.reached ||= String(Math.random());
  return (seen ? "" : "invisible ") + one.tagName + " " + one.dataset.reached;
}"""


def told(page: Page, route: str) -> list[str]:
    """Return what axe-core finds, which `with_axe` put into the page."""
    found = page.evaluate(RULES)
    return [
        f"{one['id']}: {node['target']}"
        for one in found["violations"]
        for node in one["nodes"][:2]
        if (route, one["id"]) not in EXCUSED
    ]


def with_axe(visitor: Any) -> None:
    """Let a visitor's browser put axe-core into every page before the page itself, and load no map."""
    visitor.context.add_init_script(path=AXE)
    walking.without_map(visitor)


def weighed(visitor: Any, path: str) -> list[str]:
    """Open a page as somebody does who was never here, and return by how much it is heavier than it may be."""
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    named: dict[str, str] = {}
    came: dict[str, float] = {}
    session.on("Network.responseReceived", lambda told: named.update({told["requestId"]: told["response"]["url"]}))
    session.on("Network.loadingFinished", lambda told: came.update({told["requestId"]: told["encodedDataLength"]}))
    visitor.page.goto(visitor.address + path, wait_until="load")
    visitor.page.evaluate("document.fonts.ready.then(() => document.fonts.size)")
    session.detach()
    weight = sum(size for one, size in came.items() if not OF_THE_MAP.search(named.get(one, "")))
    return [f"weighs {weight / 1000:.0f} kB"] if weight > HEAVIEST else []


def over(page: Page) -> list[str]:
    """Return by how much a page is wider than its screen."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [f"wider than the screen by {wide}"] if wide > 0 else []


def by_keyboard(page: Page) -> list[str]:
    """Return what is wrong for who has a keyboard alone: the way past the head, a ring around the focus, no traps."""
    problems, reached = [], []
    page.evaluate("document.activeElement?.blur()")
    for _ in range(PRESSES):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    if page.evaluate("document.querySelector('.ds-skip-link')") is not None and "A " not in reached[0]:
        problems.append("the first step does not lead past the head")
    problems += sorted({f"focus is not seen: {one.split()[1]}" for one in reached if one.startswith("invisible")})
    focusable = page.locator("a[href]:visible, button:visible, input:visible, select:visible, summary:visible").count()
    if len(set(reached)) < min(focusable, PRESSES) - 2:
        problems.append(f"the keyboard is caught: {len(set(reached))} of {focusable}")
    return problems


@pytest.fixture(scope="module")
def receptions(browser: Browser, address: str) -> dict[str, Reception]:
    """The receptions of both zones; the demonstration serves protection one port further."""
    place = urlsplit(address)
    beside = f"http://{place.hostname}:{(place.port or 0) + 1}"
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{beside}/accounts/login/", timeout=5):
                break
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    return {"desk": Reception(browser, address), "protection": Reception(browser, beside)}


@pytest.mark.parametrize("zone", ["desk", "protection"])
@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed in frontend/node_modules")
def test_every_page_is_open_to_everybody(
    receptions: dict[str, Reception], zone: str, tmp_path_factory: Any, pytestconfig: pytest.Config
) -> None:
    is_deep = pytestconfig.getoption("--deep")
    patterns = walking.routes(zone, str(tmp_path_factory.mktemp("none")))
    found: dict[str, list[str]] = {}
    places = []

    for visitor, place in walking.walk(receptions[zone], patterns, HANDLES[zone], AGAIN, ready=with_axe):
        places.append(place)
        problems = [*over(visitor.page), *by_keyboard(visitor.page)]
        problems += told(visitor.page, place.route) if is_deep or len(places) % 2 else []
        found |= {f"{place.path} en wide": problems} if problems else {}
    for handle in dict.fromkeys(place.handle for place in places):
        visitor = receptions[zone].visitor(handle, **NARROW)
        with_axe(visitor)
        for number, place in enumerate(places, 1):
            if place.handle != handle:
                continue
            problems = [*weighed(visitor, place.path), *over(visitor.page)]
            problems += told(visitor.page, place.route) if is_deep or number % 2 == 0 else []
            found |= {f"{place.path} ar narrow dark": problems} if problems else {}
        visitor.context.close()

    reached = {place.route for place in places}
    assert len(reached) > 40
    assert found == {}
    some = receptions[zone].visitor(HANDLES[zone][0])
    missed = set(patterns) - reached - walking.acts(some, patterns, set(patterns) - reached) - ELSEWHERE
    assert not missed, f"nobody reached {sorted(missed)}: lead there in the demonstration, or say below why not"
    some.context.close()


ELSEWHERE = frozenset(
    """
    account_logout set_language remove-passkey
    api:api-root api:elsewhere api:exports api:import api:imports api:me api:openapi-json api:picture api:schemata
    api:sources api:statements api:thing api:things api:vocabularies
    base:device-key base:health-live base:health-ready base:ledger-head base:ledger-proof base:metrics
    base:recovery-codes base:session-end base:sessions-others base:sign-on base:sign-on-back base:tokens
    mfa_authenticate mfa_deactivate_totp mfa_download_recovery_codes mfa_edit_webauthn mfa_login_webauthn
    mfa_reauthenticate mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_view_recovery_codes
    desk:briefing desk:briefing-changes desk:briefing-leave desk:briefing-part desk:briefing-version
    desk:country-sheet-paper desk:instrument-template desk:practice-edit desk:progress-template desk:stock-file
    public:commitments-file
    desk:figure-line desk:indicator desk:indicator-revise desk:measure-kept desk:table
    public:download public:front public:signed public:table public:version
    desk:card desk:card-evidence desk:card-own desk:centre-alert desk:compartment desk:contact desk:describe
    desk:disclosure desk:held-file desk:hold desk:import-preview
    desk:import-progress desk:import-rejects desk:mapping desk:mapping-file desk:partner desk:picture-compare-map
    desk:match-question desk:picture-map desk:places desk:report desk:received-one desk:release desk:release-new
    desk:report-edit desk:report-file desk:report-sheet-file desk:report-sheet-rejects desk:request
    desk:request-answer desk:target desk:thread desk:thread-new desk:thread-text desk:thing-export
    desk:thing-files desk:thing-hold desk:thing-map
    desk:thing-members desk:thing-neighbours desk:thing-readings desk:thing-received desk:vocabulary-edit
    protection:body-card protection:body-check protection:body-close protection:case-close protection:case-document
    protection:case-document-remove protection:case-documents protection:case-reopen protection:case-team
    protection:case-write protection:complaint-file protection:consent-share protection:consent-withdraw
    protection:disclosure protection:fixed-file protection:front protection:interview-manifest
    protection:interview-ready
    protection:interview-release protection:interview-words protection:interview-worker protection:part
    protection:part-attestation protection:register-file protection:share-letter
    """.split()  # noqa: SIM905  # a list to read
)
"""What is no page (files, programs, acts), or stands in the demonstration only after something was done."""
