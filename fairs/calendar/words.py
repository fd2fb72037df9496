"""What kinds and states of entries are called, in the active language."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .entry import Kind, Status


def kinds() -> dict[str, str]:
    return {
        Kind.EDITION.value: pgettext("kind of entry", "fair"),
        Kind.HOURS.value: _("opening hours"),
        Kind.SESSION.value: _("session"),
        Kind.DEADLINE.value: _("deadline"),
        Kind.LAUNCH.value: _("launch event"),
        Kind.INITIATIVE.value: _("initiative"),
        Kind.BOOKING.value: _("move-in and move-out"),
    }


def statuses() -> dict[str, str]:
    return {
        Status.SCHEDULED.value: _("as scheduled"),
        Status.RESCHEDULED.value: _("rescheduled"),
        Status.POSTPONED.value: _("postponed"),
        Status.CANCELLED.value: _("cancelled"),
    }
