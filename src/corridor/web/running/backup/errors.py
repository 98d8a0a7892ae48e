"""What can be refused about recovery papers, backups and restores."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class RoomMissing(CorridorError):
    """The disk does not hold a backup."""

    code = "node.E12"
    template = "the backup needs {needed_mb} MB and {free_mb} MB are free"
    hint = "Make room there, or write the backup elsewhere."


class BackupDamaged(CorridorError):
    """A backup that was just written does not read as it was written."""

    code = "node.E14"
    template = "the backup is not whole: {why}"
    hint = "Look at the disk it was written to and at the database; the backup was removed."


class RecoveryMissing(CorridorError):
    """Nobody could ever open a backup of this zone: it has no recovery key."""

    code = "node.E50"
    template = "this zone has no recovery key, so that its backup could not be sealed"
    hint = "Run corridor recovery new with three people present, each of whom takes one paper."


class PapersNotEnough(CorridorError):
    """The recovery key comes together from two papers of one set."""

    code = "node.E51"
    template = "these papers do not make up a recovery key: {why}"
    hint = "Give two different papers of the same set, word for word, each with --share."


class PapersOfOther(CorridorError):
    """The papers belong together, and to another recovery key than the one asked for."""

    code = "node.E52"
    template = "these papers are of the recovery key {theirs}, and {needed} is needed"
    hint = "Look for the papers that bear this number."


class BackupUnreadable(CorridorError):
    """A file is no backup, or was cut off, changed or damaged after it was written."""

    code = "node.E53"
    template = "this is not a whole backup: {why}"
    hint = "Take another copy of it, or the backup before."


class BackupNotWritable(CorridorError):
    """The backup cannot be written where it should go."""

    code = "node.E54"
    template = "the backup cannot be written there: {why}"
    hint = "Name a file that does not exist, or a folder, that this account may write to and that has room."


class BackupRunning(CorridorError):
    """Another backup of the same zone is being written."""

    code = "node.E55"
    template = "another backup of this zone is being made"
    hint = "Wait until it is there."


class KeysMoving(CorridorError):
    """The keys of the zone kept changing while the backup was begun."""

    code = "node.E56"
    template = "the keys of this zone are being changed"
    hint = "Try again when that has ended."


class PlaceTaken(CorridorError):
    """What is restored goes into a home of its own, and into an empty database."""

    code = "node.E57"
    template = "there is something in this {place} already"
    hint = "Name a home that does not exist yet, and a database without tables."


class RestoreFailed(CorridorError):
    """What a backup holds does not come back whole."""

    code = "node.E58"
    template = "the backup was not restored: {why}"
    hint = "Nothing was left in the home; try the backup before, and tell who maintains the node."


class BackupLater(CorridorError):
    """A later version of Corridor made this backup."""

    code = "node.E59"
    template = "a later version made this backup: {migrations}"
    hint = "Install that version, and restore with it."
