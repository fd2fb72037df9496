"""Pages on halls beside their bookings: a timeline, what is free, how full they are, what comes too close."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from fairs import space
from fairs.filters import APART
from fairs.models import BookingState, DayBlock, Edition, Hall, HallBooking, Region, Venue
from fairs.models.timed import EARLIEST, LATEST

from .badges import NOTHING, days
from .timeline import Picture, Span, picture
from .when import today

MOST_HALLS = 200
READ = (
    "move_in", "first_day", "last_day", "move_out", "state", "purpose", "hall", "edition__title_zh_hans",
    "edition__title_en",
)  # fmt: skip
Cell = str | list[tuple[str, str]]
"""Text, or texts each with the address of a page."""
LEGEND = (
    (0, "url(#in)", "", gettext_lazy("build-up")),
    (130, "#14655c", "", gettext_lazy("show, booked")),
    (290, "url(#held)", "4 2", gettext_lazy("show, held")),
    (440, "url(#out)", "", gettext_lazy("move-out")),
    (570, "url(#closed)", "", pgettext_lazy("hall", "closed")),
    (690, "#d9d7cd", "", gettext_lazy("taken")),
)
"""From the left; pattern or colour, dashes of the outline, words. Here because no texts are collected from SVG."""
WORDS = {
    "timeline": gettext_lazy("Timeline of halls"),
    "space": gettext_lazy("Find space"),
    "occupancy": gettext_lazy("Occupancy of halls"),
    "clashes": gettext_lazy("Clashes of theme"),
}


def day_input(label: Any, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "min": EARLIEST, "max": LATEST}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


class Asked(forms.Form):
    """What a page is asked for; in words where it is wrong. ``span``: its window."""

    first = day_input(gettext_lazy("from"))
    last = day_input(gettext_lazy("to"))
    longest = timedelta(days=800)

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        for name, day in (("first", first), ("last", last)):
            if day and not EARLIEST <= day <= LATEST:
                self.add_error(name, _("Give a day from 1950 to 2100."))
        if first and last and not timedelta() <= last - first <= self.longest:
            message = _("Give a day not before the first, and at most %(days)d days after it.")
            self.add_error("last", message % {"days": self.longest.days})
        return self.cleaned_data

    @property
    def span(self) -> tuple[date, date]:
        return self.cleaned_data["first"], self.cleaned_data["last"]


class TimelineForm(Asked):
    venue = forms.ModelChoiceField(
        Venue.objects.filter(halls__isnull=False).distinct(), label=gettext_lazy("venue"), required=False,
        empty_label=gettext_lazy("every venue"),
    )  # fmt: skip


def city_input() -> forms.ModelChoiceField:
    cities = Region.objects.filter(venues__halls__isnull=False).distinct()
    return forms.ModelChoiceField(
        cities, label=gettext_lazy("city"), required=False, empty_label=gettext_lazy("every city")
    )


class SpaceForm(Asked):
    city = city_input()
    area = forms.IntegerField(label=gettext_lazy("gross area (m²)"), min_value=1, max_value=10_000_000)
    show = forms.IntegerField(label=gettext_lazy("number of show days"), min_value=1, max_value=90)
    build_up = forms.IntegerField(label=gettext_lazy("build-up days"), min_value=0, max_value=60)
    dismantling = forms.IntegerField(label=gettext_lazy("move-out days"), min_value=0, max_value=60)


class OccupancyForm(Asked):
    by = forms.ChoiceField(
        label=gettext_lazy("by"),
        choices=[("venue", gettext_lazy("venue")), ("hall", gettext_lazy("hall")), ("city", gettext_lazy("city"))],
    )
    city = city_input()


class ClashForm(Asked):
    apart = forms.IntegerField(label=gettext_lazy("days between, at most"), min_value=0, max_value=90)


def urls(model_admin: Any) -> list[Any]:
    def view(page: Callable[[Any, HttpRequest], HttpResponse]) -> Any:
        def guarded(request: HttpRequest) -> HttpResponse:
            if not model_admin.has_view_permission(request):
                raise PermissionDenied
            return page(model_admin, request)

        return model_admin.admin_site.admin_view(guarded)

    pages = {"timeline": timeline, "space": find, "occupancy": full, "clashes": close}
    made = [path(f"{name}/", view(page), name=f"fairs_hallbooking_{name}") for name, page in pages.items()]
    return [*made, path("timeline.svg", view(timeline_alone), name="fairs_hallbooking_timeline_svg")]


def _page(model_admin: Any, request: HttpRequest, name: str, form: forms.Form, **more: Any) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": WORDS[name],
        "opts": model_admin.opts,
        "form": form,
        "name": name,
        "pages": [(word, reverse(f"admin:fairs_hallbooking_{page}"), page == name) for page, word in WORDS.items()],
        **more,
    }
    if more.get("rows"):
        context["rows"] = [[[(c, "")] if isinstance(c, str) else c for c in row] for row in more["rows"]]
    template = "admin/hall_timeline.html" if name == "timeline" else "admin/hall_answer.html"
    return TemplateResponse(request, template, context)


def _asked(form: type[Asked], request: HttpRequest, **initial: Any) -> Any:
    """Bound by what the address says, or by what is to be begun with."""
    year = {"first": today().replace(day=1).isoformat(), "last": (today() + timedelta(365)).isoformat()}
    return form({**year, **initial, **request.GET.dict()})


# Timeline


def timeline(model_admin: Any, request: HttpRequest) -> HttpResponse:
    form = _asked(TimelineForm, request)
    drawn = _picture(request, form) if form.is_valid() else None
    more = {"most": MOST_HALLS, "asked": request.GET.urlencode(), **_in_svg(drawn)}
    return _page(model_admin, request, "timeline", form, **more)


def timeline_alone(model_admin: Any, request: HttpRequest) -> HttpResponse:
    form = _asked(TimelineForm, request)
    if not form.is_valid():
        return timeline(model_admin, request)
    drawn = _picture(request, form)
    svg = render_to_string("admin/_timeline.svg", {**_in_svg(drawn, linked=False), "title": WORDS["timeline"]})
    return HttpResponse(svg, content_type="image/svg+xml")


def _in_svg(drawn: Picture | None, *, linked: bool = True) -> dict[str, Any]:
    return {"drawn": drawn, "legend": LEGEND, "bars": drawn and mark_safe(drawn.svg(linked=linked))}  # noqa: S308  escaped there


def _picture(request: HttpRequest, form: Any) -> Picture:
    first, last = form.span
    halls = Hall.objects.select_related("venue", "part_of").order_by("venue__code", "code")
    if venue := form.cleaned_data["venue"]:
        halls = halls.filter(venue=venue)
    shown = list(halls[:MOST_HALLS])
    spans = _spans(request, shown, first, last)
    rows = [(h.name if venue else str(h), h.part_of_id is not None, spans[h.pk]) for h in shown]
    months = [(begin, date_format(begin, "Y-m")) for begin, _end in space.months(first, last)]
    return picture(rows, first, last, months, today())


def _spans(request: HttpRequest, halls: list[Hall], first: date, last: date) -> dict[int, list[Span]]:
    """By hall. Of bookings that the user may not see only that the days are taken; of holds nothing."""
    rows = HallBooking.objects.filter(hall__in=[h.pk for h in halls]).overlapping(first, last).standing()
    seen = set(rows.visible_to(request.user).order_by().values_list("pk", flat=True))
    spans: dict[int, list[Span]] = defaultdict(list)
    address = reverse("admin:fairs_hallbooking_change", args=[0])
    for booking in rows.select_related("edition").only(*READ):
        if booking.pk in seen:
            spans[booking.hall_id].append(_told(booking, address.replace("/0/", f"/{booking.pk}/")))
        elif booking.state == BookingState.CONFIRMED:
            taken = (booking.move_in, booking.move_in, booking.move_out, booking.move_out)
            spans[booking.hall_id].append(Span(*taken, "taken", _("taken"), f"{_('taken')}, {days(*taken[::3])}"))
    return spans


def _told(booking: HallBooking, url: str) -> Span:
    dates = (booking.move_in, booking.first_day, booking.last_day, booking.move_out)
    closed = booking.purpose == HallBooking.Purpose.CLOSED
    kind = "closed" if closed else "booked" if booking.state == BookingState.CONFIRMED else "held"
    name = str(booking.edition or booking.get_purpose_display())
    words = {
        "name": name, "state": booking.get_state_display(),
        "occupied": days(booking.move_in, booking.move_out), "shown": days(booking.first_day, booking.last_day),
    }  # fmt: skip
    told = _("%(name)s, %(state)s, %(occupied)s, show %(shown)s") % words
    return Span(*dates, kind, name if kind != "held" else _("Held: %(name)s") % words, told, url)


# What is free


def find(model_admin: Any, request: HttpRequest) -> HttpResponse:
    soon = (today() + timedelta(3)).isoformat()  # built up from today
    form = _asked(SpaceForm, request, first=soon, area="10000", show="4", build_up="3", dismantling="2")
    found = None
    if form.is_valid():
        given = form.cleaned_data
        wanted = space.Wanted(given["area"], given["show"], given["build_up"], given["dismantling"], *form.span)
        holds = HallBooking.objects.holding().visible_to(request.user)
        offers = space.offers(_in_city(given["city"]), wanted, holds)
        found = [_offer(model_admin, request, offer) for offer in offers]
    heads = [_("venue"), _("halls"), _("area (m²)"), _("move-in to move-out"), _("or begin until"), _("holds there")]
    return _page(model_admin, request, "space", form, heads=heads, rows=found, most=space.OFFERED)


def _in_city(city: Region | None) -> "QuerySet[Hall]":
    halls = Hall.objects.all()
    return halls.filter(venue__region=city) if city else halls


def _offer(model_admin: Any, request: HttpRequest, offer: space.Offer) -> list[Cell]:
    dates = {name: getattr(offer, name) for name in ("move_in", "first_day", "last_day", "move_out")}
    add = reverse("admin:fairs_hallbooking_add") if model_admin.has_add_permission(request) else ""
    halls = [(h.name, add and f"{add}?{urlencode({'hall': h.pk, **dates})}") for h in offer.halls]
    occupied = days(offer.move_in, offer.move_out)
    return [str(offer.venue), halls, f"{offer.area:,}", occupied, str(offer.latest), str(offer.holds or "")]


# How full they are, what comes too close


def full(model_admin: Any, request: HttpRequest) -> HttpResponse:
    form, heads, found = _asked(OccupancyForm, request, by="venue"), [], None
    if form.is_valid():
        rows = space.occupancy(_in_city(form.cleaned_data["city"]), form.cleaned_data["by"], *form.span)
        what = dict(form.fields["by"].choices)[form.cleaned_data["by"]]
        heads = [what, _("area (m²)"), *(f"{begin:%Y-%m}" for begin, _end in space.months(*form.span))]
        found = [[str(r.of), f"{r.area:,}" if r.area else NOTHING, *(f"{m.share:.0%}" for m in r.months)] for r in rows]
    return _page(model_admin, request, "occupancy", form, heads=heads, rows=found)


def close(model_admin: Any, request: HttpRequest) -> HttpResponse:
    form, found = _asked(ClashForm, request, apart=str(APART)), None
    editions = model_admin.admin_site.get_model_admin(Edition).get_queryset(request)
    if form.is_valid():
        clashes = islice(space.clashes(editions, form.cleaned_data["apart"], *form.span), space.TOLD)
        found = [
            [*_held((c.one, c.other)), pgettext("list", ", ").join(map(str, c.categories)), str(c.apart)]
            for c in clashes
        ]
    heads = [_("one fair"), _("days"), _("the other fair"), _("days"), _("categories in common"), _("days between")]
    return _page(model_admin, request, "clashes", form, heads=heads, rows=found, most=space.TOLD)


def _held(blocks: Iterable[DayBlock]) -> Iterable[Cell]:
    for block in blocks:
        yield [(str(block.edition), reverse("admin:fairs_edition_change", args=[block.edition.pk]))]
        yield days(block.first_day, block.last_day)
