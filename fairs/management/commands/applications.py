"""manage.py applications prune."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from fairs.documents import pruned
from fairs.models import ParticipationDocument


class Command(BaseCommand):
    help = "prune: delete files handed in with applications that belong to nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["prune"])

    def handle(self, *, verb: str, **options: Any) -> None:
        self.stdout.write(f"{pruned(ParticipationDocument)} files deleted.")
