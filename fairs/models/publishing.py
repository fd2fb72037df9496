"""Editorial state and event status: who may see a thing, and the only verbs that change what the public is told.

Two fields, because they answer two questions: *may the public know of it?* (``Editorial``) and *does it take place
when it says?* (``Publishable``, which is both).
"""

from typing import Any, ClassVar, Self, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, TransitionNotAllowed, can_proceed, transition

from fairs.calendar import ledger
from fairs.calendar.entry import Status

from .base import PublicModel, PublicQuerySet
from .organisations import Organisation, organisations_of


class EditorialState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    UNPUBLISHED = "unpublished", _("unpublished")


class EventStatus(models.TextChoices):
    SCHEDULED = Status.SCHEDULED.value, _("as scheduled")
    RESCHEDULED = Status.RESCHEDULED.value, _("rescheduled")
    POSTPONED = Status.POSTPONED.value, _("postponed, no new date")
    CANCELLED = Status.CANCELLED.value, _("cancelled")


DRAFT, SUBMITTED, APPROVED, PUBLISHED, UNPUBLISHED = EditorialState
SCHEDULED, RESCHEDULED, POSTPONED, CANCELLED = EventStatus


class PublishableQuerySet(PublicQuerySet):
    def published(self) -> Self:
        return self.filter(editorial_state=PUBLISHED)

    def told(self) -> Self:
        """What is or was published, whatever became of it."""
        public = [PUBLISHED, UNPUBLISHED]
        was = self.model.history.filter(id=OuterRef("pk"), editorial_state__in=public)
        return self.filter(Q(editorial_state__in=public) | Exists(was))

    def visible_to(self, user: Any) -> Self:
        """What is published, and whatever the user may edit."""
        if not user.is_authenticated:
            return self.published()
        public: Any = self.model._default_manager
        return self.filter(Q(pk__in=public.published().values("pk")) | Q(pk__in=self.editable_by(user).values("pk")))

    def editable_by(self, user: Any) -> Self:
        """Superusers: all. Members: what their organisation owns; an authority's members: all in its region."""
        if user.is_superuser:
            return self.all()
        mine = Q(pk__in=[])
        for organisation in organisations_of(user):
            mine |= Q(owner=organisation)
            if organisation.kind == Organisation.Kind.AUTHORITY and organisation.region:
                mine |= self.model.in_region(organisation.region.code)
        return self.filter(mine)


class Stateful(PublicModel):
    """A thing whose states only verbs change: see ``act()``."""

    verbs: ClassVar[tuple[str, ...]]
    states: ClassVar[tuple[str, ...]]  # fields that only verbs change
    joined: ClassVar[tuple[str, ...]] = ()  # what its verbs look at
    _change_reason: str

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Any = None) -> None:
        """Without the fields of state: protected, they refuse to be set even to what they are."""
        super().clean_fields({*(exclude or ()), *self.states})

    def may(self, verb: str) -> bool:
        """Whether the present state admits the verb."""
        line = reversed(type(self).__mro__)  # what overrides a transition calls it, but is none
        first = next(c.__dict__[verb] for c in line if verb in c.__dict__)
        return bool(can_proceed(first.__get__(self), check_conditions=False))

    def standing(self) -> str:
        """Its states in words."""
        return ", ".join(str(getattr(self, f"get_{name}_display")()) for name in self.states)


