"""What the parsers are given: one of each kind of entry in every state, asked for in every way. All made up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from fairs.calendar import ledger
from fairs.models import OpeningDay, act
from initiatives.models import Initiative, RecurrenceException
from tests import factories
from tests.initiatives import factories as make

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
MAY, JUNE = (date(2026, 5, 1), date(2026, 5, 3)), (date(2026, 6, 1), date(2026, 6, 3))
LONG = "辽宁国际装备制造业博览会、机器人与智能制造展览会；𠮷野家👩🏽‍🔬, a;b\\c " * 4 + "终"
KINDS = "kind=edition,hours,session,deadline,launch,initiative"
MOVED = "2026-05-05T09:00:00Z", "2026-05-05T17:00:00Z"

Row = tuple[str, str, str, str, str, int | None]
"""UID, start, end, SUMMARY, STATUS, and the alarm's seconds from the start; instants in UTC, or days."""


@dataclass(frozen=True)
class Thing:
    """What readers have to be told of it; ``spans``: of each occurrence, ``apart``: of those moved."""

    kind: str
    number: int
    zh_hans: str
    en: str
    spans: tuple[tuple[str, str], ...]
    status: str = "CONFIRMED"
    apart: tuple[tuple[str, str], ...] = ()


def in_may(kind: str, number: int, zh_hans: str, en: str, status: str = "CONFIRMED") -> Thing:
    return Thing(kind, number, zh_hans, en, (("2026-05-01", "2026-05-04"),), status)


def evenings() -> tuple[tuple[str, str], ...]:
    """Seven weekends from 17:00 to 23:00 in Shanghai, but 2 May; instead of 3 May the Tuesday, past midnight."""
    days = [date(2026, 4, 4) + timedelta(weeks=week, days=day) for week in range(7) for day in (0, 1)]
    kept = [f"{day}T{{:02}}:00:00Z" for day in days if day not in {date(2026, 5, 2), date(2026, 5, 3)}]
    return tuple(sorted([(day.format(9), day.format(15)) for day in kept] + [MOVED]))


THINGS = (
    in_may("edition", 1, "机床展，一", "Machine tools; one, of two"),
    Thing("edition", 2, "汽车展", "Motor show", (("2026-06-01", "2026-06-04"),)),
    in_may("edition", 3, "【延期】食品展", "[Postponed] Food fair", "TENTATIVE"),
    in_may("edition", 4, "【取消】家具展", "[Cancelled] Furniture fair", "CANCELLED"),
    in_may("edition", 5, LONG, LONG),
    Thing(
        "hours", 6, "机床展，一：公众开放日", "Machine tools; one, of two: open to the public",
        (("2026-05-01T01:00:00Z", "2026-05-01T09:00:00Z"),),
    ),
    Thing("session", 7, "论坛: 夜", "Forum: night", (("2026-05-01T14:30:00Z", "2026-05-01T16:30:15Z"),)),
    Thing("launch", 8, "首店", "First store", (("2026-05-01", "2026-05-02"),)),
    Thing("deadline", 8, "公示期满：首店", "Public notice ends: First store", (("2026-03-10", "2026-03-11"),)),
    Thing("initiative", 9, "夜市", "Night market", evenings(), apart=(MOVED,)),
    Thing("initiative", 10, "【取消】早市", "[Cancelled] Morning market", evenings(), "CANCELLED", (MOVED,)),
    in_may("initiative", 11, "消费季", "Consumption season"),
)  # fmt: skip


def make_things() -> None:
    dalian = factories.region("210200")
    venue = factories.venue(region=dalian, latitude="38.9", longitude="121.6")
    sectors = [factories.category(name_en="Lasers, lamps", name_zh_hans="激光, 灯"), factories.category()]
    fair, common = factories.fair(sectors, code="expo"), {"region": dalian, "venues": [venue]}
    with ledger.writing():
        expo = edition(1, "机床展，一", "Machine tools; one, of two", fair=fair, **common)
        block = expo.blocks.get()
        OpeningDay.objects.create(block=block, day=MAY[0], opens=time(9), closes=time(17), uuid=UUID(int=6))
    moved = edition(2, "汽车展", "Motor show")
    act(moved, "reschedule", days={moved.blocks.get().pk: JUNE})
    act(edition(3, "食品展", "Food fair", fair=moved.fair), "postpone", postponed_to=moved)
    act(edition(4, "家具展", "Furniture fair"), "cancel")
    edition(5, LONG, LONG, description_zh_hans=LONG * 20, description_en=f"{LONG}\r\n\r\nEND:VEVENT\r\n")
    factories.session(
        expo, uuid=UUID(int=7), title_zh_hans="论坛: 夜", title_en="Forum: night",
        starts_at=datetime(2026, 5, 1, 14, 30, tzinfo=UTC), ends_at=datetime(2026, 5, 1, 16, 30, 15, tzinfo=UTC),
    )  # fmt: skip
    make.claim(uuid=UUID(int=8), recognition="noticed", title_zh_hans="首店", title_en="First store")
    market(9, title_zh_hans="夜市", title_en="Night market", code="night")
    act(market(10, title_zh_hans="早市", title_en="Morning market"), "cancel")
    first, last = MAY
    make.initiative(
        uuid=UUID(int=11), title_zh_hans="消费季", title_en="Consumption season", first_day=first, last_day=last
    )


