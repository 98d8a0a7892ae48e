"""Settings every zone shares; a zone's own module adds its database, secret, cookies and applications."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from csp.constants import NONE, SELF
from django.utils.connection import BaseConnectionHandler

from corridor.web.settings import environment

HOME = environment.home()
DEMONSTRATION = environment.is_demonstration()
DEBUG = False
ALLOWED_HOSTS = environment.allowed_hosts()
CSRF_TRUSTED_ORIGINS = environment.trusted_origins()

WEB = Path(__file__).resolve().parent.parent

if "django_stubs_ext" not in sys.modules:
    # The queue of tasks loads this package, and it the whole administration of Django, so that classes of Django can be
    # written with brackets: three megabytes in every process. The queue itself writes a single one so.
    brackets = ModuleType("django_stubs_ext")
    setattr(brackets, "monkeypatch", lambda *_: None)  # noqa: B010  # the type of a module has no such name
    sys.modules["django_stubs_ext"] = brackets
    if not hasattr(BaseConnectionHandler, "__class_getitem__"):
        setattr(BaseConnectionHandler, "__class_getitem__", classmethod(lambda cls, *_: cls))  # noqa: B010  # as above

INSTALLED_APPS = [
    "corridor.web.design",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "corridor.web.base",
]

MIDDLEWARE = [
    "corridor.web.base.observation.middleware.ObservationMiddleware",
    "corridor.web.base.proxies.ProxyMiddleware",
    "corridor.web.base.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "corridor.web.base.accounts.middleware.OfficerMiddleware",
    "corridor.web.base.printing.PrintingMiddleware",
    "corridor.web.base.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "corridor.web.base.accounts.frame.frame",
            ],
        },
    }
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "base.Officer"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "corridor.web.base.accounts.passwords.HouseWordsValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "corridor.web.base.accounts.adapter.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "corridor.web.base.accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 12
MFA_TOTP_ISSUER = "Corridor"
# Requests from one address are counted by our own limits, which know what the node's proxies tell of addresses.
ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": "10/15m/key"}
MFA_RATE_LIMITS = {"webauthn_login": ""}
RATES = environment.rates()
OIDC = environment.provider()

POST = environment.post()
EMAIL_BACKEND, DEFAULT_FROM_EMAIL, MAIL_DOMAINS = POST.backend, POST.sender, POST.domains
EMAIL_HOST, EMAIL_PORT, EMAIL_FILE_PATH = POST.host, POST.port, POST.folder
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = POST.user, POST.password
EMAIL_USE_SSL, EMAIL_USE_TLS = POST.is_tls, POST.is_starttls

AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username"]]
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
AXES_USERNAME_CALLABLE = "corridor.web.base.accounts.admission.name_of"
AXES_CLIENT_IP_CALLABLE = "corridor.web.base.accounts.admission.nowhere"
AXES_LOCKOUT_CALLABLE = "corridor.web.base.accounts.admission.locked_out"
AXES_SENSITIVE_PARAMETERS = ["login", "code", "credential", "csrfmiddlewaretoken", "next"]
# Officers of one post share one address, so that locking by address would lock all of them out.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_RESET_ON_SUCCESS = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

CACHES = {"default": {"BACKEND": "corridor.web.base.limits.shared.SharedCache"}}

SESSION_ENGINE = "corridor.web.base.sessions.store"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = environment.is_served_by_tls()
PROXIES = environment.proxies()
TLS_CERTIFICATE = environment.tls_certificate()
# A proxy in front says by this header that a request came by TLS; ProxyMiddleware removes it where anybody else does.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_SSL_REDIRECT = bool(PROXIES)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if PROXIES or TLS_CERTIFICATE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
METRICS_TOKEN = environment.metrics_token()
DOOR_BESIDE = environment.door_beside()
INTERVIEW_DELAY_DAYS = environment.interview_delay_days()
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

STATIC_URL = "/static/"
STATICFILES_DIRS = [WEB.parent / "demo" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية")]
LOCALE_PATHS = [WEB / "locale"]

FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
UPLOAD_LIMIT_BYTES = 256 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "corridor.web.base.observation.log.Lines", "as_json": environment.logs_as_json()}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "corridor.request": {"level": "INFO" if environment.logs_as_json() else "WARNING"},
        # Refusals and absences stand in the line of their request.
        "django.request": {"level": "ERROR"},
    },
}
