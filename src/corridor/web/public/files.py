"""Reads of what was published: signed files in a folder of the home, each checked before anything of it is shown."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.core.progress.publication import PublicState, public_from
from corridor.core.publishing.codes import Kind, Why
from corridor.core.publishing.errors import NoLongerGiven
from corridor.core.publishing.exchange import publication_from
from corridor.core.publishing.records import Publication
from corridor.web.base.published import commitments, files

log = logging.getLogger("corridor.public")

MOST = 2000
"""So many files are looked at."""


@dataclass(frozen=True)
class Listed:
    """One published file that is sound; `signer` is the body that signed it, "" for this node."""

    publication: Publication
    signer: str
    file_digest: str


@dataclass(frozen=True)
class Told:
    """One table with all its versions, which one body signed, the latest first; withdrawn where the latest says so."""

    versions: tuple[Listed, ...]

    @property
    def latest(self) -> Listed:
        """The version that stands."""
        return self.versions[0]

    @property
    def is_withdrawn(self) -> bool:
        """Whether the table was withdrawn."""
        return self.latest.publication.kind is Kind.WITHDRAWN

    def is_given(self, listed: Listed) -> bool:
        """Return whether a version is still given out: not where a later one says that it no longer protects."""
        number = listed.publication.release.number
        later = (one.publication.release for one in self.versions)
        return not any(one.number > number and one.why == Why.NO_LONGER_PROTECTED for one in later)

    @property
    def standing(self) -> Listed | None:
        """The latest version with figures, None where there is none."""
        return next((one for one in self.versions if one.publication.tables), None)


def tables() -> tuple[Told, ...]:
    """Return every published table, the latest first. A file that is not sound is left out, and the log says so."""
    by_uid: dict[tuple[str, str], list[Listed]] = {}
    for one in _listed():
        by_uid.setdefault((one.signer, one.publication.release.uid), []).append(one)
    found = [
        Told(tuple(sorted(of_one, key=lambda one: one.publication.release.number, reverse=True)))
        for of_one in by_uid.values()
    ]
    return tuple(
        sorted(
            found,
            key=lambda told: (told.latest.publication.release.on, told.latest.publication.release.uid),
            reverse=True,
        )
    )


def table(uid: str, number: int = 0) -> tuple[Told, Listed]:
    """Return one table and one version of it, the one that stands when no number is given.

    Raises:
        NotFound: There is none; of two bodies that name a table alike, this node's own is meant.
        NoLongerGiven: It was taken back because it no longer protects those it counts.
    """
    named = sorted(
        (one for one in tables() if one.latest.publication.release.uid == uid), key=lambda one: one.latest.signer
    )
    if not named:
        raise NotFound(kind="table")
    told = named[0]
    for one in told.versions:
        if number in (0, one.publication.release.number):
            if not told.is_given(one):
                raise NoLongerGiven
            return told, one
    raise NotFound(kind="table")


def signed_bytes(uid: str, number: int) -> bytes:
    """Return the signed file of one version as it was published.

    Raises:
        NotFound: There is none.
        NoLongerGiven: It was taken back because it no longer protects those it counts.
    """
    table(uid, number)
    return (files.folder() / files.name_of(uid, number)).read_bytes()


def _listed() -> Sequence[Listed]:
    place = files.folder()
    if not place.is_dir():
        return ()
    paths = sorted(path for path in place.glob(f"*{files.SUFFIX}") if path.name != files.SIGNERS_FILE)
    signers = place / files.SIGNERS_FILE
    stamp = signers.stat().st_mtime_ns if signers.exists() else 0
    found = []
    for path in paths[:MOST]:
        told = path.stat()
        one = _read(str(path), told.st_mtime_ns, told.st_size, stamp)
        if one is not None:
            found.append(one)
    return found


@lru_cache(maxsize=256)
def _read(path: str, changed: int, size: int, signers: int) -> Listed | None:
    """Return what a file says; asked again when the file, or the list of those whose signature counts, changes."""
    place = Path(path)
    try:
        content = place.read_bytes()
        payload, signer = files.payload_in(content)
        publication = publication_from(payload)
    except CorridorError as refused:
        log.warning("a published file is not sound and is not shown", extra={"facts": {"code": refused.code}})
        return None
    release = publication.release
    if place.name != files.name_of(release.uid, release.number):
        log.warning("a published file has another name than it says and is not shown")
        return None
    return Listed(publication, signer, files.digest(content))


def states() -> tuple[PublicState, ...]:
    """Return what each State and organisation made public last.

    Where the last file is not sound nothing is shown: an earlier one may hold what was withdrawn since.
    """
    place = commitments.folder()
    latest: dict[str, tuple[int, Path]] = {}
    for path in place.glob(f"*{files.SUFFIX}") if place.is_dir() else ():
        subject, _, number = path.name.removesuffix(files.SUFFIX).rpartition(".")
        if subject and number.isascii() and number.isdigit():
            latest[subject] = max(latest.get(subject, (0, path)), (int(number), path))
    found = []
    for subject in sorted(latest)[:MOST]:
        path = latest[subject][1]
        told = path.stat()
        found.append(_state(str(path), told.st_mtime_ns, told.st_size))
    return tuple(one for one in found if one is not None)


def state(subject: str) -> PublicState:
    """Return what one State or organisation made public last; that it was withdrawn is public too.

    Raises:
        NotFound: It made nothing public.
    """
    found = next((one for one in states() if one.subject == subject), None)
    if found is None:
        raise NotFound(kind="subject")
    return found


def state_bytes(subject: str) -> tuple[str, bytes]:
    """Return the signed file of a State or organisation that stands, and its name.

    Raises:
        NotFound: It made nothing public.
        NoLongerGiven: It was withdrawn.
    """
    one = state(subject)
    if one.is_withdrawn:
        raise NoLongerGiven
    name = commitments.name_of(one.subject, one.number)
    return name, (commitments.folder() / name).read_bytes()


@lru_cache(maxsize=512)
def _state(path: str, changed: int, size: int) -> PublicState | None:
    """Return what a file says; asked again when it changes."""
    place = Path(path)
    try:
        one = public_from(commitments.content_in(place.read_bytes()))
    except CorridorError as refused:
        log.warning("a published file is not sound and is not shown", extra={"facts": {"code": refused.code}})
        return None
    if place.name != commitments.name_of(one.subject, one.number):
        log.warning("a published file has another name than it says and is not shown")
        return None
    return one
