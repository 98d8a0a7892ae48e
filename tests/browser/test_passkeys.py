"""Passkeys in a real browser with an authenticator of its own: added, named, used without a password, removed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from corridor.demo.sign_ins import PASSWORD
from tests.browser.conftest import Reception, Visitor

HANDLE, OTHER = "xa.ralm", "xa.quenna"


@pytest.fixture
def visitor(reception: Reception, address: str) -> Iterator[Visitor]:
    """Somebody at the node's name, since passkeys are good for names and not for addresses, with an authenticator."""
    context = reception.browser.new_context(locale="en")
    context.set_default_timeout(15_000)
    one = Visitor(address.replace("127.0.0.1", "localhost"), context, context.new_page())
    one.watch()
    keys = context.new_cdp_session(one.page)
    keys.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield one
    context.close()
    assert one.complaints == []


def proves(visitor: Visitor) -> None:
    """Type the password where the node asks again who one is."""
    if "reauthenticate" in visitor.page.url:
        visitor.page.fill("input[name=password]", PASSWORD)
        visitor.page.locator("main form button[type=submit]").first.click()


def test_a_passkey_is_added_signs_in_without_a_password_and_is_removed(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signs_in(HANDLE)
    visitor.goes("/accounts/2fa/webauthn/add/")
    proves(visitor)
    page.fill("input[name=name]", "Duty laptop")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/accounts/2fa/recovery-codes/")
    codes = page.locator("ol.codes code").all_inner_texts()
    page.click("text=I have kept them")

    visitor.goes("/sessions/")
    page.locator("form[action='/accounts/logout/'] button").click()
    page.wait_for_url("**/accounts/login/**")
    page.click("#passkey_login")
    page.wait_for_url("**/purpose/**")
    page.locator("input[name=acting]").first.check()
    page.click("main button[type=submit]")
    visitor.goes("/accounts/2fa/webauthn/")
    listed = page.inner_text("main")
    page.locator("main tbody").get_by_text("Remove", exact=True).first.click()
    proves(visitor)
    page.click("main button[type=submit]")
    page.wait_for_url("**/accounts/2fa/webauthn/")

    assert len(set(codes)) == 10
    assert "Duty laptop" in listed
    assert "No passkey yet." in page.inner_text("main")


def test_after_a_password_the_passkey_is_the_second_factor(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signs_in(OTHER)
    visitor.goes("/accounts/2fa/webauthn/add/")
    proves(visitor)
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile(r"recovery-codes/$|webauthn/$"))
    visitor.goes("/sessions/")
    page.locator("form[action='/accounts/logout/'] button").click()
    page.wait_for_url("**/accounts/login/**")

    page.fill("input[name=login]", OTHER)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/accounts/2fa/authenticate/")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url("**/purpose/**")

    assert "authenticate" not in page.url


def test_the_account_page_lists_this_browser_by_its_kind(visitor: Visitor) -> None:
    visitor.signs_in("xa.jorul")

    shown = visitor.goes("/sessions/").inner_text("main")

    assert "Chrome · Linux" in shown
    assert "this browser" in shown
    assert "127.0.0.1" not in shown
