"""Makes the tables of search. What a node already holds is put into them by `corridor upgrade` afterwards."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models

COMMON = [
    "CREATE TABLE lexicon (word {text} PRIMARY KEY){clustered}",
    """CREATE TABLE lexicon_part (
        part {text} NOT NULL,
        length smallint NOT NULL,
        word {text} NOT NULL,
        PRIMARY KEY (part, length, word)
    ){clustered}""",
]
SQLITE = [
    "CREATE TABLE name_key (id integer PRIMARY KEY, entity bigint NOT NULL, prop smallint NOT NULL)",
    # Tokens are folded already; ASCII letters, everything beyond ASCII and our own signs belong to them.
    "CREATE VIRTUAL TABLE name_word USING fts5(tokens, content='', detail=none, columnsize=0, "
    "tokenize=\"ascii tokenchars '=^~@#$_-'\")",
]
POSTGRESQL = [
    "CREATE TABLE name_key (id bigint PRIMARY KEY, entity bigint NOT NULL, prop smallint NOT NULL, tokens tsvector)",
    # Rows wait in a list to be sorted in together; an import that ends sorts them in (`search_store.sort_in`).
    "CREATE INDEX name_key_tokens ON name_key USING gin (tokens) WITH (gin_pending_list_limit = 4096)",
    # Tokens of one row are compared a few times only, so that unpacking them would cost more than reading them.
    "ALTER TABLE name_key ALTER COLUMN tokens SET STORAGE EXTERNAL",
]


def make(apps: Any, schema_editor: Any) -> None:
    """Replace the keys of the beginning of texts by tokens."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    words = (
        {"text": "text", "clustered": " WITHOUT ROWID"} if is_sqlite else {"text": 'text COLLATE "C"', "clustered": ""}
    )
    schema_editor.execute("DROP TABLE name_key")
    for table in COMMON:
        schema_editor.execute(table.format_map(words), params=None)
    for table in SQLITE if is_sqlite else POSTGRESQL:
        schema_editor.execute(table, params=None)


def drop(apps: Any, schema_editor: Any) -> None:
    """Go back to a table of keys, which is filled by loading again."""
    names = ["name_key", "lexicon", "lexicon_part"]
    for name in [*names, *(["name_word"] if schema_editor.connection.vendor == "sqlite" else [])]:
        schema_editor.execute(f"DROP TABLE {name}")
    schema_editor.execute(
        "CREATE TABLE name_key (key text NOT NULL, entity bigint NOT NULL, prop smallint NOT NULL, "
        "record bigint NOT NULL, n smallint NOT NULL, PRIMARY KEY (key, record, n, entity, prop))"
    )


class Migration(migrations.Migration):
    """Raw tables beside their unmanaged models."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0003_vocabularies")]
    operations: ClassVar[list[Any]] = [
        migrations.RunPython(make, drop),
        migrations.DeleteModel("NameKey"),
        migrations.CreateModel(
            name="NameKey",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entity", models.BigIntegerField()),
                ("prop", models.SmallIntegerField()),
            ],
            options={"db_table": "name_key", "managed": False},
        ),
        migrations.CreateModel(
            name="Word",
            fields=[("word", models.CharField(max_length=48, primary_key=True, serialize=False))],
            options={"db_table": "lexicon", "managed": False},
        ),
        migrations.CreateModel(
            name="WordPart",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "part", "length", "word", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("part", models.CharField(max_length=3)),
                ("length", models.SmallIntegerField()),
                ("word", models.CharField(max_length=48)),
            ],
            options={"db_table": "lexicon_part", "managed": False},
        ),
    ]
