"""What takes place when, and what is missing: the questions behind the start page and the lists' filters."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Exists, F, Max, OuterRef, Q, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from fairs.models import DayBlock, Edition, EditorialState, EventStatus, Figure

REPORT_WITHIN = 30  # days after its end in which an edition's figures are due
REPORT_MISSED = 400  # days after which they are history, not work


def today() -> date:
    return timezone.localdate()


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def overlapping(model: Any, first: date, last: date) -> Q:
    """Q: takes place on at least one day of first..last (inclusive)."""
    if model is Edition:
        return Q(pk__in=Edition.objects.overlapping(first, last).values("pk"))
    start, end = midnight(first), midnight(last + timedelta(days=1))
    hours = Q(starts_at__lt=end) & (Q(ends_at__gt=start) | Q(ends_at__isnull=True, starts_at__gte=start))
    return hours | Q(first_day__lte=last, last_day__gte=first)


def next_first(first: Any, last: Any) -> tuple[Any, ...]:
    """Ordering: what is under way or ahead, soonest first; then what is past, latest first; then what has no days."""
    ahead = Q(**{f"{last}__gte": today()})
    return (
        Case(When(ahead, then=0), When(**{f"{first}__isnull": False}, then=1), default=2),
        Case(When(ahead, then=F(first))).asc(nulls_last=True),
        F(first).desc(nulls_last=True),
    )


def with_days(timed: Any) -> Any:
    """Sessions or launches with their first and last day, whether they have hours or whole days."""
    first = Coalesce(TruncDate("starts_at"), "first_day")
    return timed.annotate(begins=first, finishes=Coalesce(TruncDate("ends_at"), "last_day", first))


def without_days(model: Any) -> Any:
    """Q: no calendar can show it, because its days are not all known."""
    if model is Edition:
        return ~Exists(DayBlock.objects.filter(edition=OuterRef("pk"), first_day__lte=F("last_day")))
    hours = Q(starts_at__isnull=False, ends_at__isnull=False)
    return ~(hours | Q(first_day__isnull=False, last_day__isnull=False))


def days_missing(editions: Any) -> Any:
    """Of this year or later, or undated, and not all of its days are known."""
    ahead = Q(year__gte=today().year) | Q(year__isnull=True)
    off = Q(event_status__in=[EventStatus.CANCELLED, EventStatus.POSTPONED])
    return editions.filter(ahead, without_days(Edition)).exclude(off)


def figures_due(editions: Any) -> Any:
    """Editions that ended and have reported nothing yet."""
    ended = today() - timedelta(days=REPORT_WITHIN)
    held = editions.filter(editorial_state=EditorialState.PUBLISHED).exclude(
        event_status__in=[EventStatus.CANCELLED, EventStatus.POSTPONED]
    )
    reported = Figure.objects.filter(edition=OuterRef("pk")).exclude(stage=Figure.Stage.PLAN)
    since = today() - timedelta(days=REPORT_MISSED)
    return held.alias(end=Max("blocks__last_day")).filter(~Exists(reported), end__lt=ended, end__gte=since)


def sent_back(queryset: Any) -> Any:
    """Drafts that had been handed in."""
    submitted = queryset.model.history.filter(id=OuterRef("pk"), editorial_state=EditorialState.SUBMITTED)
    return queryset.filter(Exists(submitted), editorial_state=EditorialState.DRAFT)


def drafts_of(queryset: Any, user: Any) -> Any:
    """Drafts that the user has had a hand in."""
    touched = queryset.model.history.filter(id=OuterRef("pk"), history_user=user)
    return queryset.filter(Exists(touched), editorial_state=EditorialState.DRAFT)
