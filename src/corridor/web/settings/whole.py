"""Every application at once, for makemigrations and the type checker; never served."""

from __future__ import annotations

from corridor.web.settings.desk import *
