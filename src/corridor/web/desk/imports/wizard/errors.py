"""What can be refused when an officer describes a table."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class NameTaken(CorridorError):
    """Another mapping that this officer may use has the name already."""

    code = "imports.E40"
    template = "another layout has the name {mapping}"
    hint = "Choose another name, or open that layout and save a new version of it."
    status = 422


class PeopleListed(CorridorError):
    """A table lists people one by one, and no table brings people in (R-01)."""

    code = "imports.E41"
    template = "this table seems to list people one by one"
    hint = "File people in a report, where a second officer looks at each; load figures about many from a table."
    status = 422
