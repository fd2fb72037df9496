"""Calendar entries as the lists on pages show them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import orjson
from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fairs.calendar.entry import Text
from fairs.calendar.models import Listing, Occurrence
from fairs.models import EventStatus


@dataclass(frozen=True)
class Row:
    """A calendar entry as a list shows it; ``last`` is inclusive for whole days, ``sort`` an initiative's kind."""

    key: str
    heading: str
    title: str
    place: str
    path: str
    kind: str
    sort: str
    status: str
    status_name: str
    first: date | datetime
    last: date | datetime
    timed: bool


def coming_rows(coming: QuerySet[Listing], since: date, count: int) -> list[Row]:
    """The first so many that are not over on that day. What recurs stands where it next takes place."""
    midnight = timezone.make_aware(datetime.combine(since, time()))
    coming, left = coming.filter(end__gt=midnight), Occurrence.objects.filter(end__gt=midnight)
    of_the_same = left.filter(listing=OuterRef("listing")).order_by("start", "pk").values("pk")
    again = left.filter(listing__in=coming.filter(recurring=True), pk=Subquery(of_the_same[:1])).order_by("start")
    rows = rows_of(coming.filter(recurring=False).order_by("start", "key")[:count])
    for payload, start, end in again.values_list("listing__payload", "start", "end")[:count]:
        rows.append(_row(_at(orjson.loads(bytes(payload)), start, end)))
    return sorted(rows, key=lambda row: f"{row.first:%Y-%m-%d %H:%M}")[:count]


def rows_of(listings: QuerySet[Listing]) -> list[Row]:
    return [_row(orjson.loads(bytes(payload))) for payload in listings.values_list("payload", flat=True)]


def _at(entry: dict[str, Any], start: datetime, end: datetime) -> dict[str, Any]:
    """The entry as of one occurrence."""
    if entry["all_day"]:
        days = timezone.localdate(start), timezone.localdate(end) - timedelta(days=1)
        return {**entry, "start": days[0].isoformat(), "last_day": days[1].isoformat()}
    return {**entry, "start": start.isoformat(), "end": end.isoformat()}


def _row(entry: dict[str, Any]) -> Row:
    read = date.fromisoformat if entry["all_day"] else _local
    first = read(entry["start"])
    last = read(entry["last_day"] or entry["end"])
    running = f"{first:%Y-%m-%d}" <= timezone.localdate().isoformat() <= f"{last:%Y-%m-%d}"
    return Row(
        key=entry["uid"].partition("@")[0],
        heading=_("Now") if running else date_format(first, "YEAR_MONTH_FORMAT"),
        title=_in_my_language(entry["title"]),
        place=_in_my_language(entry["place"]),
        path=(entry["url"] or "").removeprefix(settings.PUBLIC_URL),
        kind=entry["kind"],
        sort=next(iter(entry["facets"].get("initiative_kind", ())), ""),
        status=entry["status"],
        status_name=str(EventStatus(entry["status"]).label),
        first=first,
        last=last,
        timed=not entry["all_day"],
    )


def _local(instant: str) -> datetime:
    return timezone.localtime(datetime.fromisoformat(instant))


def _in_my_language(text: dict[str, str]) -> str:
    return Text(text["zh-hans"], text["en"]).in_(get_language() or settings.LANGUAGE_CODE)
