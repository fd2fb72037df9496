from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given

from fairs.calendar.entry import LANGUAGES, CalendarEntry, Kind, Status, Text
from fairs.calendar.ical import TAIL, head, rrule, vevent, visible
from fairs.calendar.recurrence import Moved, Recurrence

from .samples import ALL_DAY, HOST, MARKET, MODIFIED, TIMED, entries, entry


def told(of: CalendarEntry, language: str = "zh-hans") -> str:
    return vevent(of, language, sequence=2, modified=MODIFIED, base_url=HOST).decode()


def line(name: str, of: CalendarEntry, language: str = "zh-hans") -> str:
    """The one unfolded line of a property, without its name."""
    unfolded = told(of, language).replace("\r\n ", "")
    (found,) = (text for text in unfolded.split("\r\n") if text.startswith(name))
    return found.removeprefix(name)


def test_links_stand_before_the_description_each_with_its_address() -> None:
    of = entry(
        url="/editions/a/",
        description=Text("说明", ""),
        links=(
            (Text("延期至：\n乙", "Postponed to: B"), "/editions/b/"),
            (Text("代替：丙", "In place of: C"), "/editions/丙/"),
        ),
    )
    addresses = f"{HOST}/editions/b/", f"{HOST}/editions/%E4%B8%99/", f"{HOST}/editions/a/"
    assert line("DESCRIPTION:", of, "en").split("\\n") == [
        f"Postponed to: B {addresses[0]}", f"In place of: C {addresses[1]}", addresses[2],
    ]  # fmt: skip
    assert line("DESCRIPTION:", of).split("\\n") == [
        f"延期至： 乙 {addresses[0]}", f"代替：丙 {addresses[1]}", "说明", addresses[2],
    ]  # fmt: skip
    assert replace(of, links=()).content_digest() != of.content_digest()


def names(out: str) -> list[str]:
    """Of the properties, in order."""
    lines = out.replace("\r\n ", "").splitlines()
    return [text.partition(":")[0].partition(";")[0] for text in lines]


def test_all_day() -> None:
    assert told(ALL_DAY) == (
        "BEGIN:VEVENT\r\n"
        "UID:edition-8f0c2d6e-4a51-4c07-9d3a-1b7e5f2a9c40@fair-calendar\r\n"
        "DTSTAMP:20260301T023015Z\r\n"
        "LAST-MODIFIED:20260301T023015Z\r\n"
        "SEQUENCE:2\r\n"
        "STATUS:CONFIRMED\r\n"
        "SUMMARY:示例装备制造业博览会\r\n"
        "DTSTART;VALUE=DATE:20260428\r\n"
        "DTEND;VALUE=DATE:20260501\r\n"
        "LOCATION:示例展览中心，沈阳\r\n"
        "DESCRIPTION:第一天：开幕；\\n第二、三天：洽谈\\, 参观。\\nh\r\n"
        " ttps://calendar.example/editions/8f0c2d6e/\r\n"
        "URL:https://calendar.example/editions/8f0c2d6e/\r\n"
        "GEO:41.796800;123.429100\r\n"
        "CATEGORIES:装备\\, 机床,展览\r\n"
        "RELATED-TO;RELTYPE=SIBLING:edition-0a1b2c3d@fair-calendar\r\n"
        "RELATED-TO:launch-4e5f6a7b@fair-calendar\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "END:VEVENT\r\n"
    )


def test_timed() -> None:
    assert told(TIMED, "en") == (
        "BEGIN:VEVENT\r\n"
        "UID:session-2b9d@fair-calendar\r\n"
        "DTSTAMP:20260301T023015Z\r\n"
        "LAST-MODIFIED:20260301T023015Z\r\n"
        "SEQUENCE:2\r\n"
        "STATUS:CONFIRMED\r\n"
        "SUMMARY:Opening\r\n"
        "DTSTART;TZID=Asia/Shanghai:20260428T093000\r\n"
        "DTEND;TZID=Asia/Shanghai:20260428T110000\r\n"
        "END:VEVENT\r\n"
    )


def test_recurring() -> None:
    """The moved evening, past midnight, is an event of its own with all that the first says, under the same UID."""
    told_of_each = (
        "BEGIN:VEVENT\r\n"
        "UID:initiative-7c1e@fair-calendar\r\n"
        "DTSTAMP:20260301T023015Z\r\n"
        "LAST-MODIFIED:20260301T023015Z\r\n"
        "SEQUENCE:2\r\n"
        "STATUS:CONFIRMED\r\n"
        "SUMMARY:Sample night market\r\n"
        "{times}"
        "DESCRIPTION:https://calendar.example/initiatives/7c1e/\r\n"
        "URL:https://calendar.example/initiatives/7c1e/\r\n"
        "END:VEVENT\r\n"
    )
    rule = (
        "DTSTART;TZID=Asia/Shanghai:20260404T180000\r\n"
        "DTEND;TZID=Asia/Shanghai:20260404T230000\r\n"
        "RRULE:FREQ=WEEKLY;UNTIL=20261031T100000Z;BYDAY=SA,SU;WKST=MO\r\n"
        "EXDATE;TZID=Asia/Shanghai:20260502T180000\r\n"
    )
    moved = (
        "DTSTART;TZID=Asia/Shanghai:20260504T180000\r\n"
        "DTEND;TZID=Asia/Shanghai:20260505T010000\r\n"
        "RECURRENCE-ID;TZID=Asia/Shanghai:20260503T180000\r\n"
    )
    assert told(MARKET, "en") == told_of_each.format(times=rule) + told_of_each.format(times=moved)


