"""Addresses of the base: signing in and out, the second factor, the language, the purpose."""

from __future__ import annotations

from allauth.account import views as account_views
from django.urls import include, path
from django.views.i18n import set_language

from corridor.web.base.accounts import views
from corridor.web.base.administration import urls as administration
from corridor.web.base.ledger import views as ledger_views
from corridor.web.base.observation import views as observation
from corridor.web.base.tokens import views as tokens

accounts = [
    path("accounts/login/", account_views.login, name="account_login"),
    path("accounts/logout/", account_views.logout, name="account_logout"),
    path("accounts/reauthenticate/", account_views.reauthenticate, name="account_reauthenticate"),
    path("accounts/inactive/", account_views.account_inactive, name="account_inactive"),
    path("accounts/password/change/", account_views.password_change, name="account_change_password"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("language/", set_language, name="set_language"),
]

app_name = "base"
urlpatterns = [
    path("purpose/", views.purpose, name="purpose"),
    *administration.urlpatterns,
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<str:uid>/revoke/", tokens.revoke, name="token-revoke"),
    path("ledger/", ledger_views.ledger, name="ledger"),
    path("health/live", observation.live, name="health-live"),
    path("health/ready", observation.ready, name="health-ready"),
    path("metrics", observation.figures, name="metrics"),
]
