"""manage.py calendar check | rebuild."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fairs.calendar import ledger


class Command(BaseCommand):
    help = "check: compare what the public is told with what the data say. rebuild: publish every difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["check", "rebuild"])

    def handle(self, *, verb: str, **options: Any) -> None:
        if verb == "rebuild":
            self.stdout.write(f"{ledger.rebuild()} entries changed.")
        elif problems := ledger.check():
            raise CommandError("\n".join(problems))
        else:
            self.stdout.write("No difference.")
