"""Every application at once, for makemigrations and the type checker; never served."""

from __future__ import annotations

from corridor.web.settings.desk import *
from corridor.web.settings.desk import INSTALLED_APPS as DESK_APPS

INSTALLED_APPS = [*DESK_APPS, "corridor.web.protection"]
