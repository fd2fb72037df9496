import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given

from fairs.calendar.entry import SHANGHAI, Kind, Status, Text, clean_line, clean_text, clean_uri

from .samples import ALL_DAY, HOST, TIMED, entry, texts

MIDNIGHT = datetime(2026, 5, 1, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("", ""),
        ("  第六届\u3000", "第六届"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("a\tb", "a\tb"),
        ("a\x00\x07\x1b\x7f\x9fb", "ab"),
        ("\ufeffa\u202eb\u2066c\ud800d\uffff", "abcd"),
        ("👩🏽‍🔬 e\u0301", "👩🏽‍🔬 e\u0301"),
        ("C:\\News", "C:\\News"),
    ],
)
def test_clean_text(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@given(texts)
def test_clean_text_leaves_nothing_to_clean(text: str) -> None:
    cleaned = clean_text(text)
    assert {c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}} <= {"\n", "\t"}
    assert clean_text(cleaned) == cleaned
    assert clean_line(clean_line(text)) == clean_line(text)


def test_clean_line() -> None:
    assert clean_line(" 大连\u3000夏季\r\n\t达沃斯 ") == "大连 夏季 达沃斯"


@pytest.mark.parametrize(
    ("uri", "cleaned"),
    [
        ("https://[::1]:8000/a?b=c&d=%2C#e", "https://[::1]:8000/a?b=c&d=%2C#e"),
        ("/展\r\nX:1", "/%E5%B1%95%20X:1"),
        ('/a,b;c"d\\e', "/a%2Cb%3Bc%22d%5Ce"),
    ],
)
def test_clean_uri(uri: str, cleaned: str) -> None:
    assert clean_uri(uri) == cleaned


def test_a_language_that_is_missing_falls_back_to_the_other() -> None:
    assert [Text("展", "Fair").in_(language) for language in ("zh-hans", "en")] == ["展", "Fair"]
    assert [Text("展").in_(language) for language in ("zh-hans", "en")] == ["展", "展"]
    assert [Text(en="Fair").in_(language) for language in ("zh-hans", "en")] == ["Fair", "Fair"]
    assert not Text()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"key": "edition 1"}, "'edition 1': a key is ASCII letters, digits and . _ : -"),
        ({"key": "edition-1\r\n"}, "'edition-1\\r\\n': a key is ASCII letters, digits and . _ : -"),
        ({"related": ("版",)}, "'版': a key is ASCII letters, digits and . _ : -"),
        ({"url": "https://elsewhere.example/"}, "launch-1: 'https://elsewhere.example/' must be a path"),
        ({"end": MIDNIGHT}, "launch-1: start and end must both be dates or both datetimes"),
        ({"end": date(2026, 5, 1)}, "launch-1: ends before it starts"),
        ({"start": MIDNIGHT, "end": MIDNIGHT}, "launch-1: ends before it starts"),
        ({"start": MIDNIGHT, "end": MIDNIGHT.replace(microsecond=9)}, "launch-1: ends before it starts"),
        (
            {"start": MIDNIGHT, "end": MIDNIGHT.replace(hour=1, tzinfo=None)},
            "launch-1: datetimes must be aware",
        ),
        ({"geo": (123.4, 41.8)}, "launch-1: (123.4, 41.8) is no latitude and longitude"),
        ({"geo": (float("nan"), 41.8)}, "launch-1: (nan, 41.8) is no latitude and longitude"),
    ],
)
def test_refuses(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as refusal:
        entry(**changes)
    assert str(refusal.value) == message


def test_keeps_what_readers_get() -> None:
    kept = entry(
        start=datetime(2026, 4, 30, 16, 0, 1, 999, tzinfo=UTC),
        end=datetime(2026, 4, 30, 17, tzinfo=UTC),
        title=Text("首展\x07\n大连 ", " First\tshow"),
        description=Text("一\r\n二", "1\x00"),
        place=Text(en="Hall\n4"),
        geo=(41.79681234, -0.00000001),
        categories=(Text("\x07"), Text("展\n览")),
    )
    assert kept == entry(
        start=datetime(2026, 5, 1, 0, 0, 1, tzinfo=SHANGHAI),
        end=datetime(2026, 5, 1, 1, tzinfo=SHANGHAI),
        title=Text("首展 大连", "First show"),
        description=Text("一\n二", "1"),
        place=Text(en="Hall 4"),
        geo=(41.796812, 0.0),
        categories=(Text("展 览"),),
    )
    assert isinstance(kept.start, datetime)
    assert (kept.start.tzinfo, str(kept.geo)) == (SHANGHAI, "(41.796812, 0.0)")


def test_instants() -> None:
    assert ALL_DAY.instants() == (
        datetime(2026, 4, 27, 16, tzinfo=UTC),
        datetime(2026, 4, 30, 16, tzinfo=UTC),
    )
    assert TIMED.instants() == (
        datetime(2026, 4, 28, 1, 30, tzinfo=UTC),
        datetime(2026, 4, 28, 3, tzinfo=UTC),
    )
    assert {instant.tzinfo for instant in ALL_DAY.instants() + TIMED.instants()} == {UTC}


def test_uid_and_address() -> None:
    assert TIMED.uid == "session-2b9d@fair-calendar"
    assert ALL_DAY.absolute_url(HOST) == ALL_DAY.absolute_url(HOST + "/") == f"{HOST}/editions/8f0c2d6e/"
    assert TIMED.absolute_url(HOST) == ""


def test_equal_entries_have_equal_digests() -> None:
    same = replace(ALL_DAY, title=Text(" 示例装备制造业博览会\x07", ALL_DAY.title.en))
    assert same.content_digest() == ALL_DAY.content_digest()
    assert same.row_digest("1") == ALL_DAY.row_digest("1")
    assert len(same.content_digest()) == len(same.row_digest("1")) == 32


@pytest.mark.parametrize(
    "change",
    [
        {"start": date(2026, 4, 27)},
        {"end": date(2026, 5, 2)},
        {"title": Text("示例", "Sample")},
        {"title": Text(ALL_DAY.title.zh_hans)},
        {"status": Status.CANCELLED},
        {"description": Text()},
        {"place": Text()},
        {"url": ""},
        {"geo": None},
        {"categories": ()},
        {"categories": ALL_DAY.categories[::-1]},
        {"related": ()},
        {"kind": Kind.LAUNCH},
        {"start": MIDNIGHT.replace(month=4), "end": MIDNIGHT},
    ],
)
def test_what_readers_are_told_changes_both_digests(change: dict[str, Any]) -> None:
    changed = replace(ALL_DAY, **change)
    assert changed.content_digest() != ALL_DAY.content_digest()
    assert changed.row_digest("1") != ALL_DAY.row_digest("1")


@pytest.mark.parametrize("change", [{"facets": frozenset()}, {"search": ""}])
def test_facets_and_search_text_change_only_the_row_digest(change: dict[str, Any]) -> None:
    changed = replace(ALL_DAY, **change)
    assert changed.content_digest() == ALL_DAY.content_digest()
    assert changed.row_digest("1") != ALL_DAY.row_digest("1")


def test_the_renderer_changes_the_row_digest() -> None:
    assert ALL_DAY.row_digest("2") != ALL_DAY.row_digest("1")
