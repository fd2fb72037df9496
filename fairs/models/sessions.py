"""The programme inside and around a fair: openings, forums, performances, tastings, matchmaking."""

import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, When
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairs.checks import Finding, Level, gettext_noop

from .base import PartQuerySet, PublicModel, Sourced, bilingual, name_in_a_language
from .days import DayBlock
from .edition_parts import EditionPlace
from .editions import Edition
from .places import Hall, Venue, code_field, within
from .publishing import CANCELLED, POSTPONED, PUBLISHED, RESCHEDULED, SCHEDULED, Publishable, PublishableQuerySet, act
from .timed import Timed

SAME_ROOM = gettext_noop("“%(session)s” and “%(other)s” are in the same room at the same time.")


class SessionQuerySet(PublishableQuerySet):
    def published(self) -> "SessionQuerySet":
        """A session is public when it and its edition are."""
        return self.filter(editorial_state=PUBLISHED, edition__editorial_state=PUBLISHED)

    def told(self) -> "SessionQuerySet":
        return super().told().filter(edition__in=Edition.objects.told())

    def with_related(self) -> "SessionQuerySet":
        return self.select_related(
            "edition__fair", "edition__region__parent__parent", "venue__region__parent__parent", "hall"
        )

    def located(self) -> Self:
        """With ``on_site``: whether in a venue of its fair; None where either is not known."""
        places = EditionPlace.objects.filter(edition=OuterRef("edition"))
        known = Q(Exists(places), venue__isnull=False)
        there = Exists(places.filter(venue=OuterRef("venue")))
        return self.annotate(on_site=Case(When(known, then=there), output_field=BooleanField()))

    def moving_along(self) -> Self:
        """Those that move with their fair."""
        dated = Q(starts_at__isnull=False) | Q(first_day__isnull=False)
        return self.filter(dated, moves_with_fair=True, event_status__in=[SCHEDULED, RESCHEDULED])

    def move_along(self, by: Mapping[DayBlock, timedelta], *, announced: bool) -> None:
        """Each by as much as the block of days that it lies in or is nearest to. Drafts have nothing to announce."""
        for session in self.moving_along().order_by("pk") if by else ():
            if shift := by[min(by, key=session.days_from)]:
                verb = "reschedule" if announced and session.editorial_state == PUBLISHED else "correct"
                act(session, verb, gettext("Moved with its fair."), **session.later(shift))


class Session(Timed, Sourced, Publishable):
    """May lie outside the fair's days (an opening the evening before) and outside its venue."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("opening ceremony")
        FORUM = "forum", _("forum")
        CONFERENCE = "conference", _("conference")
        PERFORMANCE = "performance", _("performance")
        TASTING = "tasting", _("tasting")
        MATCHMAKING = "matchmaking", _("matchmaking")
        SIGNING = "signing", _("signing")
        ACTIVITY = "activity", _("other activity")

    code = code_field()
    edition = models.ForeignKey(Edition, models.PROTECT, verbose_name=_("edition"), related_name="sessions")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = bilingual(models.CharField(_("title"), max_length=300, blank=True))
    description = bilingual(models.TextField(_("description"), blank=True))
    venue = models.ForeignKey(
        Venue, models.PROTECT, verbose_name=_("venue"), null=True, blank=True, related_name="sessions"
    )
    hall = models.ForeignKey(
        Hall, models.PROTECT, verbose_name=_("hall"), null=True, blank=True, related_name="sessions"
    )
    room = bilingual(models.CharField(_("room or place"), max_length=200, blank=True))
    moves_with_fair = models.BooleanField(
        _("moves with the fair"), default=True, help_text=_("When the fair moves, by as many days.")
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["edition", "starts_at", "first_day", "code"]
        permissions = [("publish_session", _("Can publish, unpublish, move and cancel sessions"))]
        constraints = [*Timed.Meta.constraints, name_in_a_language("title")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def in_region(cls, code: str) -> Q:
        return within(code, "edition__region")

    def clean(self) -> None:
        super().clean()
        if self.hall and self.hall.venue_id != self.venue_id:
            raise ValidationError({"hall": _("This hall is in another venue.")})

    def days_from(self, block: DayBlock) -> int:
        """How many days it lies before or after the block; 0 within."""
        day = self.first_day or timezone.localdate(self.starts_at)
        return max((block.first_day - day).days, (day - block.last_day).days, 0)

    def later(self, by: timedelta) -> dict[str, Any]:
        """Its times so much later, as the verbs take them."""
        times = {name: getattr(self, name) for name in ("starts_at", "ends_at", "first_day", "last_day")}
        return {name: time and time + by for name, time in times.items()}

    def in_its_room(self) -> "list[Session]":
        """Others that take place there at the same time; those without hours are compared with nothing."""
        room = self.rooms()
        if self.event_status in (POSTPONED, CANCELLED) or not (self.starts_at and self.ends_at and (room or self.hall)):
            return []
        near = Q(edition=self.edition_id) if not self.venue_id else Q()
        if self.hall:  # a part is in its whole; where no hall is named, the room may be in any
            rooms = Hall.objects.filter(Q(pk__in=[self.hall_id, self.hall.part_of_id or 0]) | Q(part_of=self.hall))
            near &= Q(hall__in=rooms.order_by().values("pk")) | Q(hall=None)
        others = Session.objects.filter(
            near, venue=self.venue_id, starts_at__lt=self.ends_at, ends_at__gt=self.starts_at
        )
        off = (POSTPONED, CANCELLED)
        others = others.exclude(pk=self.pk).exclude(event_status__in=off).exclude(edition__event_status__in=off)
        others = others.order_by("starts_at", "pk")
        return [o for o in others if room & o.rooms() or (o.hall_id and not room and not o.rooms())]

    def rooms(self) -> set[str]:
        """What its room is called, as far as spelling does not matter."""
        stated = (getattr(self, f"room_{language}") for language in ("zh_hans", "en"))
        names = (unicodedata.normalize("NFKC", name).casefold() for name in stated)
        return {name for text in names if (name := "".join(filter(str.isalnum, text)))}

    def findings(self) -> list[Finding]:
        """Warnings only."""
        return [Finding(Level.WARNING, SAME_ROOM, (), {"session": self, "other": o}) for o in self.in_its_room()]


class SessionPersonQuerySet(PartQuerySet):
    whole = "session"


class SessionPerson(PublicModel):
    """Who speaks or performs at a session."""

    class Role(models.TextChoices):
        SPEAKER = "speaker", _("speaker")
        MODERATOR = "moderator", _("moderator")
        PERFORMER = "performer", _("performer")

    session = models.ForeignKey(Session, models.CASCADE, verbose_name=_("session"), related_name="people")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.SPEAKER)
    name = bilingual(models.CharField(_("name"), max_length=200, blank=True))
    organisation = bilingual(models.CharField(_("organisation"), max_length=200, blank=True))

    objects = SessionPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker or performer")
        verbose_name_plural = _("speakers and performers")
        ordering = ["session", "pk"]
        constraints = [name_in_a_language()]

    def __str__(self) -> str:
        return self.name
