"""Addresses of the vault. References and identifiers are random; no address holds a word about anybody."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from corridor.web.protection.vault.views import cases, consents, vault


class Reference(StringConverter):
    """The reference of a case; whatever has another form reaches no page and no ledger."""

    regex = "C-[0-9A-Z]{4}-[0-9A-Z]{4}"


class Identifier(StringConverter):
    """A random identifier."""

    regex = "[0-9a-f]{32}"


class Code(StringConverter):
    """The code of a body."""

    regex = "[A-Z0-9]{2,10}(?:-[A-Z0-9]{1,10}){0,2}"


register_converter(Reference, "caseref")
register_converter(Identifier, "caseuid")
register_converter(Code, "bodycode")

urlpatterns = [
    path("cases/", cases.cases, name="cases"),
    path("cases/new/", cases.case_new, name="case-new"),
    path("cases/emergency/", cases.emergency, name="case-emergency"),
    path("cases/notices/<caseuid:uid>/seen/", cases.notice_seen, name="notice-seen"),
    path("cases/<caseref:ref>/", cases.case, name="case"),
    path("cases/<caseref:ref>/history/", cases.history, name="case-history"),
    path("cases/<caseref:ref>/print/", cases.printed, name="case-print"),
    path("cases/<caseref:ref>/person/", cases.person, name="case-person"),
    path("cases/<caseref:ref>/write/<str:item>/", cases.write, name="case-write"),
    path("cases/<caseref:ref>/documents/", cases.document_add, name="case-documents"),
    path("cases/<caseref:ref>/documents/<caseuid:uid>/", cases.document, name="case-document"),
    path("cases/<caseref:ref>/documents/<caseuid:uid>/remove/", cases.document_remove, name="case-document-remove"),
    path("cases/<caseref:ref>/team/", cases.team, name="case-team"),
    path("cases/<caseref:ref>/close/", cases.close, name="case-close"),
    path("cases/<caseref:ref>/reopen/", cases.reopen, name="case-reopen"),
    path("cases/<caseref:ref>/consents/new/", consents.consent_new, name="consent-new"),
    path("cases/<caseref:ref>/consents/<caseuid:uid>/withdraw/", consents.consent_withdraw, name="consent-withdraw"),
    path("cases/<caseref:ref>/consents/<caseuid:uid>/share/", consents.consent_share, name="consent-share"),
    path("cases/<caseref:ref>/shares/<caseuid:uid>/letter/", consents.share_letter, name="share-letter"),
    path("received/", vault.received, name="received"),
    path("received/<caseuid:uid>/", vault.part, name="part"),
    path("received/<caseuid:uid>/attestation/", vault.part_attestation, name="part-attestation"),
    path("received/<caseuid:uid>/hand-on/", vault.part_hand_on, name="part-hand-on"),
    path("bodies/", vault.bodies_known, name="bodies"),
    path("bodies/card/", vault.card, name="body-card"),
    path("bodies/<bodycode:code>/check/", vault.body_check, name="body-check"),
    path("bodies/<bodycode:code>/close/", vault.body_close, name="body-close"),
    path("vault/", vault.vault, name="vault"),
    path("vault/propose/", vault.propose, name="vault-propose"),
    path("vault/renew/", vault.renew, name="vault-renew"),
    path("vault/<caseuid:uid>/approve/", vault.approve, name="vault-approve"),
    path("vault/<caseuid:uid>/deny/", vault.deny, name="vault-deny"),
]
