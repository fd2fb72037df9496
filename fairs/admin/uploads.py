"""A file that is looked at first and then confirmed: what the pages that take one share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fairs.imports import sheets

DAY = 86_400  # seconds


def file_field(help_text: Any, endings: Iterable[str] = sheets.ENDINGS) -> forms.FileField:
    accepted = forms.FileInput(attrs={"accept": ",".join(endings)})
    return forms.FileField(label=_("File"), help_text=help_text, widget=accepted)


def content(file: Any) -> tuple[str, bytes]:
    """Its name and what is in it. Raises ValidationError."""
    if file.size > sheets.LARGEST:
        raise ValidationError(_("The file has more than %(most)d MB.") % {"most": sheets.LARGEST // 2**20})
    return file.name, file.read()


def carry(salt: str, **what: Any) -> str:
    """For the page to carry along, signed: nothing lies about on the server between looking and confirming."""
    return signing.dumps(what, salt=salt, compress=True)


def carried(request: HttpRequest, name: str, salt: str) -> Any:
    """What the page carried along under this name; None where that is nothing of ours, or of yesterday."""
    try:
        return signing.loads(request.POST.get(name, ""), salt=salt, max_age=DAY)
    except signing.BadSignature:
        return None
