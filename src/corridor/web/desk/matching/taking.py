"""What partners send of matching: read strictly, carried out, and kept aside where it is not right."""

from __future__ import annotations

from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import ContentRefused
from corridor.core.kernel.errors import NotFound
from corridor.core.matching.errors import FormRefused, PurposeUnfit
from corridor.web.base.ledger.actions import Act
from corridor.web.desk.lines.records import Arrived
from corridor.web.desk.matching import queries
from corridor.web.desk.matching.carrying import Said, carry_out


def take(came: Arrived, *, doing: Act) -> None:
    """Carry out a set, a question or an answer from another node.

    Raises:
        ContentRefused: It is not right, or is not for an authority of this node; nothing of it is kept.
    """
    content = came.content
    to = content.body.get("to")
    try:
        # Only an authority that a partner speaks for is asked by line; one of this node never is.
        if not isinstance(to, str) or not queries.is_here(to) or queries.is_here(content.originator):
            raise FormRefused(where="to")
        said = Said(
            kind=content.kind,
            originator=content.originator,
            to=to,
            purpose=content.purpose,
            body=content.body,
            about=content.about,
            version=content.version,
            thread=content.thread,
        )
        carry_out(said, doing=doing)
    except (FormRefused, PurposeUnfit, NotFound) as refused:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value) from refused
