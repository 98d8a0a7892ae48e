"""Addresses of the base: signing in and out, the second factor, the language, the purpose."""

from __future__ import annotations

from allauth.account import views as account_views
from django.urls import include, path
from django.views.i18n import set_language

from corridor.web.base.accounts import views
from corridor.web.base.administration import urls as administration
from corridor.web.base.doors import views as doors
from corridor.web.base.keeping import views as keeping
from corridor.web.base.observation import views as observation
from corridor.web.base.oversight import urls as oversight
from corridor.web.base.sessions import views as sessions
from corridor.web.base.signon import views as signon
from corridor.web.base.tokens import views as tokens
from corridor.web.base.tour import views as tour
from corridor.web.design import showcase

accounts = [
    path("accounts/login/", account_views.login, name="account_login"),
    path("accounts/logout/", account_views.logout, name="account_logout"),
    path("accounts/reauthenticate/", account_views.reauthenticate, name="account_reauthenticate"),
    path("accounts/inactive/", account_views.account_inactive, name="account_inactive"),
    path("accounts/password/change/", account_views.password_change, name="account_change_password"),
    path("accounts/2fa/webauthn/keys/<int:pk>/remove/", views.remove_passkey, name="remove-passkey"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("language/", set_language, name="set_language"),
]

app_name = "base"
urlpatterns = [
    path("purpose/", views.purpose, name="purpose"),
    path("recovery-codes/", views.recovery_codes, name="recovery-codes"),
    path("device-key/", keeping.device_key, name="device-key"),
    path("device-key/renew/", keeping.renew, name="device-key-renew"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/others/end/", sessions.end_others, name="sessions-others"),
    path("sessions/<str:uid>/end/", sessions.end, name="session-end"),
    path("sign-on/", signon.start, name="sign-on"),
    path("sign-on/back/", signon.back, name="sign-on-back"),
    *administration.urlpatterns,
    path("tour/", tour.tour, name="tour"),
    path("tour/end/", tour.end, name="tour-end"),
    path("design/", showcase.showcase, name="design"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<str:uid>/revoke/", tokens.revoke, name="token-revoke"),
    *oversight.urlpatterns,
    path("door/", doors.door, name="door"),
    path("health/live", observation.live, name="health-live"),
    path("health/ready", observation.ready, name="health-ready"),
    path("metrics", observation.figures, name="metrics"),
]
