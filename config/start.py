"""The admin's start page: what is happening this week, what waits for me, who changed what, and a few figures."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, Subquery, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairs.admin import when
from fairs.admin.badges import days_of, state_badge, status_badge
from fairs.admin.filters import ATTENTION
from fairs.models import (
    Edition,
    Editorial,
    EditorialState,
    EventStatus,
    Figure,
    HallBooking,
    Participation,
    Publishable,
    within,
)
from fairs.models.places import LIAONING
from initiatives.models import Launch, Programme

AHEAD = 7  # days, today among them
A_DAY = 12  # things shown of one day
A_LIST = 6  # things shown of one list
AT_MOST = 100  # things counted; beyond, "100+"
CHANGES = 10
PUBLIC_ADDRESSES = ("upcoming", "all")


@dataclass(frozen=True)
class Item:
    """One thing on one day."""

    order: tuple[Any, ...]
    thing: Publishable
    url: str
    kind: str
    when: str
    place: str
    badges: list[SafeString]


@dataclass
class Day:
    day: date
    label: str
    items: list[Item] = field(default_factory=list)
    running: list[Item] = field(default_factory=list)  # began before today
    more: int = 0


@dataclass(frozen=True)
class Waiting:
    title: str
    count: str
    rows: list[dict[str, Any]]
    links: list[tuple[str, str]]


def start_page(site: Any, request: HttpRequest) -> dict[str, Any]:
    admins = [a for m, a in site._registry.items() if issubclass(m, Editorial) and a.has_view_permission(request)]
    week = this_week(request, admins)
    return {
        "week": week,
        "running_today": len(week[0].items) + len(week[0].running) + week[0].more,
        "waiting": [w for w in waiting(site, request, admins) if w.rows],
        "changes": recent_changes(request, admins),
        "figures": year_figures(),
        "progress": progress_page(site, request),
        "new": [(a.opts, _url(a, "add")) for a in admins if a.has_add_permission(request)],
        "feeds": [settings.PUBLIC_URL + reverse("feed", args=[name]) for name in PUBLIC_ADDRESSES],
        "today": when.today(),
    }


# This week


def this_week(request: HttpRequest, admins: list[Any]) -> list[Day]:
    today = when.today()
    days = {day: Day(day, _day_label(day, today)) for day in (today + timedelta(days=n) for n in range(AHEAD))}
    for admin in (a for a in admins if issubclass(a.model, Publishable)):
        happening = when.overlapping(admin.model, today, today + timedelta(days=AHEAD - 1))
        rows = admin.get_queryset(request).filter(happening).select_related(*_place_path(admin.model))
        for thing in rows.distinct():
            for first, last, moment in _spans(thing):
                if last >= today and first in days or first < today <= last:
                    item = _item(admin, thing, first, last, moment, today)
                    (days[today].running if first < today else days[first].items).append(item)
    for day in days.values():
        day.running.sort(key=attrgetter("order"))
        day.items.sort(key=attrgetter("order"))
        room = max(0, A_DAY - len(day.items))
        day.more = max(0, len(day.items) - A_DAY) + max(0, len(day.running) - room)
        day.items, day.running = day.items[:A_DAY], day.running[:room]
    return list(days.values())


def _day_label(day: date, today: date) -> str:
    names = {today: _("today"), today + timedelta(days=1): _("tomorrow")}
    return names.get(day, date_format(day, "l"))


def _place_path(model: Any) -> tuple[str, ...]:
    names = {f.name for f in model._meta.fields}
    return ("region",) if "region" in names else ("edition__region", "venue")


def _spans(thing: Any) -> Iterable[tuple[date, date, str]]:
    """(first day, last day, time of day or "")."""
    if isinstance(thing, Edition):
        yield from ((b.first_day, b.last_day, "") for b in thing.blocks.all() if b.complete)
    elif thing.first_day:
        yield thing.first_day, thing.last_day, ""
    elif thing.starts_at:
        start = timezone.localtime(thing.starts_at)
        end = timezone.localtime(thing.ends_at) if thing.ends_at else start
        yield start.date(), end.date(), start.strftime("%H:%M")


def _item(admin: Any, thing: Any, first: date, last: date, moment: str, today: date) -> Item:
    number = (last - first).days + 1
    text = moment
    if first < today:
        text = _("day %(day)d of %(number)d") % {"day": (today - first).days + 1, "number": number}
    elif number > 1 and not moment:
        text = _("to %(day)s") % {"day": last.strftime("%m-%d")}
    badges = [status_badge(thing)] if thing.event_status != EventStatus.SCHEDULED else []
    if thing.editorial_state != EditorialState.PUBLISHED:
        badges.append(state_badge(thing))
    region = thing.region if hasattr(thing, "region") else thing.edition.region
    order = (moment or "24", thing._meta.model_name, str(thing))
    return Item(order, thing, _url(admin, "change", thing.pk), str(admin.opts.verbose_name), text, str(region), badges)


# What waits


def waiting(site: Any, request: HttpRequest, admins: list[Any]) -> Iterable[Waiting]:
    approvers = [a for a in admins if a.has_publish_permission(request)]
    editions = [a for a in admins if a.model is Edition]
    deciders = [a for a in approvers if a.model is Launch]
    yield _waiting(request, "approve", _("Waits for my approval"), approvers)
    yield _waiting(request, "claims", _("Claims to be the first, awaiting a decision"), deciders)
    yield _waiting(request, "running_out", _("Recognitions that end within 60 days"), deciders)
    halls = [a for m, a in site._registry.items() if m is HallBooking and a.has_view_permission(request)]
    yield _waiting(request, "decide", _("Halls to decide on"), [a for a in halls if a.has_confirm_permission(request)])
    yield _waiting(request, "overtaken", _("Halls held on days that others got"), halls)
    yield _waiting(request, "ending", _("Holds of halls that end within 7 days"), halls)
    yield _waiting(request, "given_back", _("Halls given back in the last 14 days"), halls)
    parts = [a for m, a in site._registry.items() if m is Participation and a.has_view_permission(request)]
    yield _waiting(request, "applications", _("Applications to decide on"), parts)
    yield _waiting(request, "returned", _("Sent back to mend"), admins)
    yield _waiting(request, "mine", _("My drafts"), admins)
    yield _waiting(request, "days", _("Days are missing"), editions)
    yield _waiting(request, "figures", _("Ended over 30 days ago, no figures yet"), editions)


def _waiting(request: HttpRequest, question: str, title: str, admins: list[Any]) -> Waiting:
    rows, links, number = [], [], 0
    for admin in (a for a in admins if a.has_change_permission(request)):
        found = list(_asked(request, question, admin))
        number += len(found)
        rows += [
            {"thing": _name(t), "url": _url(admin, "change", t.pk), "note": _note(t, question)} for t in found[:A_LIST]
        ]
        if found:
            links.append((str(admin.opts.verbose_name_plural), f"{_url(admin, 'changelist')}?attention={question}"))
    return Waiting(title, f"{AT_MOST}+" if number > AT_MOST else str(number), rows[:A_LIST], links)


def _asked(request: HttpRequest, question: str, admin: Any) -> Any:
    rows = admin.editable(admin.get_queryset(request), request.user)
    rows = ATTENTION[question](rows, request.user)
    if question == "returned":
        said = admin.model.history.filter(id=OuterRef("pk"), editorial_state=EditorialState.DRAFT)
        said = said.exclude(history_change_reason=None).order_by("-history_date").values("history_change_reason")
        rows = rows.annotate(why=Subquery(said[:1]))
    if question == "mine":
        rows = rows.exclude(pk__in=ATTENTION["returned"](admin.model.objects.all(), request.user).values("pk"))
    order = "modified_at" if question == "approve" else "-modified_at"  # first come, first served
    return rows.order_by(order, "pk")[: AT_MOST + 1]


def _name(thing: Any) -> str:
    """Without its days, which the note says."""
    if isinstance(thing, HallBooking):
        return f"{thing.hall}: {thing.edition or thing.get_purpose_display()}"
    return str(thing)


def _note(thing: Any, question: str) -> str:
    if question == "claims":
        return str(thing.get_recognition_display())
    if question == "running_out":
        return _("until %(day)s") % {"day": thing.valid_until.isoformat()}
    if question == "ending":
        return f"{days_of(thing)} · " + _("until %(day)s") % {"day": thing.held_until.isoformat()}
    if question == "applications":
        return str(thing.get_role_display())
    return getattr(thing, "why", None) or days_of(thing)


# Recent changes and figures


def recent_changes(request: HttpRequest, admins: list[Any]) -> list[dict[str, Any]]:
    """What people changed, of what the user may edit; what programs loaded is left out."""
    told = []
    for admin in (a for a in admins if a.sees_all(request)):
        records = admin.model.history.filter(history_user__isnull=False).select_related("history_user")
        if not request.user.is_superuser:
            mine = admin.editable(admin.get_queryset(request), request.user)
            records = records.filter(id__in=mine.order_by().values("pk"))
        told += [(r, admin) for r in records.order_by("-history_date", "-history_id")[: 3 * CHANGES]]
    told.sort(key=lambda pair: pair[0].history_date, reverse=True)
    latest: dict[Any, tuple[Any, Any]] = {}
    for record, admin in told:  # one line for what one person did to one thing on one day
        key = (record.history_user_id, admin.model, record.id, timezone.localdate(record.history_date))
        latest.setdefault(key, (record, admin))
    return [
        {
            "record": record,
            "title": str(record.instance),
            "kind": admin.opts.verbose_name,
            "url": _url(admin, "history", record.id) if record.history_type != "-" else "",
        }
        for record, admin in list(latest.values())[:CHANGES]
    ]


def year_figures() -> dict[str, Any]:
    """Of the province, this year, as planned: what is cancelled is not counted."""
    year = when.today().year
    editions = Edition.objects.published().filter(within(LIAONING, "region"), year=year)
    editions = editions.exclude(event_status=EventStatus.CANCELLED)
    planned = Figure.objects.filter(
        edition__in=editions, stage=Figure.Stage.PLAN, measure=Figure.Measure.GROSS_AREA
    ).aggregate(area=Sum("value"), number=Count("pk"))
    return {
        "year": year,
        "editions": editions.count(),
        "area": f"{planned['area'] or 0:,}",
        "stated": planned["number"],
    }


def progress_page(site: Any, request: HttpRequest) -> str:
    """Where the province's programme of this year stands; "" where there is none, or none for the user."""
    admin = site.get_model_admin(Programme)
    if not admin.has_view_permission(request):
        return ""
    found = admin.get_queryset(request).of_year(str(when.today().year)).order_by().first()
    return _url(admin, "progress", found.pk) if found else ""


def _url(admin: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:{admin.opts.app_label}_{admin.opts.model_name}_{page}", args=args)
