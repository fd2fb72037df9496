import json
from dataclasses import replace
from datetime import date, timedelta, timezone

import pytest
from hypothesis import given

from fairs.calendar.entry import CalendarEntry, Text
from fairs.calendar.payload import payload

from .samples import ALL_DAY, HOST, MARKET, MODIFIED, TIMED, entries, entry


def told(of: CalendarEntry) -> bytes:
    return payload(of, sequence=2, modified=MODIFIED, base_url=HOST)


def test_all_day() -> None:
    assert told(ALL_DAY).decode() == (
        '{"uid":"edition-8f0c2d6e-4a51-4c07-9d3a-1b7e5f2a9c40@fair-calendar","kind":"edition","status":"scheduled",'
        '"start":"2026-04-28","end":"2026-05-01","last_day":"2026-04-30","all_day":true,"timezone":"Asia/Shanghai",'
        '"recurrence":null,'
        '"title":{"zh-hans":"示例装备制造业博览会","en":"Sample Equipment Manufacturing Expo"},'
        '"description":{"zh-hans":"第一天：开幕；\\n第二、三天：洽谈, 参观。",'
        '"en":"Opening, then talks; halls A,B."},'
        '"place":{"zh-hans":"示例展览中心，沈阳","en":"Sample Exhibition Centre, Shenyang"},'
        '"url":"https://calendar.example/editions/8f0c2d6e/","geo":{"latitude":41.7968,"longitude":123.4291},'
        '"categories":[{"zh-hans":"装备, 机床","en":"Equipment, machine tools"},'
        '{"zh-hans":"展览","en":"Trade fair"}],'
        '"related":["edition-0a1b2c3d@fair-calendar","launch-4e5f6a7b@fair-calendar"],'
        '"facets":{"batch":["brand"],"city":["210100","210200"]},'
        '"sequence":2,"modified":"2026-03-01T02:30:15Z"}'
    )


def test_timed() -> None:
    assert json.loads(told(TIMED)) == {
        "uid": "session-2b9d@fair-calendar",
        "kind": "session",
        "status": "scheduled",
        "start": "2026-04-28T09:30:00+08:00",
        "end": "2026-04-28T11:00:00+08:00",
        "last_day": None,
        "all_day": False,
        "timezone": "Asia/Shanghai",
        "recurrence": None,
        "title": {"zh-hans": "开幕式", "en": "Opening"},
        "description": {"zh-hans": "", "en": ""},
        "place": {"zh-hans": "", "en": ""},
        "url": None,
        "geo": None,
        "categories": [],
        "related": [],
        "facets": {},
        "sequence": 2,
        "modified": "2026-03-01T02:30:15Z",
    }


def test_recurring() -> None:
    read = json.loads(told(MARKET))
    assert [read["start"], read["end"]] == ["2026-04-04T18:00:00+08:00", "2026-04-04T23:00:00+08:00"]
    assert read["recurrence"] == {
        "rrule": "FREQ=WEEKLY;UNTIL=20261031T100000Z;BYDAY=SA,SU;WKST=MO",
        "excluded": ["2026-05-02T18:00:00+08:00"],
        "moved": [
            {
                "original": "2026-05-03T18:00:00+08:00",
                "start": "2026-05-04T18:00:00+08:00",
                "end": "2026-05-05T01:00:00+08:00",
            }
        ],
    }


@pytest.mark.parametrize(
    ("end", "last_day"),
    [
        (date(2026, 5, 2), "2026-05-01"),
        (date(2026, 6, 1), "2026-05-31"),
        (date(2027, 1, 1), "2026-12-31"),
        (date(2028, 3, 1), "2028-02-29"),
    ],
)
def test_last_day(end: date, last_day: str) -> None:
    assert json.loads(told(entry(end=end)))["last_day"] == last_day


def test_equal_data_gives_equal_bytes() -> None:
    elsewhere = MODIFIED.astimezone(timezone(timedelta(hours=-5))).replace(microsecond=7)
    facets = frozenset(sorted(ALL_DAY.facets, reverse=True))
    again = payload(replace(ALL_DAY, facets=facets), sequence=2, modified=elsewhere, base_url=HOST + "/")
    assert again == told(ALL_DAY)


@given(entries())
def test_takes_any_text(of: CalendarEntry) -> None:
    read = json.loads(told(of))
    assert Text(read["title"]["zh-hans"], read["title"]["en"]) == of.title
    assert Text(read["description"]["zh-hans"], read["description"]["en"]) == of.description
