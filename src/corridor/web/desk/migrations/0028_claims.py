"""The tables of claims to authorities, and of authorities that people revoked."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nothing is claimed, and nothing is revoked beside what its keys say."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0027_received")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "Claim",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=32)),
                ("authority", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=200)),
                ("country", models.CharField(max_length=2)),
                ("kind", models.CharField(max_length=32)),
                ("public", models.BinaryField(max_length=32)),
                ("since", models.DateTimeField()),
                ("told_at", models.DateTimeField()),
                ("proposed_by", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["node", "authority"], name="claim_once")],
            },
        ),
        migrations.CreateModel(
            "RevokedAuthority",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=32, unique=True)),
                ("revoked_by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
