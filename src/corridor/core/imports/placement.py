"""What is visible after some releases were published and others undone: a pure fold over the loads that stand.

A *load* is one release of a data set as it was imported. It stands while it is published and not undone. A *version* is
one content of one source record; a *sighting* says that a load contained it. For each key the live version is the one
that the latest standing load contained, unless a later standing load is a whole release and lacks the key.

So that one change of one load publishes or undoes millions of rows at once, each version is stored with a `home` and an
`until`: it is visible if its home stands and its until, if any, does not. Before a load is flipped (published or
undone), every key it affects gets the placement computed here, which is right both before and after the flip.

Affected are the keys that the load contains; if it is whole, every key of the data set. No other key needs rewriting,
because a placement only ever names loads that contained its key, and whole ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from corridor.core.kernel.errors import CorridorError


class LoadUnknown(CorridorError):
    """A load was named that is not among the loads of its data set."""

    code = "imports.E03"
    template = "load {load} is not one of this data set"
    hint = "Pass every load of the data set, those that were undone included."


class Load(NamedTuple):
    """One imported release; of two with the same day, the one imported later is the later one."""

    id: int
    release_on: str
    whole: bool


class Sighting(NamedTuple):
    """One load contained one version of a key."""

    load: int
    version: int


class Placement(NamedTuple):
    """Where a version is stored: visible if `home` stands and `until`, if any, does not."""

    home: int
    until: int | None

    def is_visible(self, standing: Collection[int]) -> bool:
        """Say whether the version can be seen while these loads stand."""
        return self.home in standing and (self.until is None or self.until not in standing)


def ranks(loads: Iterable[Load]) -> dict[int, int]:
    """Return the place of each load in the order of releases, from 0."""
    ordered = sorted(loads, key=lambda load: (load.release_on, load.id))
    return {load.id: rank for rank, load in enumerate(ordered)}


def live_version(sightings: Sequence[Sighting], loads: Sequence[Load], standing: Collection[int]) -> int | None:
    """Return the version of one key that is visible while these loads stand, or nothing."""
    order = ranks(loads)
    return _live(sightings, order, standing, _last_whole(loads, order, standing))[0]


def _last_whole(loads: Iterable[Load], order: Mapping[int, int], standing: Collection[int]) -> int:
    return max((order[load.id] for load in loads if load.whole and load.id in standing), default=-1)


def _live(
    sightings: Sequence[Sighting], order: Mapping[int, int], standing: Collection[int], last_whole: int
) -> tuple[int | None, int]:
    """Return the live version and the load that shows it; (None, -1) when no version is live."""
    latest, version, shown_by = -1, None, -1
    for load, candidate in sightings:
        if load in standing and (rank := order[load]) > latest:
            latest, version, shown_by = rank, candidate, load
    return (version, shown_by) if latest >= last_whole else (None, -1)


class Flip:
    """One load about to be published, or undone if it stands; computes the placements of the keys it affects."""

    def __init__(self, loads: Sequence[Load], standing: Collection[int], load: int) -> None:
        """Prepare the flip.

        Args:
            loads: Every load of the data set.
            standing: The loads that stand now.
            load: The one that is about to change.
        Raises:
            LoadUnknown: `load` is not among `loads`.
        """
        self._order = ranks(loads)
        if load not in self._order:
            raise LoadUnknown(load=load)
        self.load = load
        self.is_undo = load in standing
        self._before = frozenset(standing)
        self._after = self._before ^ {load}
        self._whole_before = _last_whole(loads, self._order, self._before)
        self._whole_after = _last_whole(loads, self._order, self._after)
        self.affects_every_key = next(one.whole for one in loads if one.id == load)

    def placements(self, sightings: Sequence[Sighting]) -> dict[int, Placement]:
        """Return where every version of one key belongs, right both before and after the flip."""
        before, shown_before = _live(sightings, self._order, self._before, self._whole_before)
        after, shown_after = _live(sightings, self._order, self._after, self._whole_after)
        placed: dict[int, Placement] = {}
        for load, version in sightings:
            if version == before:
                if version != after:
                    # Seen until now. Undone with its load, or hidden by the one that is published.
                    placed[version] = Placement(self.load, None) if self.is_undo else Placement(shown_before, self.load)
                elif version not in placed:
                    # Seen throughout: by a load that stands throughout.
                    placed[version] = Placement(shown_after if self.is_undo else shown_before, None)
            elif version == after:
                # Seen from now on. Uncovered by the undoing, or published.
                placed[version] = Placement(shown_after, self.load) if self.is_undo else Placement(self.load, None)
            elif version not in placed:
                # Never seen: a load cannot stand and not stand at once.
                placed[version] = Placement(load, load)
        return placed


def placement(
    sightings: Sequence[Sighting], loads: Sequence[Load], standing: Collection[int], load: int
) -> dict[int, Placement]:
    """Return the placements of one key for one flip; for many keys, prepare a `Flip` once."""
    return Flip(loads, standing, load).placements(sightings)
