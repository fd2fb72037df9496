"""manage.py catalogue check | rebuild."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fairs.catalogue import check, rebuild


class Command(BaseCommand):
    help = "check: compare what the catalogue finds with what the data say. rebuild: index every difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["check", "rebuild"])

    def handle(self, *, verb: str, **options: Any) -> None:
        if verb == "rebuild":
            self.stdout.write(f"{rebuild()} entries changed.")
        elif problems := check():
            raise CommandError("\n".join(problems))
        else:
            self.stdout.write("No difference.")
