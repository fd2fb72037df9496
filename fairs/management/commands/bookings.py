"""manage.py bookings expire."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from fairs.models import HallBooking, act


class Command(BaseCommand):
    help = "expire: end the holds of halls whose last day is over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["expire"])

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{sum(map(expired, HallBooking.objects.outdated().order_by('pk')))} holds ended.")


def expired(booking: HallBooking) -> bool:
    try:
        act(booking, "expire", reason=_("The time of the hold is over."))
    except ValidationError:  # somebody was faster
        return False
    return True
