"""Space in halls: what is free when, how full they are, and which fairs of one theme come too close to each other."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fairs.models import BookingState, Category, DayBlock, Edition, EventStatus, Hall, HallBooking, Region, Venue
from fairs.vacancy import DAY, Room, Slot, Span, gaps, slots

OFFERED = 50
TOLD = 200  # clashes

_Spans = dict[int, Span]  # by the keys of bookings


# What is free


@dataclass(frozen=True)
class Wanted:
    """``area`` in m²; the show lies within first..last, building up and dismantling may lie around it."""

    area: int
    show_days: int
    build_up: int
    dismantling: int
    first: date
    last: date

    @property
    def length(self) -> timedelta:
        return timedelta(self.build_up + self.show_days + self.dismantling)

    @property
    def occupied(self) -> Span:
        return self.first - timedelta(self.build_up), self.last + timedelta(self.dismantling)


@dataclass(frozen=True)
class Offer:
    """Halls of one venue that are free together from ``move_in`` on, or any day until ``latest``."""

    venue: Venue
    halls: tuple[Hall, ...]
    area: int
    move_in: date
    first_day: date
    last_day: date
    move_out: date
    latest: date
    holds: int
    """That wait for any of these halls on any of these days: it would stand behind them."""


def offers(halls: Any, wanted: Wanted, holds: Any = None) -> list[Offer]:
    """Of these halls and parts, in venues that are open. First the fewest halls, then the best fit, then the soonest.

    What is confirmed is taken; holds, those that the reader may know of, are counted, no more.
    """
    halls = halls.filter(venue__status=Venue.Status.OPEN, gross_area__gt=0)
    found = {h.pk: h for h in halls.select_related("venue__region", "part_of").order_by("venue__code", "code")}
    taken = occupied(found.values(), *wanted.occupied)
    rooms: dict[Venue, list[Room]] = defaultdict(list)
    for hall in found.values():
        free = gaps(taken[hall.pk], *wanted.occupied)
        rooms[hall.venue].append(Room(hall.pk, hall.gross_area, free, hall.part_of_id))
    held = {} if holds is None else _in_halls(holds, found.values(), *wanted.occupied)
    made = [
        _offer(venue, tuple(found[key] for key in slot.rooms), slot, wanted, held)
        for venue, of_venue in rooms.items()
        for slot in slots(of_venue, wanted.area, wanted.length)
    ]
    return sorted(made, key=lambda o: (len(o.halls), o.area, o.move_in, o.venue.code))[:OFFERED]


def _offer(venue: Venue, halls: tuple[Hall, ...], slot: Slot, wanted: Wanted, held: dict[int, _Spans]) -> Offer:
    first = slot.earliest + timedelta(wanted.build_up)
    last = first + timedelta(wanted.show_days - 1)
    out = last + timedelta(wanted.dismantling)
    there = {booking: span for hall in halls for booking, span in held.get(hall.pk, {}).items()}
    waiting = [span for span in there.values() if span[0] <= out and span[1] >= slot.earliest]
    return Offer(venue, halls, slot.area, slot.earliest, first, last, out, slot.latest, len(waiting))


def occupied(halls: Iterable[Hall], first: date, last: date) -> dict[int, list[Span]]:
    """{key of a hall: the spans in first..last in which it, its whole or one of its parts is taken}"""
    bookings = HallBooking.objects.filter(state=BookingState.CONFIRMED)
    taken = _in_halls(bookings, halls, first, last)
    return defaultdict(list, {key: [*spans.values()] for key, spans in taken.items()})


def _in_halls(bookings: Any, halls: Iterable[Hall], first: date, last: date) -> dict[int, _Spans]:
    """{key of a hall: those of these bookings that are there, in its whole or in one of its parts}"""
    keys: dict[int, set[int]] = defaultdict(set)  # of a booked hall: whose spans these are
    for hall in halls:
        keys[hall.pk].add(hall.pk)
        if hall.part_of_id:
            keys[hall.part_of_id].add(hall.pk)
    for part, whole in Hall.objects.filter(part_of__in=list(keys)).order_by().values_list("pk", "part_of"):
        keys[part].add(whole or 0)
    # Each hall by its key, so that the index answers from hall and days together.
    rows = bookings.filter(hall__in=list(keys)).overlapping(first, last).order_by()
    spans: dict[int, _Spans] = defaultdict(dict)
    for booking, hall_key, move_in, move_out in rows.values_list("pk", "hall", "move_in", "move_out"):
        for key in keys[hall_key]:
            spans[key][booking] = move_in, move_out
    return spans


# How full they are


@dataclass(frozen=True)
class Month:
    """``share``: of all days of all space, how much is taken, from 0 to 1."""

    first: date
    share: float


@dataclass(frozen=True)
class Occupancy:
    of: Hall | Venue | Region
    area: int
    months: list[Month]


GROUPINGS = {"hall": lambda hall: hall, "venue": lambda hall: hall.venue, "city": lambda hall: hall.venue.region}


def occupancy(halls: Any, by: str, first: date, last: date) -> list[Occupancy]:
    """Of whole halls, month by month, weighted by area: by that of their parts where all of those are known."""
    rows = list(halls.select_related("venue__region").order_by("venue__region__code", "venue__code", "code"))
    whole = {h.pk: h for h in rows}
    split = {h.part_of_id for h in rows} - {h.part_of_id for h in rows if not h.gross_area}
    grounds = [h for h in rows if h.pk not in split and (h.part_of_id in split or h.part_of_id not in whole)]
    spans = list(months(first, last))
    taken = occupied(rows, spans[0][0], spans[-1][1])
    groups: dict[Any, list[Hall]] = defaultdict(list)
    for ground in grounds:
        groups[GROUPINGS[by](whole.get(ground.part_of_id or 0, ground))].append(ground)
    return [
        Occupancy(of, sum(h.gross_area or 0 for h in parts), list(_months(parts, taken, spans)))
        for of, parts in groups.items()
    ]


def _months(halls: list[Hall], taken: dict[int, list[Span]], spans: list[Span]) -> Iterator[Month]:
    known = any(h.gross_area for h in halls)
    weights = {h.pk: (h.gross_area or 0) if known else 1 for h in halls}
    for begin, end in spans:
        used = sum(
            weights[hall.pk] * max(0, (min(end, out) - max(begin, come)).days + 1)
            for hall in halls
            for come, out in taken[hall.pk]
        )
        yield Month(begin, used / (sum(weights.values()) * ((end - begin).days + 1)))


def months(first: date, last: date) -> Iterator[Span]:
    """The months from the one to the other, each from its first day to its last."""
    begin = first.replace(day=1)
    while begin <= last:
        following = (begin + timedelta(31)).replace(day=1)
        yield begin, following - DAY
        begin = following


# What comes too close

Themed = tuple[DayBlock, set[Category]]


@dataclass(frozen=True)
class Clash:
    """``apart``: days from the end of the one to the beginning of the other; 0: on the same days."""

    one: DayBlock
    other: DayBlock
    categories: tuple[Category, ...]
    apart: int


def clashes(
    editions: Any, within: int, first: date, last: date, region_codes: set[str] | None = None
) -> Iterator[Clash]:
    """Pairs with a category in common, in one city (or anywhere in these regions), at most so many days apart.

    The earliest first; whoever needs only some takes no more: of n fairs at one place there may be n² pairs.
    """
    off = (EventStatus.CANCELLED, EventStatus.POSTPONED)
    around = timedelta(within)
    blocks = DayBlock.objects.filter(
        edition__in=editions.exclude(event_status__in=off).order_by().values("pk"),
        first_day__lte=last + around, last_day__gte=first - around,
    )  # fmt: skip
    blocks = blocks.select_related("edition__region__parent__parent__parent", "edition__fair")
    meeting: dict[str, list[Themed]] = defaultdict(list)
    for block in blocks.prefetch_related("edition__fair__categories__category").order_by("first_day", "pk"):
        if place := _place(block.edition, region_codes):
            meeting[place].append((block, {link.category for link in block.edition.fair.categories.all()}))
    found = heapq.merge(*(_near(each, around) for each in meeting.values()), key=_order)
    return (c for c in found if c.one.first_day <= last and c.other.last_day >= first)


def _order(clash: Clash) -> tuple[Any, ...]:
    return clash.one.first_day, clash.one.pk, clash.other.first_day, clash.other.pk


def _place(edition: Edition, region_codes: set[str] | None) -> str | None:
    line = edition.region.lineage()
    if region_codes is not None:
        return "together" if region_codes & {r.code for r in line} else None
    return next((r.code for r in line if r.kind in (Region.Kind.CITY, Region.Kind.ZONE)), edition.region.code)


def _near(blocks: list[Themed], around: timedelta) -> Iterator[Clash]:
    """In order of their first days; those held as one, and two editions of one fair, are no rivals."""
    for number, (one, themes) in enumerate(blocks):
        for other, others in blocks[number + 1 :]:
            if other.first_day > one.last_day + around:
                break
            a, b = one.edition, other.edition
            rivals = a.fair_id != b.fair_id and (a.combined_with_id or a.pk) != (b.combined_with_id or b.pk)
            if rivals and (common := themes & others):
                categories = tuple(sorted(common, key=lambda category: category.code))
                yield Clash(one, other, categories, max(0, (other.first_day - one.last_day).days))
