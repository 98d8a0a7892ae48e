"""The desk: law enforcement and justice, its own database, secret and cookies."""

from __future__ import annotations

from corridor.web.settings import environment
from corridor.web.settings.common import *
from corridor.web.settings.common import INSTALLED_APPS as SHARED_APPS

ZONE = "desk"
ROOT_URLCONF = "corridor.web.desk.urls"
WSGI_APPLICATION = "corridor.web.desk.wsgi.application"
SECRET_KEY = environment.secret(ZONE)
DATABASES = {"default": environment.database(ZONE)}
INSTALLED_APPS = [*SHARED_APPS, "corridor.web.desk", "corridor.web.public"]
SESSION_COOKIE_NAME = environment.cookie(ZONE, "session")
CSRF_COOKIE_NAME = environment.cookie(ZONE, "csrf")
LANGUAGE_COOKIE_NAME = environment.cookie(ZONE, "language")
