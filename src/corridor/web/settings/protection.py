"""Protection of persons: its own home, database, secret and cookies; in production its own machine."""

from __future__ import annotations

from corridor.web.settings import environment
from corridor.web.settings.common import *
from corridor.web.settings.common import INSTALLED_APPS as SHARED_APPS

ZONE = "protection"
ROOT_URLCONF = "corridor.web.protection.urls"
WSGI_APPLICATION = "corridor.web.protection.wsgi.application"
SECRET_KEY = environment.secret(ZONE)
DATABASES = {"default": environment.database(ZONE)}
INSTALLED_APPS = [*SHARED_APPS, "corridor.web.protection"]
SESSION_COOKIE_NAME = environment.cookie(ZONE, "session")
CSRF_COOKIE_NAME = environment.cookie(ZONE, "csrf")
LANGUAGE_COOKIE_NAME = environment.cookie(ZONE, "language")
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
"""What is uploaded here never lies on a disk unsealed; what is larger is not taken."""
