"""The decisions: what a report may say about things, and what may be judged the same."""

from corridor.core.entities.rules.clusters import check_merge, check_width, cluster_problems
from corridor.core.entities.rules.drafts import bulk_problems, check_draft, check_drafts, problems
from corridor.core.entities.rules.measures import BEGINNINGS, is_to_come
from corridor.core.entities.rules.roles import suspended_roles

__all__ = [
    "BEGINNINGS",
    "bulk_problems",
    "check_draft",
    "check_drafts",
    "check_merge",
    "check_width",
    "cluster_problems",
    "is_to_come",
    "problems",
    "suspended_roles",
]
