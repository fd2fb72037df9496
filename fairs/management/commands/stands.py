"""manage.py stands propose EDITION."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fairs.allocation.edition import propose
from fairs.models import Edition

PAUSE = 0.2  # seconds between two lines of progress


class Command(BaseCommand):
    help = "propose: works out who could stand where at an edition, for somebody to look at and accept in the admin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["propose"])
        parser.add_argument("edition", help="its code")

    def handle(self, *, verb: str, edition: str, **options: Any) -> None:
        found = Edition.objects.filter(code=edition).first()
        if found is None:
            raise CommandError(f"There is no edition {edition}.")
        self.shown = monotonic()
        proposal = propose(found, self.report)
        self.stdout.write(
            "{placed} of {open} exhibitors placed, {proposed} points; one after the other {greedy}.".format(
                **proposal.scores
            )
        )
        self.stdout.write(f"proposal: {proposal.pk}")

    def report(self, step: str, done: int, of: int) -> None:
        if done == of or monotonic() - self.shown > PAUSE:
            self.shown = monotonic()
            self.stdout.write(f"{step}: {done}/{of}")
            self.stdout.flush()
