"""Tables of the locked door: sessions by browser, identities at a provider of sign-on, limits and used codes."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    """Tables of the locked door."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("base", "0005_ledger_tail"), ("sessions", "0001_initial")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Kept",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("until", models.FloatField(db_index=True)),
                ("value", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="SignedIn",
            fields=[
                ID,
                ("uid", models.CharField(max_length=32, unique=True)),
                ("digest", models.CharField(max_length=40, db_index=True)),
                ("browser", models.CharField(max_length=16)),
                ("system", models.CharField(max_length=16)),
                ("began_at", models.DateTimeField()),
                ("used_at", models.DateTimeField()),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignOn",
            fields=[
                ID,
                ("issuer", models.CharField(max_length=200)),
                ("subject", models.CharField(max_length=255)),
                ("linked_at", models.DateTimeField()),
                (
                    "officer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_on",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["issuer", "subject"], name="sign_on_once")],
            },
        ),
        # Sessions are kept under digests from now on: those before open nothing any more, and everybody signs in anew.
        migrations.RunSQL("DELETE FROM django_session", migrations.RunSQL.noop),
    ]
