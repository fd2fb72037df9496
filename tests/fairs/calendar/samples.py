"""Calendar entries for tests, all made up: two whole ones, a factory, and what people might put into one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from fairs.calendar.entry import SHANGHAI, CalendarEntry, Kind, Status, Text
from fairs.calendar.recurrence import WEEKDAYS, Moved, Recurrence

HOST = "https://calendar.example"
MODIFIED = datetime(2026, 3, 1, 2, 30, 15, tzinfo=UTC)

ALL_DAY = CalendarEntry(
    key="edition-8f0c2d6e-4a51-4c07-9d3a-1b7e5f2a9c40",
    subject="fairs.edition:8f0c2d6e-4a51-4c07-9d3a-1b7e5f2a9c40",
    kind=Kind.EDITION,
    start=date(2026, 4, 28),
    end=date(2026, 5, 1),
    title=Text("示例装备制造业博览会", "Sample Equipment Manufacturing Expo"),
    description=Text("第一天：开幕；\n第二、三天：洽谈, 参观。", "Opening, then talks; halls A,B."),
    place=Text("示例展览中心，沈阳", "Sample Exhibition Centre, Shenyang"),
    url="/editions/8f0c2d6e/",
    geo=(41.7968, 123.4291),
    categories=(Text("装备, 机床", "Equipment, machine tools"), Text("展览", "Trade fair")),
    related=("edition-0a1b2c3d", "launch-4e5f6a7b"),
    facets=frozenset({("city", "210200"), ("city", "210100"), ("batch", "brand")}),
    search="示例",
)
TIMED = CalendarEntry(
    key="session-2b9d",
    subject="fairs.session:2b9d",
    kind=Kind.SESSION,
    start=datetime(2026, 4, 28, 9, 30, tzinfo=SHANGHAI),
    end=datetime(2026, 4, 28, 11, 0, tzinfo=SHANGHAI),
    title=Text("开幕式", "Opening"),
)


def evening(month: int, day: int, hour: int = 18) -> datetime:
    """Of 2026."""
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


MARKET = CalendarEntry(
    key="initiative-7c1e",
    subject="initiatives.initiative:7c1e",
    kind=Kind.INITIATIVE,
    start=evening(4, 4),
    end=evening(4, 4, 23),
    title=Text("示例夜市", "Sample night market"),
    url="/initiatives/7c1e/",
    recurrence=Recurrence(
        frequency="weekly",
        weekdays=("SA", "SU"),
        until=date(2026, 10, 31),
        excluded=(evening(5, 2),),
        moved=(Moved(evening(5, 3), evening(5, 4), evening(5, 5, 1)),),  # to Monday, and past midnight
    ),
)


def entry(**changes: Any) -> CalendarEntry:
    """A one-day entry that has only what every entry must have."""
    bare = CalendarEntry(
        key="launch-1",
        subject="fairs.launch:1",
        kind=Kind.LAUNCH,
        start=date(2026, 5, 1),
        end=date(2026, 5, 2),
        title=Text("首展", "First show"),
    )
    return replace(bare, **changes)


fragments = st.sampled_from(
    [
        "辽宁国际投资贸易洽谈会",
        "𠮷野家",
        "👩🏽‍🔬🇨🇳",
        "e\u0301\u0323",
        "a, b; c: d",
        "\\",
        "\\n",
        "\\N",
        "C:\\News\\,",
        '"',
        "^n",
        "=",
        "\r\n",
        "\r",
        "\n",
        "\t",
        " ",
        "\u3000",
        "\x00\x07\x0b\x0c\x1b\x1c\x7f\x85",
        "\u2028\u2029\ufeff\u202e",
        "\r\nSTATUS:CANCELLED\r\n",
        "\r\nEND:VEVENT\r\n",
        "STATUS:CANCELLED",
        "x" * 80,
    ]
)
texts = st.lists(st.one_of(fragments, st.text(max_size=40)), max_size=8).map("".join)
both = st.builds(Text, texts, texts)


@st.composite
def entries(draw: st.DrawFn, text: st.SearchStrategy[Text] = both) -> CalendarEntry:
    days = draw(st.integers(1, 400))
    start: date = draw(st.dates(date(1992, 1, 2), date(2090, 1, 1)))
    end = start + timedelta(days=days)
    if draw(st.booleans()):
        clock = draw(st.times())
        start = datetime.combine(start, clock, draw(st.sampled_from([SHANGHAI, UTC])))
        end = start + timedelta(minutes=days)
    return CalendarEntry(
        key=f"{draw(st.sampled_from(Kind))}-{draw(st.uuids())}",
        subject="",
        kind=draw(st.sampled_from(Kind)),
        start=start,
        end=end,
        title=draw(text),
        status=draw(st.sampled_from(Status)),
        description=draw(text),
        place=draw(text),
        url=draw(st.one_of(st.just(""), texts.map("/".__add__))),
        geo=draw(st.one_of(st.none(), st.tuples(st.floats(-90, 90), st.floats(-180, 180)))),
        categories=tuple(draw(st.lists(text, max_size=3))),
        related=tuple(draw(st.lists(st.uuids().map("edition-{}".format), max_size=2))),
    )


@st.composite
def recurring(draw: st.DrawFn) -> CalendarEntry:
    """Any rule with any exceptions: whole days or hours, past midnight too."""
    days = draw(st.booleans())
    first = draw(st.dates(date(2024, 1, 1), date(2030, 1, 1)))
    begin: Any = first if days else datetime.combine(first, draw(st.times()).replace(microsecond=0), SHANGHAI)
    length = draw(st.sampled_from([timedelta(days=1), timedelta(days=2)] if days else [timedelta(hours=5)]))
    weekdays = draw(st.sets(st.sampled_from(WEEKDAYS))) | {WEEKDAYS[first.weekday()]} if draw(st.booleans()) else ()
    rule = Recurrence(
        frequency="weekly" if weekdays else "daily",
        interval=draw(st.integers(1, 5)),
        weekdays=tuple(weekdays),
        until=first + timedelta(days=draw(st.integers(0, 90))),
    )
    starts = draw(st.permutations(rule.starts(begin)))[:8]
    out = draw(st.integers(0, min(4, len(starts) - 1)))
    shifts = st.integers(-30, 30) if days else st.integers(-30 * 24 * 60, 30 * 24 * 60)
    unit = timedelta(days=1) if days else timedelta(minutes=1)
    moved = []
    for start in starts[out : out + draw(st.integers(0, 4))]:
        at = start + draw(shifts) * unit
        moved.append(Moved(start, at, at + draw(st.integers(1, 3)) * unit))
    rule = replace(rule, excluded=tuple(starts[:out]), moved=tuple(moved))
    return entry(start=begin, end=begin + length, recurrence=rule)
