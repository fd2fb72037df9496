"""manage.py launches expire | prune."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from fairs.documents import pruned
from fairs.models import act
from initiatives.models import Evidence, Launch


class Command(BaseCommand):
    help = "expire: end recognitions whose time is over. prune: delete files of evidence that belong to nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["expire", "prune"])

    def handle(self, *, verb: str, **options: Any) -> None:
        if verb == "expire":
            self.stdout.write(f"{sum(map(expired, Launch.objects.outdated().order_by('pk')))} recognitions expired.")
        else:
            self.stdout.write(f"{pruned(Evidence)} files deleted.")


def expired(launch: Launch) -> bool:
    try:
        act(launch, "expire", reason=_("The time of the recognition is over."))
    except ValidationError:  # somebody was faster
        return False
    return True
