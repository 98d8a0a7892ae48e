"""The records that the pages of the desk are made from: words, figures and addresses, ready to be shown.

A record holds what one reader may see and nothing else. Texts are in the page's language, except what a source wrote,
which stays as recorded. Dates are canonical (`2021-03-14`, `2021-03`, `2021`); figures are plain numbers; the templates
write both in the page's language. An address that is an empty string means that the reader has no such link.
"""

from __future__ import annotations

from corridor.web.desk.pages.finding import (
    FindPage,
    FindResult,
)
from corridor.web.desk.pages.imports import (
    Act,
    Counts,
    ImportNewPage,
    ImportPage,
    ImportPreviewPage,
    ImportRow,
    ImportsPage,
    PreviewFile,
    Progress,
    Reject,
    State,
)
from corridor.web.desk.pages.picture import (
    ActiveFilter,
    Edition,
    Filters,
    MapView,
    PicturePage,
    PictureRow,
)
from corridor.web.desk.pages.pieces import (
    Choice,
    Figure,
    FormProblem,
    GradeBadge,
    Link,
    MarkingBadge,
    PageLink,
    Pagination,
)
from corridor.web.desk.pages.sources import (
    Release,
    SourcePage,
    SourceRow,
    SourcesPage,
)
from corridor.web.desk.pages.things import (
    Breakdown,
    BreakdownCell,
    BreakdownRow,
    IncidentPage,
    JudgementShown,
    Neighbour,
    PropertyShown,
    RoleShown,
    SayerShown,
    ValueShown,
)

__all__ = [
    "Act",
    "ActiveFilter",
    "Breakdown",
    "BreakdownCell",
    "BreakdownRow",
    "Choice",
    "Counts",
    "Edition",
    "Figure",
    "Filters",
    "FindPage",
    "FindResult",
    "FormProblem",
    "GradeBadge",
    "ImportNewPage",
    "ImportPage",
    "ImportPreviewPage",
    "ImportRow",
    "ImportsPage",
    "IncidentPage",
    "JudgementShown",
    "Link",
    "MapView",
    "MarkingBadge",
    "Neighbour",
    "PageLink",
    "Pagination",
    "PicturePage",
    "PictureRow",
    "PreviewFile",
    "Progress",
    "PropertyShown",
    "Reject",
    "Release",
    "RoleShown",
    "SayerShown",
    "SourcePage",
    "SourceRow",
    "SourcesPage",
    "State",
    "ValueShown",
]
