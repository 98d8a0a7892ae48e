"""The spine: sources, datasets, loads, source records, entities and the statements made about them.

Tables that are only ever written and read by the raw SQL of `store.py` are `managed = False`; the migration makes them
for each engine (clustered keys on SQLite).
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone


class Source(models.Model):
    """Who published or filed, by code alone; what a source is called belongs to each data set, under its mark.

    Personal data: none.
    """

    code = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.code


class Dataset(models.Model):
    """One edition of one source, held by one authority under one mark; its loads supersede each other by release.

    What stands of a published edition is summed up whenever a load of it flips: scope, months, records and routes.

    Personal data: none.
    """

    uid = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="datasets")
    edition = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    credit = models.TextField(blank=True)
    licence = models.CharField(max_length=120, blank=True)
    is_invented = models.BooleanField(default=False)
    mapping = models.CharField(max_length=64, blank=True)
    mark = models.IntegerField()
    scope = models.CharField(max_length=12, blank=True)
    months = models.IntegerField(default=0)
    records = models.IntegerField(default=0)
    routes: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["authority", "source", "edition", "mark"], name="dataset_once")
        ]

    def __str__(self) -> str:
        return self.uid


class Load(models.Model):
    """One release read into a dataset, or one report: pending until one act publishes it, and undone by another.

    `words` is what it calls the data set: title, publisher, credit and licence; those of the latest release stand.

    Personal data: the handle of the officer who brought it; the name of the file as given.
    """

    class State(models.TextChoices):
        """Where a load stands."""

        WAITING = "waiting"
        READING = "reading"
        PUBLISHED = "published"
        UNDONE = "undone"
        CANCELLED = "cancelled"
        FAILED = "failed"
        WITHDRAWN = "withdrawn"
        ERASED = "erased"

    uid = models.CharField(max_length=32, unique=True)
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="loads")
    mark = models.IntegerField()
    released_on = models.CharField(max_length=10)
    is_whole = models.BooleanField(default=False)
    words: models.JSONField[Any, Any] = models.JSONField(default=dict)
    file_name = models.CharField(max_length=200, blank=True)
    upload = models.CharField(max_length=32, blank=True)
    mapping = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    brought_by = models.CharField(max_length=64)
    brought_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    rows_total = models.IntegerField(default=0)
    rows_read = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    revised = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    statements = models.BigIntegerField(default=0)
    problem: models.JSONField[Any, Any] = models.JSONField(null=True)
    cancel_asked = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["dataset", "released_on", "id"])]

    def __str__(self) -> str:
        return self.uid


class Standing(models.Model):
    """The loads whose statements count. Publishing adds one row here; undoing removes it.

    Personal data: none.
    """

    load = models.IntegerField(primary_key=True)

    class Meta:
        managed = False
        db_table = "standing"

    def __str__(self) -> str:
        return str(self.load)


class RetentionTerm(models.Model):
    """Until when what a load brought under a mark is kept; no row where it is kept as long as its source stands.

    Once it is overdue, `erased` and `sealed` count the statements that left so far, for the entry that tells of them.

    Personal data: none.
    """

    pk = models.CompositePrimaryKey("load", "mark")
    load = models.IntegerField()
    mark = models.IntegerField()
    ends_on = models.DateField()
    erased = models.IntegerField(default=0)
    sealed = models.IntegerField(default=0)

    class Meta:
        managed = False
        db_table = "retention_term"

    def __str__(self) -> str:
        return f"{self.load}:{self.mark}"


class Record(models.Model):
    """One version of one source record, recognised by keyed digests of its key and of its content.

    Personal data: none; digests are keyed per node.
    """

    dataset = models.IntegerField()
    key = models.BinaryField(max_length=16)
    content = models.BinaryField(max_length=16)
    entity = models.BigIntegerField()
    mark = models.IntegerField()
    grade = models.CharField(max_length=32, blank=True)

    class Meta:
        managed = False
        db_table = "record"

    def __str__(self) -> str:
        return str(self.pk)


class RecordAbout(models.Model):
    """Further entities that a record speaks about, beside its main one.

    Personal data: none.
    """

    pk = models.CompositePrimaryKey("record", "entity")
    record = models.BigIntegerField()
    entity = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "record_about"

    def __str__(self) -> str:
        return f"{self.record}:{self.entity}"


class Sighting(models.Model):
    """A load that contained a record version, and on which line: what a later release repeated is not lost by an undo.

    Personal data: none.
    """

    pk = models.CompositePrimaryKey("load", "record")
    load = models.IntegerField()
    record = models.BigIntegerField()
    line = models.IntegerField()

    class Meta:
        managed = False
        db_table = "sighting"

    def __str__(self) -> str:
        return f"{self.load}:{self.record}"


class Entity(models.Model):
    """A thing spoken about. It has no content of its own and does not exist for who may read no statement about it.

    Personal data: none; the identifier is random.
    """

    uid = models.CharField(max_length=32, unique=True)

    class Meta:
        managed = False
        db_table = "entity"

    def __str__(self) -> str:
        return self.uid


class Prop(models.Model):
    """Interned property names.

    Personal data: none.
    """

    name = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.name


class Statement(models.Model):
    """Who says what about which thing, from which record, under which mark, while which load stands.

    Personal data: whatever a report says of persons in a role, under the retention rule of its marking.
    """

    pk = models.CompositePrimaryKey("entity", "prop", "record", "n")
    entity = models.BigIntegerField()
    prop = models.IntegerField()
    record = models.BigIntegerField()
    n = models.SmallIntegerField()
    value = models.TextField()
    original = models.TextField(null=True)
    lang = models.CharField(max_length=8, null=True)
    ref = models.BigIntegerField(null=True)
    mark = models.IntegerField()
    home = models.IntegerField()
    until = models.IntegerField(null=True)

    class Meta:
        managed = False
        db_table = "statement"

    def __str__(self) -> str:
        return f"{self.entity}:{self.prop}:{self.record}:{self.n}"


class NameKey(models.Model):
    """What one record says about one thing under one mark, as a row of search; it answers only through its statement.

    The number holds the record and the position of that statement. The tokens stand beside it, in the engine's own
    index: `name_word` on SQLite, a column on PostgreSQL.

    Personal data: as the statements it belongs to.
    """

    id = models.BigIntegerField(primary_key=True)
    entity = models.BigIntegerField()
    prop = models.SmallIntegerField()

    class Meta:
        managed = False
        db_table = "name_key"

    def __str__(self) -> str:
        return f"{self.entity}:{self.prop}"


class Word(models.Model):
    """A word of letters that occurs in what can be found; it proposes what was meant, and is never shown.

    Personal data: words of names, without what they name.
    """

    word = models.CharField(max_length=48, primary_key=True)

    class Meta:
        managed = False
        db_table = "lexicon"

    def __str__(self) -> str:
        return "a word"


class WordPart(models.Model):
    """Three letters that stand beside each other in a word.

    Personal data: as the word.
    """

    pk = models.CompositePrimaryKey("part", "length", "word")
    part = models.CharField(max_length=3)
    length = models.SmallIntegerField()
    word = models.CharField(max_length=48)

    class Meta:
        managed = False
        db_table = "lexicon_part"

    def __str__(self) -> str:
        return "a part of a word"


class Fact(models.Model):
    """What the picture draws: the dates, places and counts that one record states under one mark, in columns.

    Derived from statements in the transaction that saves them, and live under the same conditions.

    Personal data: none; counts, dates and places of incidents.
    """

    pk = models.CompositePrimaryKey("entity", "record", "mark")
    entity = models.BigIntegerField()
    record = models.BigIntegerField()
    mark = models.IntegerField()
    dataset = models.IntegerField()
    home = models.IntegerField()
    until = models.IntegerField(null=True)
    single = models.BooleanField()
    scope = models.CharField(max_length=12)
    kind = models.CharField(max_length=32, null=True)
    day = models.CharField(max_length=10)
    country = models.CharField(max_length=8, null=True)
    route = models.CharField(max_length=80, null=True)
    place = models.CharField(max_length=120, null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    precision = models.CharField(max_length=12, null=True)
    deaths_low = models.IntegerField(null=True)
    deaths_high = models.IntegerField(null=True)
    people_low = models.IntegerField(null=True)
    people_high = models.IntegerField(null=True)
    detections_low = models.IntegerField(null=True)
    detections_high = models.IntegerField(null=True)

    class Meta:
        managed = False
        db_table = "fact"

    def __str__(self) -> str:
        return f"{self.entity}:{self.record}:{self.mark}"


class Kept(models.Manager[Any]):
    """The judgements whose term is not over; those that are overdue do not exist."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Return what is kept today."""
        return super().get_queryset().exclude(ends_on__lte=timezone.now().date())


class Same(models.Model):
    """A judgement that two entities are the same thing, with its own mark: merge knowledge is intelligence.

    Personal data: the handle of the officer who judged; what the officer wrote as reason.
    """

    uid = models.CharField(max_length=32, unique=True)
    a = models.BigIntegerField()
    b = models.BigIntegerField()
    mark = models.IntegerField()
    ground = models.CharField(max_length=32, blank=True, default="")
    reason = models.TextField(blank=True)
    judged_by = models.CharField(max_length=64)
    judged_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    ends_on = models.DateField(null=True)

    objects = Kept()
    of_any_age = models.Manager["Same"]()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["a", "b"], condition=models.Q(withdrawn_at__isnull=True), name="same_ab"),
            models.Index(fields=["b", "a"], condition=models.Q(withdrawn_at__isnull=True), name="same_ba"),
        ]

    def __str__(self) -> str:
        return self.uid