def edition(number: int, zh_hans: str, en: str, **fields: Any) -> Any:
    return factories.edition([MAY], uuid=UUID(int=number), title_zh_hans=zh_hans, title_en=en, **fields)


def market(number: int, **fields: Any) -> Initiative:
    with ledger.writing():
        made = make.market(uuid=UUID(int=number), last_day=date(2026, 5, 17), **fields)
        RecurrenceException.objects.create(initiative=made, day=date(2026, 5, 2))
        RecurrenceException.objects.create(
            initiative=made, day=date(2026, 5, 3), kind="moved", new_day=date(2026, 5, 5), closes=time(1)
        )
    return made


@dataclass(frozen=True)
class Feed:
    """An address under /calendars/, and which things are told there: of these kinds and of these numbers.

    ``alarm``: seconds from the start, of what is told in days, and of what is told in hours.
    """

    path: str
    kinds: tuple[str, ...] = ("edition", "launch", "initiative")
    numbers: tuple[int, ...] = tuple(range(12))
    cancelled: str = "mark"
    alarm: tuple[int | None, int | None] = (None, None)

    @property
    def address(self) -> str:
        return self.path if self.path.startswith("/") else f"/calendars/{self.path}"

    @property
    def jcal(self) -> bool:
        return ".jcal" in self.path

    def rows(self, expanded: bool) -> list[Row]:
        """Of each occurrence, or of each event as it is written."""
        told = (row for thing in THINGS if self.holds(thing) for row in self.told(thing, expanded))
        return sorted(told, key=lambda row: row[:2])

    def holds(self, thing: Thing) -> bool:
        hidden = self.cancelled == "hide" and thing.status == "CANCELLED"
        return thing.kind in self.kinds and thing.number in self.numbers and not hidden

    def told(self, thing: Thing, expanded: bool) -> Iterable[Row]:
        status = "CONFIRMED" if (self.cancelled, thing.status) == ("visible", "CANCELLED") else thing.status
        summary = thing.en if "lang=en" in self.path else thing.zh_hans
        for start, end in thing.spans if expanded else (thing.spans[0], *thing.apart):
            alarm = self.alarm["T" in start] if thing.status == "CONFIRMED" else None
            yield f"{thing.kind}-{UUID(int=thing.number)}@fair-calendar", start, end, summary, status, alarm


EVERY = ("edition", "hours", "session", "deadline", "launch", "initiative")
WEEK, HALF_HOUR, DAY, NINE = -7 * 86400, -1800, -86400, 9 * 3600
FEEDS = {
    "default": Feed("all.ics"),
    "rolling": Feed("upcoming.ics"),
    "window": Feed(f"all.ics?{KINDS}&from=2026-05-04&to=2026-05-06", EVERY, (9, 10)),
    "every kind": Feed(f"all.ics?{KINDS}", EVERY),
    **{f"kind={kind}": Feed(f"all.ics?kind={kind}", (kind,)) for kind in EVERY},
    "English": Feed(f"all.ics?{KINDS}&lang=en", EVERY),
    "cancelled=mark": Feed(f"all.ics?{KINDS}&cancelled=mark", EVERY),
    "cancelled=hide": Feed(f"all.ics?{KINDS}&cancelled=hide", EVERY, cancelled="hide"),
    "cancelled=visible": Feed(f"all.ics?{KINDS}&cancelled=visible", EVERY, cancelled="visible"),
    "alarm=P7D": Feed(f"all.ics?{KINDS}&alarm=P7D", EVERY, alarm=(WEEK + NINE, WEEK)),
    "alarm=PT30M": Feed(f"all.ics?{KINDS}&alarm=PT30M", EVERY, alarm=(HALF_HOUR, HALF_HOUR)),
    "English, visible, alarm": Feed(
        f"all.ics?{KINDS}&lang=en&cancelled=visible&alarm=P1D", EVERY, cancelled="visible", alarm=(DAY + NINE, DAY)
    ),
    "city": Feed("city/210200.ics", numbers=(1,)),
    "fair": Feed(f"fair/expo.ics?{KINDS}", EVERY, (1, 6, 7)),
    "text": Feed("all.ics?q=机床", numbers=(1,)),
    "empty": Feed("all.ics?q=nothing", ()),
    "CalDAV": Feed(f"/caldav/calendars/all/initiative-{UUID(int=9)}.ics", numbers=(9,)),
    "jCal": Feed(f"all.jcal?{KINDS}", EVERY),
    "jCal, English, visible, alarm": Feed(
        f"all.jcal?{KINDS}&lang=en&cancelled=visible&alarm=P1D", EVERY, cancelled="visible", alarm=(DAY + NINE, DAY)
    ),
    "jCal, empty": Feed("all.jcal?q=nothing", ()),
}  # fmt: skip
