"""The programme inside and around a fair: openings, forums, performances, tastings, matchmaking."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import PartQuerySet, PublicModel, Sourced, bilingual, name_in_a_language
from .editions import Edition
from .places import Hall, Venue, code_field, within
from .publishing import PUBLISHED, Publishable, PublishableQuerySet
from .timed import Timed


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
