from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from fairs.models.timed import LATEST
from seeds.groups import make_groups
from seeds.loading import Loading, SeedError
from seeds.synthetic.filling import fill
from seeds.synthetic.plan import FIRST_YEARS


class Command(BaseCommand):
    help = (
        "Load the facts in seeds/data. Safe to run again: what exists is left as the editors have it, and what they "
        "deleted stays deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--refresh",
            action="store_true",
            help="set seeded rows back to the files' values, and make deleted ones again: editors' changes to them are "
            "lost. States (published, cancelled ...) and rows that editors added stay",
        )
        parser.add_argument(
            "--synthetic",
            type=int,
            metavar="N",
            help="add N synthetic editions a year, from half a year ago to a year from now",
        )
        parser.add_argument("--year", type=int, help="of the synthetic editions: exactly N, in that year")

    def handle(self, *, refresh: bool, synthetic: int | None, year: int | None, **options: Any) -> None:
        if year is not None and not (synthetic and FIRST_YEARS.stop <= year < LATEST.year):
            years = {"first": FIRST_YEARS.stop, "last": LATEST.year - 1}
            raise CommandError(_("--year goes with --synthetic N, and lies in %(first)d..%(last)d.") % years)
        loading = Loading(refresh)
        try:
            counts = loading.run()
            groups = make_groups()
            numbers = {name: counts[name] for name in ("created", "refreshed", "left")} | {"groups": groups}
            message = _("Seed: %(created)d created, %(refreshed)d refreshed, %(left)d left; %(groups)d groups created.")
            self.stdout.write(message % numbers)
            if synthetic:
                new = fill(loading, synthetic, year, timezone.localdate(), self.progress)
                self.stdout.write(_("Synthetic: %(new)d editions created.") % {"new": new})
        except (SeedError, ValueError) as error:
            raise CommandError(str(error)) from error

    def progress(self, done: int, total: int) -> None:
        self.stderr.write(f"{done}/{total}", style_func=str)
