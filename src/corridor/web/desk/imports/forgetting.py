"""What an import leaves behind beside its statements, for those who erase it: the file, the refused rows, its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corridor.web.base.ledger import turn
from corridor.web.desk.imports import files
from corridor.web.desk.imports.models import Reject, Upload
from corridor.web.desk.statements.models import Load


def forget_files(loads: Sequence[Load]) -> None:
    """Erase the files and the refused rows of loads; what was erased already is passed over."""
    for load in loads:
        files.rejects_path(load.uid).unlink(missing_ok=True)
        for upload in Upload.objects.filter(uid=load.upload) if load.upload else ():
            files.path_of(upload).unlink(missing_ok=True)
    refused = Reject.objects.filter(load__in=[load.pk for load in loads]).order_by("pk").values_list("pk", flat=True)
    while some := list(refused[: files.ERASED_AT_ONCE]):
        with turn.write():
            Reject.objects.filter(pk__in=some).delete()


def note_erased(loads: Iterable[Load]) -> None:
    """Leave of loads only that they were there, and when; runs inside a write."""
    loads = list(loads)
    Upload.objects.filter(uid__in=[load.upload for load in loads if load.upload]).delete()
    Load.objects.filter(pk__in=[load.pk for load in loads]).update(
        state=Load.State.ERASED, file_name="", upload="", words={}, problem=None
    )