class Editorial(Stateful):
    """A thing that editors prepare and the public is told of."""

    editorial_state = FSMField(_("editorial state"), choices=EditorialState.choices, default=DRAFT, protected=True)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("entered by"), null=True, blank=True, related_name="+",
        help_text=_("The organisation whose members edit this."),
    )  # fmt: skip
    private_note = models.TextField(_("private note"), blank=True, help_text=_("Internal: never published."))
    synthetic = models.BooleanField(_("synthetic"), default=False, help_text=_("Made up for tests and demonstrations."))

    objects = PublishableQuerySet.as_manager()

    verbs: ClassVar[tuple[str, ...]] = ("submit", "send_back", "approve", "publish", "unpublish")
    states: ClassVar[tuple[str, ...]] = ("editorial_state",)

    class Meta:
        abstract = True

    @classmethod
    def in_region(cls, code: str) -> Q:
        """Q: takes place in the region with this code."""
        raise NotImplementedError

    def blockers(self) -> list[str]:
        """What must be mended before the public may be told; empty when nothing."""
        return []

    @transition(editorial_state, source=[DRAFT, UNPUBLISHED], target=SUBMITTED)
    def submit(self) -> None:
        """Hand in for approval."""

    @transition(editorial_state, source=[SUBMITTED, APPROVED], target=DRAFT)
    def send_back(self) -> None:
        """Back to whoever entered it."""

    @transition(editorial_state, source=[DRAFT, SUBMITTED], target=APPROVED)
    def approve(self) -> None:
        """Agree to it; the public is not told yet."""

    @transition(editorial_state, source=[DRAFT, SUBMITTED, APPROVED, UNPUBLISHED], target=PUBLISHED)
    def publish(self) -> None:
        if blockers := self.blockers():
            raise ValidationError(blockers)

    @transition(editorial_state, source=PUBLISHED, target=UNPUBLISHED)
    def unpublish(self) -> None:
        """Take it out of every public list and feed; readers that mirror the data get a tombstone."""


class Publishable(Editorial):
    """A thing with dates, which may move or fall through."""

    event_status = FSMField(_("event status"), choices=EventStatus.choices, default=SCHEDULED, protected=True)

    verbs = (*Editorial.verbs, "postpone", "reschedule", "correct", "cancel", "reinstate")
    states = (*Editorial.states, "event_status")

    class Meta:
        abstract = True

    @transition(event_status, source=[SCHEDULED, RESCHEDULED], target=POSTPONED)
    def postpone(self, **details: Any) -> None:
        """It will not take place when it says; where it says is kept, marked."""

    @transition(event_status, source=[SCHEDULED, RESCHEDULED, POSTPONED], target=RESCHEDULED)
    def reschedule(self, **details: Any) -> None:
        """Announce other dates: readers are told that it moved."""
        self.move(announced=True, **details)

    @transition(event_status, source=[SCHEDULED, RESCHEDULED, POSTPONED], target=None)
    def correct(self, **details: Any) -> None:
        """Mend dates that were written wrongly: nothing moved, nothing is announced."""
        self.move(announced=False, **details)

    @transition(event_status, source=[SCHEDULED, RESCHEDULED, POSTPONED], target=CANCELLED)
    def cancel(self) -> None:
        """It will not take place at all; it stays in the calendar, marked."""

    @transition(event_status, source=[POSTPONED, CANCELLED], target=SCHEDULED)
    def reinstate(self) -> None:
        """It takes place as first announced after all."""

    def move(self, *, announced: bool, **details: Any) -> None:
        """Give new dates; each model says in which form."""
        raise NotImplementedError


T = TypeVar("T", bound=Stateful)


def act(thing: T, verb: str, reason: str = "", **details: Any) -> T:
    """Apply one verb in one transaction, on the row as it now is, and record why. Returns the row as it then is.

    Raises ValidationError when the state does not admit the verb, or the verb's own rules refuse it.
    """
    if verb not in thing.verbs:
        raise ValueError(verb)
    with ledger.writing(apart=True):
        thing.lock_first()
        rows: Any = type(thing)._default_manager.select_for_update(no_key=True, of=("self",)).filter(pk=thing.pk)
        if thing.joined:  # first alone: to a row that it had to wait for, PostgreSQL joins what belonged to the former
            rows.get()
        fresh = rows.select_related(*thing.joined or [None]).get()
        ledger.locked(fresh)
        try:
            getattr(fresh, verb)(**details)
        except TransitionNotAllowed as error:
            raise ValidationError(
                _("“%(thing)s” is %(states)s: this step is not open to it."),
                code="transition",
                params={"thing": fresh, "states": fresh.standing()},
            ) from error
        fresh._change_reason = reason  # where the history looks for it
        fresh.save()
    return cast(T, fresh)
