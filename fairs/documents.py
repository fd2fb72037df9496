"""Files that people hand in: how they are taken, given back and cleared away."""

import mimetypes
from datetime import timedelta
from typing import Any

from django.http import FileResponse, Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from .models.files import LARGEST, Document

BESIDE = 1024 * 1024  # what a form says besides the file
UNCLAIMED_FOR = timedelta(days=1)  # a file is written before the row that names it is committed


class TooLarge(Exception):  # noqa: N818
    pass


def look_at_length(request: Any) -> None:
    """Before any of it is read. Raises TooLarge."""
    length = str(request.META.get("CONTENT_LENGTH"))
    if length.isdecimal() and int(length) > LARGEST + BESIDE:
        raise TooLarge(_("A file may have %(most)d MB at most.") % {"most": LARGEST // 2**20})


def download(document: Document) -> FileResponse:
    """Never shown in the browser, where a file could act in the name of whoever reads it."""
    try:
        content = document.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    kind = mimetypes.guess_type(document.download_name)[0] or "application/octet-stream"
    response = FileResponse(content, as_attachment=True, filename=document.download_name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def pruned(model: type[Document]) -> int:
    """Files deleted: those whose row was deleted, or never committed."""
    storage = model.file.field.storage
    try:
        _folders, names = storage.listdir(model.folder)
    except FileNotFoundError:
        return 0
    kept = set(model._default_manager.values_list("file", flat=True))
    loose = [path for name in names if (path := f"{model.folder}/{name}") not in kept]
    old = [path for path in loose if storage.get_modified_time(path) < timezone.now() - UNCLAIMED_FOR]
    for path in old:
        storage.delete(path)
    return len(old)
