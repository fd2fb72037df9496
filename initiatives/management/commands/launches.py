"""manage.py launches expire | prune."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import Storage
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from fairs.models import act
from initiatives.models import Evidence, Launch
from initiatives.models.evidence import FOLDER

UNCLAIMED_FOR = timedelta(days=1)  # a file is written before the row that names it is committed


class Command(BaseCommand):
    help = "expire: end recognitions whose time is over. prune: delete files of evidence that belong to nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["expire", "prune"])

    def handle(self, *, verb: str, **options: Any) -> None:
        if verb == "expire":
            self.stdout.write(f"{sum(map(expired, Launch.objects.outdated().order_by('pk')))} recognitions expired.")
        else:
            self.stdout.write(f"{pruned(Evidence._meta.get_field('file').storage)} files deleted.")


def expired(launch: Launch) -> bool:
    try:
        act(launch, "expire", reason=_("The time of the recognition is over."))
    except ValidationError:  # somebody was faster
        return False
    return True


def pruned(storage: Storage) -> int:
    """Those whose row was deleted, or never committed."""
    try:
        _folders, names = storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    kept = set(Evidence.objects.values_list("file", flat=True))
    loose = [path for name in names if (path := f"{FOLDER}/{name}") not in kept]
    old = [path for path in loose if storage.get_modified_time(path) < timezone.now() - UNCLAIMED_FOR]
    for path in old:
        storage.delete(path)
    return len(old)
