"""Functions, permissions and the officer."""

from __future__ import annotations

import copy

import pytest

from corridor import shelf
from corridor.core.access.codes import CONTENT_PERMISSIONS, Event, Permission
from corridor.core.access.errors import DutiesJoined, FunctionsInvalid, FunctionUnknown, PurposeNotOfFunction
from corridor.core.access.functions import functions_from, reader_for
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_duties, check_permission
from corridor.core.handling.records import Reader
from corridor.core.kernel.errors import NotPermitted

FUNCTIONS = shelf.functions()


@pytest.mark.parametrize(
    ("function", "permissions"),
    [
        (
            "overseer",
            {
                Permission.REGISTER_READ,
                Permission.LEDGER_VERIFY,
                Permission.OVERSIGHT_REVIEW,
                Permission.STAFF_COMPARE,
                Permission.PARTNER_READ,
                Permission.PARTNER_CONFIRM,
                Permission.PARTNER_SUSPEND,
                Permission.TRAFFIC_READ,
            },
        ),
        (
            "administrator",
            {
                Permission.DIRECTORY_KEEP,
                Permission.DIRECTORY_READ,
                Permission.LEDGER_VERIFY,
                Permission.OFFICER_MANAGE,
                Permission.NODE_BACK_UP,
                Permission.VAULT_ADMINISTER,
                Permission.PARTNER_READ,
                Permission.PARTNER_SUSPEND,
                Permission.TRAFFIC_READ,
            },
        ),
    ],
)
def test_overseers_and_administrators_carry_no_permission_that_shows_content(
    function: str, permissions: set[Permission]
) -> None:
    assert FUNCTIONS[function].permissions == permissions
    assert not FUNCTIONS[function].permissions & CONTENT_PERMISSIONS


def test_every_permission_is_carried_by_some_function() -> None:
    assert frozenset().union(*(function.permissions for function in FUNCTIONS.values())) == frozenset(Permission)


def test_every_function_acts_for_some_purpose() -> None:
    assert all(function.purposes for function in FUNCTIONS.values())


def test_permissions_and_events_are_written_alike() -> None:
    written = [*Permission, *Event]

    assert len(set(written)) == len(written)
    assert all(part and part == part.lower() for code in written for part in code.split(":"))
    assert all(code.count(":") == 1 for code in written)


def test_a_permission_that_the_function_lacks_is_refused() -> None:
    officer = Officer(1, "kes", Reader("XA-POL", "overseer", "oversight"), FUNCTIONS["overseer"].permissions)

    check_permission(officer, Permission.LEDGER_VERIFY)
    with pytest.raises(NotPermitted, match="entity:read"):
        check_permission(officer, Permission.ENTITY_READ)


def test_a_reader_is_made_for_a_purpose_of_its_function() -> None:
    made = reader_for(FUNCTIONS, authority="XA-POL", function="analyst", purpose="strategic-analysis", clearance=1)

    assert made == Reader("XA-POL", "analyst", "strategic-analysis", 1, frozenset())


def test_no_reader_is_made_for_a_purpose_of_another_function_or_for_no_function() -> None:
    with pytest.raises(PurposeNotOfFunction):
        reader_for(FUNCTIONS, authority="XA-POL", function="analyst", purpose="oversight")
    with pytest.raises(FunctionUnknown):
        reader_for(FUNCTIONS, authority="XA-POL", function="astrologer", purpose="prevention")


@pytest.mark.parametrize(("function", "permission"), [("overseer", "entity:read"), ("analyst", "entity:sell")])
def test_a_functions_file_that_shows_content_to_an_overseer_or_names_no_permission_does_not_load(
    function: str, permission: str
) -> None:
    document = copy.deepcopy(shelf.document("corridor.core.access", "functions.yaml"))
    document["terms"][function]["permissions"].append(permission)

    with pytest.raises(FunctionsInvalid, match=function):
        functions_from(document, shelf.schemes())


def test_who_administers_officers_signs_nothing_about_partners() -> None:
    with pytest.raises(DutiesJoined):
        check_duties([("administrator", "administration"), ("legal-officer", "oversight")], FUNCTIONS, zone="desk")