def test_recurring_days() -> None:
    third, fifth = date(2026, 5, 3), date(2026, 5, 5)
    rule = Recurrence(
        frequency="daily",
        interval=2,
        until=date(2026, 5, 10),
        excluded=(third, date(2026, 5, 7)),
        moved=(Moved(fifth, date(2026, 5, 6), date(2026, 5, 7)),),
    )
    out = told(entry(recurrence=rule)).split("\r\n")
    assert [text for text in out if text.startswith(("DTSTART", "DTEND", "RRULE", "EXDATE", "RECURRENCE-ID"))] == [
        "DTSTART;VALUE=DATE:20260501",
        "DTEND;VALUE=DATE:20260502",
        "RRULE:FREQ=DAILY;UNTIL=20260509;INTERVAL=2",
        "EXDATE;VALUE=DATE:20260503",
        "EXDATE;VALUE=DATE:20260507",
        "DTSTART;VALUE=DATE:20260506",
        "DTEND;VALUE=DATE:20260507",
        "RECURRENCE-ID;VALUE=DATE:20260505",
    ]


def test_rrule_of_every_second_week() -> None:
    rule = Recurrence(frequency="weekly", interval=2, weekdays=("MO", "FR"), until=date(2026, 5, 15))
    assert rrule(rule) == "FREQ=WEEKLY;UNTIL=20260515;INTERVAL=2;BYDAY=MO,FR;WKST=MO"


@pytest.mark.parametrize(
    ("first", "days", "dtend"),
    [
        (date(2026, 5, 1), 1, "20260502"),
        (date(2026, 5, 1), 4, "20260505"),
        (date(2026, 4, 30), 1, "20260501"),
        (date(2026, 4, 29), 3, "20260502"),
        (date(2026, 12, 31), 1, "20270101"),
        (date(2026, 12, 30), 4, "20270103"),
        (date(2027, 2, 28), 1, "20270301"),
        (date(2028, 2, 28), 1, "20280229"),
        (date(2028, 2, 28), 3, "20280302"),
    ],
)
def test_spans(first: date, days: int, dtend: str) -> None:
    of = entry(start=first, end=first + timedelta(days=days))
    assert (line("DTSTART", of), line("DTEND", of)) == (f";VALUE=DATE:{first:%Y%m%d}", f";VALUE=DATE:{dtend}")


@pytest.mark.parametrize(
    ("status", "line_", "titles"),
    [
        (Status.SCHEDULED, "CONFIRMED", ["首展", "First show"]),
        (Status.RESCHEDULED, "CONFIRMED", ["首展", "First show"]),
        (Status.POSTPONED, "TENTATIVE", ["【延期】首展", "[Postponed] First show"]),
        (Status.CANCELLED, "CANCELLED", ["【取消】首展", "[Cancelled] First show"]),
    ],
)
def test_status(status: Status, line_: str, titles: list[str]) -> None:
    of = entry(status=status, title=Text("首展", "First show"))
    assert [line("STATUS:", of, language) for language in LANGUAGES] == [line_, line_]
    assert [line("SUMMARY:", of, language) for language in LANGUAGES] == titles


def test_only_editions_leave_the_day_free() -> None:
    free = {kind for kind in Kind if "TRANSP:TRANSPARENT\r\n" in told(entry(kind=kind))}
    assert free == {Kind.EDITION}


def test_an_entry_without_a_title_still_has_a_summary() -> None:
    assert line("SUMMARY:", entry(title=Text("\x07"))) == "launch-1"


def test_the_address_is_the_description_of_an_entry_without_one() -> None:
    assert line("DESCRIPTION:", entry(url="/launches/1/")) == "https://calendar.example/launches/1/"


def test_backslashes_are_kept() -> None:
    of = entry(title=Text(r"C:\News\new\;"), categories=(Text("D:\\Neu, "),))
    assert line("SUMMARY:", of) == r"C:\\News\\new\\\;"
    assert line("CATEGORIES:", of) == r"D:\\Neu\,"


def test_equal_data_gives_equal_bytes() -> None:
    elsewhere = MODIFIED.astimezone(timezone(timedelta(hours=-5))).replace(microsecond=7)
    again = vevent(replace(ALL_DAY), "zh-hans", sequence=2, modified=elsewhere, base_url=HOST + "/")
    assert again.decode() == told(ALL_DAY)


