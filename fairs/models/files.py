"""Files that people hand in: what they may be, and how they are looked at before they are kept."""

from pathlib import PurePath
from typing import Any, ClassVar
from uuid import uuid4
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from fairs.calendar.entry import clean_line

from .base import PublicModel

LARGEST = 20 * 1024 * 1024
FILE_BEGINNINGS = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
}
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}  # of Office Open XML


def acceptable(file: Any) -> None:
    """Not too large, and what its name's ending says. What is stored already was looked at when it came."""
    suffix = PurePath(file.name).suffix.lower().removeprefix(".")
    if file._committed or suffix not in FILE_BEGINNINGS:
        return  # of another ending another validator speaks
    if file.size > LARGEST:
        message = _("The file is %(size).1f MB: at most %(most)d MB are taken.")
        raise ValidationError(message % {"size": file.size / 2**20, "most": LARGEST // 2**20})
    content = file.open("rb")
    begins = content.read(8).startswith(FILE_BEGINNINGS[suffix])
    if not begins or (suffix in MAIN_PARTS and not _holds(content, MAIN_PARTS[suffix])):
        raise ValidationError(_("The content is not in %(suffix)s format.") % {"suffix": suffix.upper()})


def _holds(content: Any, part: str) -> bool:
    try:
        return part in ZipFile(content).namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        return False


def unguessable(instance: Any, name: str) -> str:
    return f"{instance.folder}/{uuid4().hex}{PurePath(name).suffix.lower()}"


class Document(PublicModel):
    """A file that was handed in: seen by those whom it concerns, never published."""

    folder: ClassVar[str]

    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(
        _("file"), upload_to=unguessable, max_length=200,
        validators=[FileExtensionValidator(list(FILE_BEGINNINGS)), acceptable],
        help_text=_("PDF, PNG, JPEG, DOCX or XLSX of at most 20 MB."),
    )  # fmt: skip

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def clean_fields(self, exclude: Any = None) -> None:
        self.title = clean_line(str(self.title))
        super().clean_fields(exclude)

    @property
    def download_name(self) -> str:
        return self.title.replace("/", "-").replace("\\", "-") + PurePath(self.file.name or "").suffix