def test_a_time_in_another_zone_is_told_in_shanghais() -> None:
    abroad = timezone(timedelta(hours=-7))
    of = entry(start=datetime(2026, 12, 31, 10, tzinfo=abroad), end=datetime(2026, 12, 31, 11, tzinfo=abroad))
    assert line("DTSTART", of) == ";TZID=Asia/Shanghai:20270101T010000"


@given(entries())
def test_folds_by_octets_and_lets_no_text_out_of_its_line(of: CalendarEntry) -> None:
    for language in LANGUAGES:
        out = vevent(of, language, sequence=2, modified=MODIFIED, base_url=HOST)
        lines = [folded.decode() for folded in out.split(b"\r\n")]  # fails where a fold cuts a character
        assert max(len(folded) for folded in out.split(b"\r\n")) <= 75
        assert not any(ord(c) < 32 and c != "\t" or 127 <= ord(c) < 160 for c in "".join(lines))
        known = [name for name in names(told(ALL_DAY)) if name != "RELATED-TO"]
        found = [name for name in names(out.decode()) if name != "RELATED-TO"]
        assert found == [name for name in known if name in found]  # each once, in one order
        assert (found[0], found[-1], lines[-1]) == ("BEGIN", "END", "")


def test_visible_swaps_the_one_line() -> None:
    cancelled = told(replace(ALL_DAY, status=Status.CANCELLED))
    assert visible(cancelled.encode()).decode() == cancelled.replace("STATUS:CANCELLED", "STATUS:CONFIRMED")
    assert "SUMMARY:【取消】示例" in visible(cancelled.encode()).decode()


def test_visible_swaps_the_line_of_each_moved_occurrence_too() -> None:
    cancelled = told(replace(MARKET, status=Status.CANCELLED))
    assert cancelled.count("STATUS:CANCELLED") == cancelled.count("SUMMARY:【取消】") == 2
    assert visible(cancelled.encode()).decode() == cancelled.replace("STATUS:CANCELLED", "STATUS:CONFIRMED")


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r", "\u2028", "\x85"])
def test_visible_is_not_fooled_by_line_breaks(line_break: str) -> None:
    text = Text(f"甲{line_break}STATUS:CANCELLED{line_break}乙")
    out = told(replace(ALL_DAY, title=text, description=text, place=text, categories=(text,))).encode()
    assert visible(out) == out


def test_visible_is_not_fooled_by_folds() -> None:
    for width in range(40, 160):  # among these the fold falls right before the trap, and right behind it
        of = entry(description=Text("x" * width + "STATUS:CANCELLED" + "y" * 75), status=Status.CANCELLED)
        out = told(of)
        assert visible(out.encode()).decode() == out.replace("\r\nSTATUS:CANCELLED", "\r\nSTATUS:CONFIRMED")
        assert "STATUS:CANCELLED" in visible(out.encode()).decode().replace("\r\n ", "")


def test_head() -> None:
    url = f"{HOST}/calendars/all.ics?city=210100"
    out = head("辽宁展会, 全部", "zh-hans", url=url, timezones=["Asia/Shanghai", "Asia/Shanghai"])
    assert out.decode() == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//Fair Calendar//Fair Calendar//ZH-HANS\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "NAME:辽宁展会\\, 全部\r\n"
        "X-WR-CALNAME:辽宁展会\\, 全部\r\n"
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"
        "X-PUBLISHED-TTL:PT1H\r\n"
        "SOURCE;VALUE=URI:https://calendar.example/calendars/all.ics?city=210100\r\n"
        "BEGIN:VTIMEZONE\r\n"
        "TZID:Asia/Shanghai\r\n"
        "BEGIN:STANDARD\r\n"
        "TZOFFSETFROM:+0800\r\n"
        "TZOFFSETTO:+0800\r\n"
        "TZNAME:CST\r\n"
        "DTSTART:19920101T000000\r\n"
        "END:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
    )
    assert TAIL == b"END:VCALENDAR\r\n"


def test_head_has_no_time_zone_that_is_not_used() -> None:
    out = head("All", "en", url=f"{HOST}/calendars/all.ics?q=展,会\r\nX:1", timezones=[]).decode()
    assert out == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//Fair Calendar//Fair Calendar//EN\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "NAME:All\r\n"
        "X-WR-CALNAME:All\r\n"
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"
        "X-PUBLISHED-TTL:PT1H\r\n"
        "SOURCE;VALUE=URI:https://calendar.example/calendars/all.ics?q=%E5%B1%95%2C\r\n"
        " %E4%BC%9A%20X:1\r\n"
    )


def test_head_refuses_a_time_zone_that_does_not_exist() -> None:
    with pytest.raises(ValueError):
        head("All", "en", url=HOST, timezones=["CST-8"])
